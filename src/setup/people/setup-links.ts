/** The link by which the first operator is made: for one use, and for a day. */

import { DAY, type Instant } from "../../terms/clock.ts";
import type { Membership, Person } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import { invalidField, isProblem, type Problem } from "../problem.ts";
import { type KeyedHash, randomText, SECRET_CHARACTERS } from "../secrets.ts";
import { type NewPerson, newcomer } from "./newcomer.ts";

export interface SetupLinks {
	/** The secret is in the link and nowhere else. */
	make(): Promise<{ readonly url: string; readonly expiresAt: Instant }>;
	/** Makes an operator of who has the link. */
	use(token: string, wanted: Omit<NewPerson, "operator">): Promise<Person | Problem>;
	/** Without a link: for who sets the service up by itself. */
	makePerson(wanted: NewPerson, memberships: readonly Membership[]): Promise<Person | Problem>;
}

const LINK_MS = DAY;
const PREFIX = "su_";

export function createSetupLinks(ports: PeoplePorts, tokens: KeyedHash): SetupLinks {
	const { store, clock, randomBytes, url } = ports;
	const spent = invalidField(
		"token",
		"This link was used before, or is too old: angarium operator setup-link makes another",
	);
	return {
		async make() {
			const token = PREFIX + randomText(randomBytes(SECRET_CHARACTERS));
			const now = clock.now();
			const expiresAt = now + LINK_MS;
			await store.putSetupLink(tokens.hash(token), now, expiresAt);
			return { url: `${url()}/setup?token=${token}`, expiresAt };
		},
		async use(token, wanted) {
			const hash = tokens.hash(token);
			if (!(await store.hasSetupLink(hash, clock.now()))) return spent;
			const made = await newcomer({ ...wanted, operator: true }, ports);
			if (isProblem(made)) return made;
			const added = await store.addPerson(made.person, made.password, [], { kind: "setup-link", hash });
			if (added === "not-entitled") return spent;
			return added === "taken" ? taken(made.person.email) : made.person;
		},
		async makePerson(wanted, memberships) {
			const made = await newcomer(wanted, ports);
			if (isProblem(made)) return made;
			const added = await store.addPerson(made.person, made.password, memberships, { kind: "none" });
			return added === "added" ? made.person : taken(made.person.email);
		},
	};
}

const taken = (email: string): Problem => ({
	kind: "problem",
	problem: "taken",
	field: "email",
	detail: `There is a person with the address ${email} already`,
});
