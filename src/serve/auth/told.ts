/** Sign-ins, and changes to how somebody signs in, for the audit log. */

import type { AuditEntry } from "../../terms/audit.ts";
import { type AuditId, ID_RANDOM_BYTES, makeId } from "../../terms/ids.ts";
import type { Person } from "../../terms/person.ts";
import type { AuthDependencies } from "./dependencies.ts";

/** `own` is false where somebody else may have done it: then nobody is named as the actor. */
export async function tell(
	{ audit, people, now, randomBytes }: Pick<AuthDependencies, "audit" | "people" | "now" | "randomBytes">,
	action: string,
	{ id, email, operator }: Pick<Person, "id" | "email" | "operator">,
	{ address, own }: { readonly address: string; readonly own: boolean },
): Promise<void> {
	const at = now();
	const memberships = await people.memberships(id);
	// In the log of the account where that is clear; else the operator alone sees it.
	const accountId = !operator && memberships.length === 1 ? (memberships[0]?.accountId ?? null) : null;
	const entry: AuditEntry = {
		id: makeId<AuditId>(at, randomBytes(ID_RANDOM_BYTES)),
		at,
		accountId,
		actor: own ? { kind: "person", id, name: email } : { kind: "service", id: "", name: "" },
		address,
		action,
		target: { type: "person", id, name: email },
		before: null,
		after: null,
	};
	await audit.add(entry);
}
