/** The DkimKeyStore: the keys of sending domains, and when they need something. */

import type { DkimKeyStore } from "../../setup/ports.ts";
import { sendingDomains } from "./sending-domains.ts";
import type { SetUpTables } from "./set-up-tables.ts";
import { KEY_COLUMNS, keyOf, publishedKeyOf } from "./setup-rows.ts";
import { insertKey } from "./setup-statements.ts";

export const dkimKeyStore = (tables: SetUpTables): DkimKeyStore => ({
	async dkimKeys(domain) {
		const sql = `SELECT ${KEY_COLUMNS} FROM dkim_key WHERE domain_id = ? ORDER BY selector`;
		return (await tables.reader.all(sql, domain)).map(keyOf);
	},

	updateKeys(id, { keys, removed, activeSelector, dueAt, checkDueAt }) {
		const columns = {
			active_selector: activeSelector ?? "",
			keys_due_at: dueAt,
			check_due_at: checkDueAt,
		};
		return tables.update(
			sendingDomains,
			id,
			columns,
			...removed.map((selector) => ({
				sql: "DELETE FROM dkim_key WHERE domain_id = ? AND selector = ?",
				parameters: [id, selector],
			})),
			...keys.map(insertKey),
		);
	},

	keysDue: (now, limit) => tables.due(sendingDomains, "keys_due_at", now, limit),

	nextKeysDue: () => tables.nextDue(sendingDomains, "keys_due_at"),

	async publishedKeys(first, last) {
		const sql = `SELECT domain_id, selector, algorithm, public_key, stage FROM dkim_key
			WHERE domain_id BETWEEN ? AND ? ORDER BY domain_id, selector`;
		return (await tables.reader.all(sql, first, last)).map(publishedKeyOf);
	},
});
