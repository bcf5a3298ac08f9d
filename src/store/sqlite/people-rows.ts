/** Rows of people, memberships and invitations, as the terms that they are. */

import type { EmailChange, Invitation, Member, Person } from "../../terms/person.ts";
import type { Answer, Parameter } from "./reader.ts";

export const PERSON_COLUMNS = `id, email, email_verified, name, language, time_zone, operator, suspended_at,
	last_sign_in_at, created_at, updated_at`;

/** Who is asked to join, or has the set-up link, reads that mailbox. */
const VERIFIED = 1;

export const personRow = (person: Person): readonly Parameter[] => [
	person.id,
	person.email,
	VERIFIED,
	person.name,
	person.language,
	person.timeZone,
	person.operator ? 1 : 0,
	person.suspendedAt,
	person.lastSignInAt,
	person.createdAt,
	person.createdAt,
];

export const personOf = (row: Answer): Person => ({
	id: row["id"] as Person["id"],
	email: row["email"] as string,
	name: row["name"] as string,
	language: row["language"] as Person["language"],
	timeZone: row["time_zone"] as string,
	operator: row["operator"] === 1,
	twoFactor: row["two_factor_enabled"] === 1,
	suspendedAt: row["suspended_at"] as number | null,
	lastSignInAt: row["last_sign_in_at"] as number | null,
	createdAt: row["created_at"] as number,
});

/** Of a row of `person` joined with its membership. */
export const memberOf = (row: Answer): Member => ({
	person: personOf(row),
	role: row["role"] as Member["role"],
	createdAt: row["joined_at"] as number,
});

export const INVITATION_COLUMNS =
	"id, account_id, email, role, language, invited_by, token_hash, created_at, expires_at";

export const invitationRow = (
	invitation: Invitation,
	tokenHash: Buffer,
): readonly (Parameter | Uint8Array)[] => [
	invitation.id,
	invitation.accountId,
	invitation.email,
	invitation.role,
	invitation.language,
	invitation.invitedBy,
	tokenHash,
	invitation.createdAt,
	invitation.expiresAt,
];

export const invitationOf = (row: Answer): Invitation => ({
	id: row["id"] as Invitation["id"],
	accountId: row["account_id"] as Invitation["accountId"],
	email: row["email"] as string,
	role: row["role"] as Invitation["role"],
	language: row["language"] as Invitation["language"],
	invitedBy: row["invited_by"] as string,
	createdAt: row["created_at"] as number,
	expiresAt: row["expires_at"] as number,
});

/** Of a row of `email_change` joined with its person. */
export const emailChangeOf = (row: Answer): EmailChange => ({
	personId: row["person_id"] as EmailChange["personId"],
	email: row["old_email"] as string,
	newEmail: row["email"] as string,
	createdAt: row["created_at"] as number,
	expiresAt: row["expires_at"] as number,
});
