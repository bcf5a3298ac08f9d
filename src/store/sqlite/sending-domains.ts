/** The DomainStore: sending domains and the state of their records. */

import type { DomainStore } from "../../setup/ports.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import { insertDomainEvent } from "./outbox-rows.ts";
import { type Condition, namePart, type SetUpTables, type Table } from "./set-up-tables.ts";
import { DOMAIN_COLUMNS, domainOf, domainRow } from "./setup-rows.ts";
import { flag, insertKey, insertWithin } from "./setup-statements.ts";

export const sendingDomains: Table<SendingDomain> = {
	name: "sending_domain",
	columns: DOMAIN_COLUMNS,
	of: domainOf,
};

export const domainStore = (tables: SetUpTables): DomainStore => ({
	async insertDomain(domain, keys, most = null) {
		const row = domainRow(domain);
		const { sql, parameters } = insertWithin(sendingDomains.name, DOMAIN_COLUMNS, row, domain, most);
		const inserted = await tables.write(
			{ sql: `${sql} ON CONFLICT (name) DO NOTHING RETURNING id`, parameters },
			...keys.map(insertKey),
		);
		if (inserted.length > 0) return "inserted";
		const holder = await tables.find(sendingDomains, "name", domain.name);
		return holder === undefined ? "full" : "taken";
	},

	updateDomain: (id, change, events = []) =>
		tables.update(
			sendingDomains,
			id,
			columnsOf(change),
			...events.map((event) => insertDomainEvent(event, id)),
		),

	domain: (id) => tables.find(sendingDomains, "id", id),

	domainByName: (name) => tables.find(sendingDomains, "name", name),

	domains(account, page, { verification, text } = {}) {
		const conditions: Condition[] = [];
		if (verification !== undefined) conditions.push(["verification = ?", verification]);
		if (text !== undefined) conditions.push(namePart(text));
		return tables.list(sendingDomains, account, page, conditions);
	},

	deleteDomain: (id) => tables.remove(sendingDomains, id),

	checksDue: (now, limit) => tables.due(sendingDomains, "check_due_at", now, limit),

	nextCheckDue: () => tables.nextDue(sendingDomains, "check_due_at"),
});

const columnsOf = ({ records, ...change }: Parameters<DomainStore["updateDomain"]>[1]) => ({
	verification: change.verification,
	records: records === undefined ? undefined : JSON.stringify(records),
	verified_at: change.verifiedAt,
	return_path_host: change.returnPathHost,
	ed25519: flag(change.ed25519),
	vouched: flag(change.vouched),
	checked_at: change.checkedAt,
	broken_since: change.brokenSince,
	check_due_at: change.checkDueAt,
	keys_due_at: change.keysDueAt,
});
