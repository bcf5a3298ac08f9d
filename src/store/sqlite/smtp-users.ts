/** The SmtpUserStore: SMTP users, and the sender that a username stands for. */

import type { SmtpUserStore } from "../../setup/ports.ts";
import type { SmtpUser } from "../../terms/identity.ts";
import { accounts } from "./accounts.ts";
import type { LoginNotes } from "./login-notes.ts";
import { sendingDomains } from "./sending-domains.ts";
import type { SetUpTables, Table } from "./set-up-tables.ts";
import { USER_COLUMNS, userOf, userRow } from "./setup-rows.ts";
import { flag, insertWithin, one } from "./setup-statements.ts";

const smtpUsers: Table<SmtpUser> = { name: "smtp_user", columns: USER_COLUMNS, of: userOf };

export const smtpUserStore = (tables: SetUpTables, notes: LoginNotes): SmtpUserStore => ({
	async insertSmtpUser(user, most = null) {
		const { sql, parameters } = insertWithin("smtp_user", USER_COLUMNS, userRow(user), user, most);
		const inserted = await tables.write({ sql: `${sql} RETURNING id`, parameters });
		return inserted.length > 0 ? "inserted" : "full";
	},

	updateSmtpUser: (id, { allowedAddresses, ...change }) =>
		tables.update(smtpUsers, id, {
			name: change.name,
			disabled: flag(change.disabled),
			expires_at: change.expiresAt,
			allowed_addresses: allowedAddresses === undefined ? undefined : JSON.stringify(allowedAddresses),
			recipients_per_minute: change.recipientsPerMinute,
			password_hash: change.passwordHash,
		}),

	noteConnection: (id, connection) => notes.connection(id, connection),

	noteFailedLogin: (id, failure) => notes.failure(id, failure),

	smtpUser: (id) => tables.find(smtpUsers, "id", id),

	smtpUsers: (account, page, domain) =>
		tables.list(smtpUsers, account, page, domain === undefined ? [] : [["domain_id = ?", domain]]),

	deleteSmtpUser: (id) => tables.remove(smtpUsers, id),

	async senderByUsername(username) {
		const of = (column: string) => `(SELECT ${column} FROM smtp_user WHERE username = ?1)`;
		const parameters = [username];
		const [userRows, accountRows, domainRows] = await tables.reader.ask([
			{ sql: `SELECT ${USER_COLUMNS} FROM smtp_user WHERE username = ?1`, parameters },
			{ sql: `SELECT ${accounts.columns} FROM account WHERE id = ${of("account_id")}`, parameters },
			{
				sql: `SELECT ${sendingDomains.columns} FROM sending_domain WHERE id = ${of("domain_id")}`,
				parameters,
			},
		]);
		const user = one(userRows, userOf);
		const account = one(accountRows, accounts.of);
		const domain = one(domainRows, sendingDomains.of);
		return user && account && domain && { user, account, domain };
	},
});
