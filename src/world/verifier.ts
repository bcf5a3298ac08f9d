/** Looks the three records of a sending domain up: each has to lead where it should. */

import type { Verifier } from "../setup/ports.ts";
import type { DomainRecord } from "../terms/identity.ts";
import type { StubResolver } from "./resolver/index.ts";

export const createVerifier = (resolver: StubResolver): Verifier => ({
	checkRecords: (_, expected) =>
		Promise.all(
			expected.map(async ({ purpose, name, value }): Promise<DomainRecord> => {
				const answer = await resolver.cname(name);
				if (answer.kind === "trouble") return { purpose, state: "dns-error", found: answer.why };
				if (answer.kind !== "found") return { purpose, state: "not-found" };
				const found = answer.records[0] ?? "";
				return found === value.toLowerCase()
					? { purpose, state: "valid" }
					: { purpose, state: "wrong-value", found };
			}),
		),
});
