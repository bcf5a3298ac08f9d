/** The statements by which an address becomes another one: all that follows of it is in one commit. */

import type { EmailChange } from "../../terms/person.ts";
import type { Statement } from "./operations.ts";

export const put = (
	{ personId, newEmail, createdAt, expiresAt }: EmailChange,
	tokenHash: Buffer,
): Statement => ({
	sql: `INSERT OR REPLACE INTO email_change (person_id, email, token_hash, created_at, expires_at)
		VALUES (?, ?, ?, ?, ?)`,
	parameters: [personId, newEmail, tokenHash, createdAt, expiresAt],
});

export const find = (tokenHash: Buffer, now: number): Statement => ({
	sql: `SELECT email_change.*, person.email AS old_email FROM email_change JOIN person ON person.id = person_id
		WHERE token_hash = ? AND expires_at > ? AND suspended_at IS NULL`,
	parameters: [tokenHash, now],
});

/** SQL of the id of the person whose address was changed by the link, by the statement before. */
const CHANGED = `(SELECT person_id FROM email_change JOIN person ON person.id = person_id
	AND person.email = email_change.email WHERE token_hash = ? AND expires_at > ?)`;

/** The person comes first; the link is used up last. Where the first changes nothing, none does. */
export function confirm(tokenHash: Buffer, now: number, keptSession: string | null): readonly Statement[] {
	const link = [tokenHash, now];
	return [
		{
			sql: `UPDATE person SET email = asked.email, email_verified = 1, updated_at = ?
				FROM (SELECT * FROM email_change WHERE token_hash = ? AND expires_at > ?) AS asked
				WHERE person.id = asked.person_id AND suspended_at IS NULL
				AND NOT EXISTS (SELECT 1 FROM person AS other WHERE other.email = asked.email)
				RETURNING *`,
			parameters: [now, ...link],
		},
		{
			sql: `DELETE FROM person_session WHERE person_id = ${CHANGED} AND id IS NOT ?`,
			parameters: [...link, keptSession],
		},
		// Links that went to the address before, and sign-ins that wait for a code.
		{ sql: `DELETE FROM verification WHERE value = ${CHANGED}`, parameters: link },
		{ sql: `DELETE FROM email_change WHERE person_id = ${CHANGED}`, parameters: link },
	];
}
