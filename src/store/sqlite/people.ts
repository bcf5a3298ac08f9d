/** The PeopleStore: who signs in, and what they are to which account. */

import type { Changed, PeopleStore } from "../../setup/people-ports.ts";
import type { PageRequest } from "../../setup/ports.ts";
import type { AccountId, InvitationId, PersonId } from "../../terms/ids.ts";
import type { Role } from "../../terms/permissions.ts";
import type { EmailChange, Invitation, Member, Membership, Person } from "../../terms/person.ts";
import * as emailChanges from "./email-change-statements.ts";
import type { Statement } from "./operations.ts";
import * as rows from "./people-rows.ts";
import * as statements from "./people-statements.ts";
import type { Answer, Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import { one, update } from "./setup-statements.ts";

const MEMBERS = `SELECT person.*, membership.role, membership.created_at AS joined_at
	FROM membership JOIN person ON person.id = membership.person_id WHERE membership.account_id = ?`;

export class SqlitePeople implements PeopleStore {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;

	constructor(writes: SetUpWrites, reader: Reader) {
		this.#writes = writes;
		this.#reader = reader;
	}

	async person(id: PersonId): Promise<Person | undefined> {
		return one(await this.#reader.all("SELECT * FROM person WHERE id = ?", id), rows.personOf);
	}

	async personByEmail(email: string): Promise<Person | undefined> {
		return one(await this.#reader.all("SELECT * FROM person WHERE email = ?", email), rows.personOf);
	}

	async people(
		{ limit, after = "" }: PageRequest,
		{ operators } = { operators: false },
	): Promise<readonly Person[]> {
		const only = operators ? "AND operator = 1" : "";
		const sql = `SELECT * FROM person WHERE id > ? ${only} ORDER BY id LIMIT ?`;
		return (await this.#reader.all(sql, after, limit)).map(rows.personOf);
	}

	async addPerson(
		...[person, password, memberships, entitlement]: Parameters<PeopleStore["addPerson"]>
	): Promise<"added" | "taken" | "not-entitled"> {
		const all = statements.addPerson(person, password, memberships, entitlement);
		if ((await this.#write(...all)).length > 0) return "added";
		return (await this.personByEmail(person.email)) === undefined ? "not-entitled" : "taken";
	}

	async updatePerson(
		id: PersonId,
		{ name, language, timeZone, lastSignInAt }: Parameters<PeopleStore["updatePerson"]>[1],
	): Promise<Person | undefined> {
		const change = { name, language, time_zone: timeZone, last_sign_in_at: lastSignInAt };
		return one(await this.#write(update("person", "*", id, change)), rows.personOf);
	}

	async setOperator(id: PersonId, operator: boolean): Promise<Changed<Person>> {
		const found = await this.#write(statements.setOperator(id, operator));
		return one(found, rows.personOf) ?? this.#whyNot(id);
	}

	async setSuspended(id: PersonId, since: number | null): Promise<Changed<Person>> {
		const found = await this.#write(
			statements.setSuspended(id, since),
			statements.endSessionsOfSuspended(id),
		);
		return one(found, rows.personOf) ?? this.#whyNot(id);
	}

	async removePerson(id: PersonId): Promise<Changed<"removed">> {
		const removed = await this.#write(statements.removePerson(id));
		return removed.length > 0 ? "removed" : this.#whyNot(id);
	}

	async endSessions(id: PersonId): Promise<number> {
		return (await this.#write(statements.endSessions(id))).length;
	}

	async memberships(person: PersonId) {
		const found = await this.#reader.all(
			`SELECT account.id, account.name, membership.role FROM membership
			JOIN account ON account.id = membership.account_id WHERE person_id = ? ORDER BY account.id`,
			person,
		);
		return found.map((row) => ({
			accountId: row["id"] as AccountId,
			accountName: row["name"] as string,
			role: row["role"] as Membership["role"],
		}));
	}

	async members(account: AccountId, { limit, after = "" }: PageRequest): Promise<readonly Member[]> {
		const sql = `${MEMBERS} AND person.id > ? ORDER BY person.id LIMIT ?`;
		return (await this.#reader.all(sql, account, after, limit)).map(rows.memberOf);
	}

	async member(account: AccountId, person: PersonId): Promise<Member | undefined> {
		return one(await this.#reader.all(`${MEMBERS} AND person.id = ?`, account, person), rows.memberOf);
	}

	async setRole(account: AccountId, person: PersonId, role: Role): Promise<Changed<Member>> {
		const changed = await this.#write(statements.setRole(account, person, role));
		const member = await this.member(account, person);
		if (member === undefined) return "not-found";
		return changed.length > 0 ? member : "last";
	}

	async removeMember(account: AccountId, person: PersonId): Promise<Changed<"removed">> {
		if ((await this.#write(statements.removeMember(account, person))).length > 0) return "removed";
		return (await this.member(account, person)) === undefined ? "not-found" : "last";
	}

	async putInvitation(invitation: Invitation, tokenHash: Buffer): Promise<void> {
		const { accountId, email } = invitation;
		await this.#write(
			{
				sql: "DELETE FROM invitation WHERE coalesce(account_id, '') = ? AND email = ?",
				parameters: [accountId ?? "", email],
			},
			insertInvitation(invitation, tokenHash),
		);
	}

	async invitation(id: InvitationId): Promise<Invitation | undefined> {
		return one(await this.#reader.all("SELECT * FROM invitation WHERE id = ?", id), rows.invitationOf);
	}

	async invitationByToken(tokenHash: Buffer): Promise<Invitation | undefined> {
		const statement = { sql: "SELECT * FROM invitation WHERE token_hash = ?", parameters: [tokenHash] };
		return one((await this.#reader.ask([statement]))[0], rows.invitationOf);
	}

	async invitations(
		account: AccountId | null,
		{ limit, after = "" }: PageRequest,
	): Promise<readonly Invitation[]> {
		const sql = `SELECT * FROM invitation WHERE coalesce(account_id, '') = ? AND id > ? ORDER BY id LIMIT ?`;
		return (await this.#reader.all(sql, account ?? "", after, limit)).map(rows.invitationOf);
	}

	async removeInvitation(id: InvitationId): Promise<boolean> {
		const sql = "DELETE FROM invitation WHERE id = ? RETURNING id";
		return (await this.#write({ sql, parameters: [id] })).length > 0;
	}

	async acceptInvitation(
		{ id, accountId, role }: Invitation,
		person: PersonId,
		now: number,
	): Promise<boolean> {
		const standing = "EXISTS (SELECT 1 FROM invitation WHERE id = ? AND expires_at > ?)";
		const join: Statement =
			accountId === null
				? {
						sql: `UPDATE person SET operator = 1 WHERE id = ? AND ${standing}`,
						parameters: [person, id, now],
					}
				: {
						sql: `INSERT INTO membership (account_id, person_id, role, created_at) SELECT ?, ?, ?, ?
							WHERE ${standing} ON CONFLICT DO UPDATE SET role = excluded.role`,
						parameters: [accountId, person, role, now, id, now],
					};
		const [, gone = []] = await this.#writes.write(join, {
			sql: "DELETE FROM invitation WHERE id = ? AND expires_at > ? RETURNING id",
			parameters: [id, now],
		});
		return gone.length > 0;
	}

	async putSetupLink(hash: Buffer, createdAt: number, expiresAt: number): Promise<void> {
		await this.#write({
			sql: "INSERT INTO setup_link (token_hash, created_at, expires_at) VALUES (?, ?, ?)",
			parameters: [hash, createdAt, expiresAt],
		});
	}

	async hasSetupLink(hash: Buffer, now: number): Promise<boolean> {
		const sql = "SELECT 1 FROM setup_link WHERE token_hash = ? AND expires_at > ?";
		const [found = []] = await this.#reader.ask([{ sql, parameters: [hash, now] }]);
		return found.length > 0;
	}

	async putEmailChange(change: EmailChange, tokenHash: Buffer): Promise<void> {
		await this.#write(emailChanges.put(change, tokenHash));
	}

	async emailChange(tokenHash: Buffer, now: number): Promise<EmailChange | undefined> {
		return one((await this.#reader.ask([emailChanges.find(tokenHash, now)]))[0], rows.emailChangeOf);
	}

	async changeEmail(
		...[tokenHash, now, keptSession, notice]: Parameters<PeopleStore["changeEmail"]>
	): Promise<Person | undefined> {
		const statements = emailChanges.confirm(tokenHash, now, keptSession);
		if (notice === undefined) return one(await this.#write(...statements), rows.personOf);
		const [changed = []] = await this.#writes.writeTold(notice, ...statements);
		return one(changed, rows.personOf);
	}

	async places(since: number) {
		const found = await this.#reader.all(
			`SELECT email, ip_address FROM person_session JOIN person ON person.id = person_id
			WHERE person_session.updated_at > ? AND ip_address IS NOT NULL ORDER BY person_session.updated_at`,
			since,
		);
		return found.map((row) => ({ email: row["email"] as string, address: row["ip_address"] as string }));
	}

	async forget(before: number): Promise<void> {
		await this.#write(
			...["person_session", "verification", "invitation", "setup_link", "email_change"].map((table) => ({
				sql: `DELETE FROM ${table} WHERE expires_at < ?`,
				parameters: [before],
			})),
		);
	}

	/** All in one commit. Resolves to what the first statement returned. */
	async #write(...all: readonly Statement[]): Promise<readonly Answer[]> {
		return (await this.#writes.write(...all))[0] ?? [];
	}

	async #whyNot(id: PersonId): Promise<"not-found" | "last"> {
		return (await this.person(id)) === undefined ? "not-found" : "last";
	}
}

const insertInvitation = (invitation: Invitation, tokenHash: Buffer): Statement => ({
	sql: `INSERT INTO invitation (${rows.INVITATION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	parameters: rows.invitationRow(invitation, tokenHash),
});
