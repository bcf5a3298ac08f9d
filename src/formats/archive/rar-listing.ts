/** What the readers of both RAR formats tell. */

import type { ArchiveEntry } from "../finding.ts";

export interface RarListing {
	readonly entries: readonly ArchiveEntry[];
	/** The headers have a password. */
	readonly isHidden: boolean;
	readonly isWhole: boolean;
}
