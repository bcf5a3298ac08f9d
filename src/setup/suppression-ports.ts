/** What suppressions need from outside: a store of who must not be written to. */

import type { Instant } from "../terms/clock.ts";
import type { AccountId, SuppressionId } from "../terms/ids.ts";
import type { Suppression, SuppressionKind } from "../terms/suppression.ts";

/** All that are given must hold. */
export interface SuppressionFilter {
	readonly accountId?: AccountId;
	readonly kind?: SuppressionKind;
	/** Suppressed at this moment or later. */
	readonly from?: Instant;
	/** Suppressed before this moment. */
	readonly to?: Instant;
	/** Part of the address, as it stands on the list. */
	readonly text?: string;
}

export interface SuppressionPage {
	/** Newest first. */
	readonly rows: readonly Suppression[];
	/**
	 * Pass as `before` to get the next page; null when this is the last. A search that finds little may give a
	 * short page, even an empty one, that has a next.
	 */
	readonly next: SuppressionId | null;
}

/** Who must not be written to. Writes resolve after a synced commit; `find` sees them at once in this process. */
export interface SuppressionStore {
	/** Answers at once where the account's list is short. `address` as src/terms/suppression.ts makes it. */
	find(account: AccountId, address: string): Suppression | undefined | Promise<Suppression | undefined>;
	/** In one commit. An address that is on its account's list stays as it is. Resolves to how many were added. */
	add(suppressions: readonly Suppression[]): Promise<number>;
	/** Entries of the account's list. */
	count(account: AccountId): Promise<number>;
	get(id: SuppressionId): Promise<Suppression | undefined>;
	list(filter: SuppressionFilter, limit: number, before?: SuppressionId): Promise<SuppressionPage>;
	remove(id: SuppressionId): Promise<boolean>;
}
