/** The AccountStore. */

import type { AccountStore } from "../../setup/ports.ts";
import type { Account } from "../../terms/identity.ts";
import { ACCOUNT_COLUMNS, ACCOUNT_VIEW, accountColumns, accountOf, accountRow } from "./account-rows.ts";
import { insertEvent } from "./outbox-rows.ts";
import { namePart, type SetUpTables, type Table } from "./set-up-tables.ts";
import { insert } from "./setup-statements.ts";

export const accounts: Table<Account> = { name: "account", columns: ACCOUNT_VIEW, of: accountOf };

export const accountStore = (tables: SetUpTables): AccountStore => ({
	async insertAccount(account) {
		await tables.write(insert("account", ACCOUNT_COLUMNS, accountRow(account)));
	},

	updateAccount: (id, change, ...events) =>
		tables.update(accounts, id, accountColumns(change), ...events.map(insertEvent)),

	account: (id) => tables.find(accounts, "id", id),

	accounts: (page, { text } = {}) =>
		tables.list(accounts, null, page, text === undefined ? [] : [namePart(text)]),

	async usage(id, period) {
		const sql = "SELECT used FROM usage WHERE account_id = ? AND period = ?";
		return Number((await tables.reader.first(sql, id, period))?.["used"] ?? 0);
	},
});
