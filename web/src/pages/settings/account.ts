/** The account, as its administrators may change it. */

import type { Account } from "../../api/schema.ts";

export interface AccountSettings extends Account {
	/** IANA's name. */
	readonly timeZone: string;
	readonly contactEmail: string | null;
	readonly billingEmail: string | null;
	/** When everything of it goes; null while nobody deletes it. */
	readonly deletesAt: string | null;
}

export interface Loaded {
	readonly data: AccountSettings;
	/** What a change goes by, so that two people do not overwrite each other. */
	readonly etag: string | null;
}

export const accountKey = (id: string) => ["account", id, "settings"] as const;
