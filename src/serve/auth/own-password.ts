/** Who is signed in shows the password once more, before something that a session alone must not do. */

import type { AuthCondition } from "../../setup/people-ports.ts";
import type { Person } from "../../terms/person.ts";
import type { AuthDependencies } from "./dependencies.ts";
import type { UnderWay } from "./guesses.ts";

/** "none": the person signs in by a provider only. Else how long to wait before it may be tried. */
export type PasswordCheck = "right" | "wrong" | "none" | { readonly waitMs: number };

const BUSY_MS = 1_000;

export class OwnPassword {
	readonly #dependencies: Pick<AuthDependencies, "records" | "passwords" | "guard" | "now">;
	readonly #underWay: UnderWay;

	constructor(
		dependencies: Pick<AuthDependencies, "records" | "passwords" | "guard" | "now">,
		underWay: UnderWay,
	) {
		this.#dependencies = dependencies;
		this.#underWay = underWay;
	}

	/** Counts with the passwords that are tried at sign-in. `address` is the client's. */
	async check({ id, email }: Person, password: string, address: string): Promise<PasswordCheck> {
		const { guard, now, passwords } = this.#dependencies;
		const waitMs = guard.blockedMs(address, email, now());
		if (waitMs > 0) return { waitMs };
		const leave = this.#underWay.enter(address);
		if (leave === undefined) return { waitMs: BUSY_MS };
		try {
			const hash = await this.#hashOf(id);
			if (hash === undefined) return "none";
			const isRight = await passwords.matches(hash, password);
			if (isRight) guard.succeeded(address, email, now());
			else guard.failed(address, email, now());
			return isRight ? "right" : "wrong";
		} finally {
			leave();
		}
	}

	async #hashOf(id: Person["id"]): Promise<string | undefined> {
		const is = (field: string, value: string): AuthCondition => ({
			field,
			value,
			operator: "eq",
			connector: "AND",
		});
		const where = [is("userId", id), is("providerId", "credential")];
		const [found] = await this.#dependencies.records.find("account", { where, limit: 1 });
		const hash = found?.["password"];
		return typeof hash === "string" ? hash : undefined;
	}
}
