/** The audit log: who changed what, from where, and what it was before and after. */

import type { Instant } from "./clock.ts";
import type { AccountId, AuditId } from "./ids.ts";

/** Who changed something. `name` is what people know it by, as it was then. */
export interface Actor {
	readonly kind: "person" | "api-key" | "operator-key" | "service";
	/** Empty for the service itself. */
	readonly id: string;
	readonly name: string;
}

/** The name of the operator's key that lies in the data folder, as it stands in the log and in invitations. */
export const COMMAND_LINE = "command line on this machine";

/** What was changed. `name` where it has one that people know it by. */
export interface AuditTarget {
	/** "account", "domain", "smtp-user", … */
	readonly type: string;
	readonly id: string;
	readonly name?: string;
}

/** Plain JSON without secrets, as the API shows the thing; null where there was or is nothing. */
export type AuditState = unknown;

export interface AuditEntry {
	readonly id: AuditId;
	readonly at: Instant;
	/** Whose thing it is; null when it is the operator's. */
	readonly accountId: AccountId | null;
	readonly actor: Actor;
	/** The client's IP address; empty when there was none. */
	readonly address: string;
	/** "smtp-user.update" */
	readonly action: string;
	readonly target: AuditTarget;
	readonly before: AuditState;
	/** Null as well where the service ended between the change and its last word about it. */
	readonly after: AuditState;
}
