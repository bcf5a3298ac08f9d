/** A person who begins: checked, with an id, and the password hashed. */

import { ID_RANDOM_BYTES, makeId, type PersonId } from "../../terms/ids.ts";
import type { Person } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import { isProblem, nameTrouble, type Problem } from "../problem.ts";
import { emailOf, passwordTrouble } from "./fields.ts";

export interface NewPerson {
	readonly email: string;
	readonly name: string;
	readonly password: string;
	readonly language?: Person["language"];
	readonly operator?: boolean;
}

export interface Newcomer {
	readonly person: Person;
	readonly password: { readonly id: string; readonly hash: string };
}

/** Hashing is slow: callers look first whether the newcomer is entitled. */
export async function newcomer(
	{ email: written, name, password, language = "en", operator = false }: NewPerson,
	{ passwords, clock, randomBytes }: Pick<PeoplePorts, "passwords" | "clock" | "randomBytes">,
): Promise<Newcomer | Problem> {
	const email = emailOf(written);
	if (typeof email !== "string") return email;
	const trouble = nameTrouble("name", name) ?? passwordTrouble(password);
	if (trouble !== undefined && isProblem(trouble)) return trouble;
	const createdAt = clock.now();
	const hash = await passwords.hash(password);
	return {
		person: {
			id: makeId<PersonId>(createdAt, randomBytes(ID_RANDOM_BYTES)),
			email,
			name: name.trim(),
			language,
			timeZone: "UTC",
			operator,
			twoFactor: false,
			suspendedAt: null,
			lastSignInAt: null,
			createdAt,
		},
		password: { id: makeId<string>(createdAt, randomBytes(ID_RANDOM_BYTES)), hash },
	};
}
