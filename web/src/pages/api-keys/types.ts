/** What GET /v1/api-keys gives. */

import type { Permission } from "../../../../src/terms/permissions.ts";

export interface ApiKey {
	readonly id: string;
	readonly name: string;
	/** Null: whatever the account may. */
	readonly permissions: readonly Permission[] | null;
	readonly expiresAt: string | null;
	readonly createdAt: string;
	readonly lastUsedAt: string | null;
}

export interface WithToken extends ApiKey {
	/** Shown this once. */
	readonly token: string;
}

export const keysKey = ["api-keys"] as const;
