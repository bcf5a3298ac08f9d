/** What GET /v1/team and /v1/invitations give. */

import type { Role } from "../../../../src/terms/permissions.ts";

export interface Member {
	readonly personId: string;
	readonly email: string;
	readonly name: string;
	readonly role: Role;
	readonly twoFactor: boolean;
	readonly lastSignInAt: string | null;
	readonly createdAt: string;
}

export interface Invitation {
	readonly id: string;
	readonly email: string;
	readonly role: Role;
	readonly invitedBy: string;
	readonly createdAt: string;
	readonly expiresAt: string;
}

export const teamKey = ["team"] as const;
export const invitationsKey = ["invitations"] as const;
