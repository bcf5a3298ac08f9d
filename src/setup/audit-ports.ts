/** What the audit log needs from outside: a store that writes an entry in the commit of what it tells of. */

import type { AuditEntry } from "../terms/audit.ts";
import type { Instant } from "../terms/clock.ts";
import type { AccountId, AuditId } from "../terms/ids.ts";

/** All that are given must hold. */
export interface AuditFilter {
	readonly accountId?: AccountId;
	readonly actorId?: string;
	/** Whole, or what stands before its dot: "domain" finds "domain.create". */
	readonly action?: string;
	readonly targetId?: string;
	/** At this moment or later. */
	readonly from?: Instant;
	/** Before this moment. */
	readonly to?: Instant;
}

/** The audit log. Writes resolve after a synced commit. */
export interface AuditStore {
	/**
	 * Runs `work`. The first of its writes to set-up that changes anything has `entry` in its own commit; `noted` tells
	 * whether one did.
	 */
	during<Value>(
		entry: AuditEntry,
		work: () => Promise<Value>,
	): Promise<{ readonly value: Value; readonly noted: boolean }>;
	/** An entry by itself, for what changes nothing of set-up. */
	add(entry: AuditEntry): Promise<void>;
	/** What is known once the change is made. */
	complete(entry: Pick<AuditEntry, "id" | "actor" | "target" | "after">): Promise<void>;
	/** Newest first; `before` is the last id of the page before. */
	list(filter: AuditFilter, limit: number, before?: AuditId): Promise<readonly AuditEntry[]>;
	/** Removes some of what is older than this moment. */
	prune(before: Instant): Promise<void>;
}
