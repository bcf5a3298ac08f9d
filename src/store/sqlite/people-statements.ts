/**
 * The statements that people are written with. Whether somebody is the last of a kind is asked in the statement that
 * would remove them, so that two who leave at once cannot both.
 */

import type { Entitlement } from "../../setup/people-ports.ts";
import type { AccountId, PersonId } from "../../terms/ids.ts";
import type { Membership, Person } from "../../terms/person.ts";
import type { Statement } from "./operations.ts";
import { PERSON_COLUMNS, personRow } from "./people-rows.ts";

/** SQL that is true while another operator can sign in. */
const OTHER_OPERATOR =
	"EXISTS (SELECT 1 FROM person AS o WHERE o.operator = 1 AND o.suspended_at IS NULL AND o.id <> person.id)";
/** True while no account would be left without an administrator. */
const OTHER_ADMINISTRATORS = `NOT EXISTS (SELECT 1 FROM membership AS m
	WHERE m.person_id = person.id AND m.role = 'administrator' AND NOT EXISTS (SELECT 1 FROM membership AS o
	WHERE o.account_id = m.account_id AND o.role = 'administrator' AND o.person_id <> m.person_id))`;
const OTHER_ADMINISTRATOR = `EXISTS (SELECT 1 FROM membership AS o WHERE o.account_id = membership.account_id
	AND o.role = 'administrator' AND o.person_id <> membership.person_id)`;

const personIsThere = "EXISTS (SELECT 1 FROM person WHERE id = ?)";

/** The person comes first, then what depends on it; what entitles to it is used up last. */
export function addPerson(
	person: Person,
	password: { readonly id: string; readonly hash: string } | null,
	memberships: readonly Membership[],
	entitlement: Entitlement,
): readonly Statement[] {
	const row = personRow(person);
	const { id, createdAt } = person;
	const entitled = entitles(entitlement, createdAt);
	return [
		{
			sql: `INSERT INTO person (${PERSON_COLUMNS}) SELECT ${row.map(() => "?").join(", ")}
				WHERE ${entitled.sql} ON CONFLICT (email) DO NOTHING RETURNING id`,
			parameters: [...row, ...entitled.parameters],
		},
		...(password === null ? [] : [addPassword(person, password)]),
		...memberships.map(({ accountId, role }) => addMember(accountId, id, role, createdAt)),
		...(entitlement.kind === "none" ? [] : [spend(entitlement, id)]),
	];
}

function entitles(entitlement: Entitlement, now: number): Statement {
	switch (entitlement.kind) {
		case "invitation":
			return {
				sql: "EXISTS (SELECT 1 FROM invitation WHERE id = ? AND expires_at > ?)",
				parameters: [entitlement.id, now],
			};
		case "setup-link":
			return {
				sql: "EXISTS (SELECT 1 FROM setup_link WHERE token_hash = ? AND expires_at > ?)",
				parameters: [entitlement.hash, now],
			};
		case "none":
			return { sql: "1", parameters: [] };
		default:
			return entitlement satisfies never;
	}
}

const spend = (entitlement: Exclude<Entitlement, { kind: "none" }>, person: PersonId): Statement =>
	entitlement.kind === "invitation"
		? {
				sql: `DELETE FROM invitation WHERE id = ? AND ${personIsThere}`,
				parameters: [entitlement.id, person],
			}
		: {
				sql: `DELETE FROM setup_link WHERE token_hash = ? AND ${personIsThere}`,
				parameters: [entitlement.hash, person],
			};

const addPassword = (
	{ id, createdAt }: Person,
	password: { readonly id: string; readonly hash: string },
): Statement => ({
	sql: `INSERT INTO sign_in (id, person_id, provider_id, subject, password, created_at, updated_at)
		SELECT ?, ?, 'credential', ?, ?, ?, ? WHERE ${personIsThere}`,
	parameters: [password.id, id, id, password.hash, createdAt, createdAt, id],
});

export const addMember = (
	account: AccountId,
	person: PersonId,
	role: string,
	createdAt: number,
): Statement => ({
	sql: `INSERT INTO membership (account_id, person_id, role, created_at) SELECT ?, ?, ?, ?
		WHERE ${personIsThere} ON CONFLICT DO UPDATE SET role = excluded.role`,
	parameters: [account, person, role, createdAt, person],
});

export const setOperator = (id: PersonId, operator: boolean): Statement => ({
	sql: `UPDATE person SET operator = ?1 WHERE id = ?2 AND (?1 = 1 OR operator = 0 OR ${OTHER_OPERATOR}) RETURNING *`,
	parameters: [operator ? 1 : 0, id],
});

export const setSuspended = (id: PersonId, since: number | null): Statement => ({
	sql: `UPDATE person SET suspended_at = ?1
		WHERE id = ?2 AND (?1 IS NULL OR operator = 0 OR ${OTHER_OPERATOR}) RETURNING *`,
	parameters: [since, id],
});

export const removePerson = (id: PersonId): Statement => ({
	sql: `DELETE FROM person WHERE id = ? AND (operator = 0 OR ${OTHER_OPERATOR}) AND ${OTHER_ADMINISTRATORS}
		RETURNING id`,
	parameters: [id],
});

export const endSessions = (id: PersonId): Statement => ({
	sql: "DELETE FROM person_session WHERE person_id = ? RETURNING id",
	parameters: [id],
});

/** Where the one who was suspended is suspended now: who could not be keeps the sessions. */
export const endSessionsOfSuspended = (id: PersonId): Statement => ({
	sql: `DELETE FROM person_session WHERE person_id = ?
		AND EXISTS (SELECT 1 FROM person WHERE id = person_id AND suspended_at IS NOT NULL)`,
	parameters: [id],
});

export const setRole = (account: AccountId, person: PersonId, role: string): Statement => ({
	sql: `UPDATE membership SET role = ?1 WHERE account_id = ?2 AND person_id = ?3
		AND (?1 = 'administrator' OR role <> 'administrator' OR ${OTHER_ADMINISTRATOR}) RETURNING role`,
	parameters: [role, account, person],
});

export const removeMember = (account: AccountId, person: PersonId): Statement => ({
	sql: `DELETE FROM membership WHERE account_id = ? AND person_id = ?
		AND (role <> 'administrator' OR ${OTHER_ADMINISTRATOR}) RETURNING role`,
	parameters: [account, person],
});
