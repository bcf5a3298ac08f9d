/** The SetupStore: seldom written, read at log-ins and by people. */

import type { AccountUpdate } from "../../setup/plan-ports.ts";
import type {
	AccountFilter,
	DomainFilter,
	PageRequest,
	PublishedKey,
	SetupStore,
} from "../../setup/ports.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type {
	Account,
	ApiKey,
	Connection,
	DkimKey,
	FailedLogin,
	Sender,
	SendingDomain,
	SmtpUser,
} from "../../terms/identity.ts";
import type { AccountId, ApiKeyId, DomainId, SmtpUserId } from "../../terms/ids.ts";
import { ACCOUNT_COLUMNS, ACCOUNT_VIEW, accountColumns, accountOf, accountRow } from "./account-rows.ts";
import type { LoginNotes } from "./login-notes.ts";
import { insertDomainEvent, insertEvent } from "./outbox-rows.ts";
import type { Answer, Parameter, Reader, Statement } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import * as rows from "./setup-rows.ts";
import {
	flag,
	insert,
	insertKey,
	insertWithin,
	jsonOrNull,
	likeLiteral,
	one,
	update,
} from "./setup-statements.ts";

export class SqliteSetup implements SetupStore {
	readonly #writes: SetUpWrites;
	readonly #reader: Reader;
	readonly #notes: LoginNotes;

	constructor(writes: SetUpWrites, reader: Reader, notes: LoginNotes) {
		this.#writes = writes;
		this.#reader = reader;
		this.#notes = notes;
	}

	async insertAccount(account: Account): Promise<void> {
		await this.#write(insert("account", ACCOUNT_COLUMNS, accountRow(account)));
	}

	async updateAccount(
		id: AccountId,
		change: AccountUpdate,
		...events: readonly ServiceEvent[]
	): Promise<Account | undefined> {
		const [changed] = await this.#writes.write(
			update("account", ACCOUNT_VIEW, id, accountColumns(change)),
			...events.map(insertEvent),
		);
		return one(changed, accountOf);
	}

	account(id: AccountId): Promise<Account | undefined> {
		return this.#find("account", ACCOUNT_VIEW, "id", id, accountOf);
	}

	accounts(page: PageRequest, { text }: AccountFilter = {}): Promise<readonly Account[]> {
		const conditions: readonly Condition[] = text === undefined ? [] : [namePart(text)];
		return this.#list("account", ACCOUNT_VIEW, null, page, accountOf, conditions);
	}

	async usage(id: AccountId, period: number): Promise<number> {
		const sql = "SELECT used FROM usage WHERE account_id = ? AND period = ?";
		return Number((await this.#reader.first(sql, id, period))?.["used"] ?? 0);
	}

	async insertDomain(
		domain: SendingDomain,
		keys: readonly DkimKey[],
		most: number | null = null,
	): Promise<"inserted" | "taken" | "full"> {
		const row = rows.domainRow(domain);
		const { sql, parameters } = insertWithin("sending_domain", rows.DOMAIN_COLUMNS, row, domain, most);
		const inserted = await this.#write(
			{ sql: `${sql} ON CONFLICT (name) DO NOTHING RETURNING id`, parameters },
			...keys.map(insertKey),
		);
		if (inserted.length > 0) return "inserted";
		return (await this.domainByName(domain.name)) === undefined ? "full" : "taken";
	}

	async updateDomain(
		id: DomainId,
		{ records, ...change }: Parameters<SetupStore["updateDomain"]>[1],
		events: readonly ServiceEvent[] = [],
	): Promise<SendingDomain | undefined> {
		const columns = {
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
		};
		const statement = update("sending_domain", rows.DOMAIN_COLUMNS, id, columns);
		return one(
			await this.#write(statement, ...events.map((event) => insertDomainEvent(event, id))),
			rows.domainOf,
		);
	}

	domain(id: DomainId): Promise<SendingDomain | undefined> {
		return this.#find("sending_domain", rows.DOMAIN_COLUMNS, "id", id, rows.domainOf);
	}

	domainByName(name: string): Promise<SendingDomain | undefined> {
		return this.#find("sending_domain", rows.DOMAIN_COLUMNS, "name", name, rows.domainOf);
	}

	domains(
		account: AccountId | null,
		page: PageRequest,
		{ verification, text }: DomainFilter = {},
	): Promise<readonly SendingDomain[]> {
		const conditions: Condition[] = [];
		if (verification !== undefined) conditions.push(["verification = ?", verification]);
		if (text !== undefined) conditions.push(namePart(text));
		return this.#list("sending_domain", rows.DOMAIN_COLUMNS, account, page, rows.domainOf, conditions);
	}

	deleteDomain(id: DomainId): Promise<boolean> {
		return this.#delete("sending_domain", id);
	}

	async dkimKeys(domain: DomainId): Promise<readonly DkimKey[]> {
		const sql = `SELECT ${rows.KEY_COLUMNS} FROM dkim_key WHERE domain_id = ? ORDER BY selector`;
		return (await this.#reader.all(sql, domain)).map(rows.keyOf);
	}

	async updateKeys(
		id: DomainId,
		{ keys, removed, activeSelector, dueAt, checkDueAt }: Parameters<SetupStore["updateKeys"]>[1],
	): Promise<SendingDomain | undefined> {
		const columns = {
			active_selector: activeSelector ?? "",
			keys_due_at: dueAt,
			check_due_at: checkDueAt,
		};
		const answers = await this.#write(
			update("sending_domain", rows.DOMAIN_COLUMNS, id, columns),
			...removed.map((selector) => ({
				sql: "DELETE FROM dkim_key WHERE domain_id = ? AND selector = ?",
				parameters: [id, selector],
			})),
			...keys.map(insertKey),
		);
		return one(answers, rows.domainOf);
	}

	async checksDue(now: number, limit: number): Promise<readonly SendingDomain[]> {
		const sql = `SELECT ${rows.DOMAIN_COLUMNS} FROM sending_domain
			WHERE check_due_at IS NOT NULL AND check_due_at <= ? ORDER BY check_due_at LIMIT ?`;
		return (await this.#reader.all(sql, now, limit)).map(rows.domainOf);
	}

	async nextCheckDue(): Promise<number | null> {
		const sql = "SELECT min(check_due_at) AS at FROM sending_domain WHERE check_due_at IS NOT NULL";
		return ((await this.#reader.first(sql))?.["at"] ?? null) as number | null;
	}

	async keysDue(now: number, limit: number): Promise<readonly SendingDomain[]> {
		const sql = `SELECT ${rows.DOMAIN_COLUMNS} FROM sending_domain
			WHERE keys_due_at IS NOT NULL AND keys_due_at <= ? ORDER BY keys_due_at LIMIT ?`;
		return (await this.#reader.all(sql, now, limit)).map(rows.domainOf);
	}

	async nextKeysDue(): Promise<number | null> {
		const sql = "SELECT min(keys_due_at) AS at FROM sending_domain WHERE keys_due_at IS NOT NULL";
		return ((await this.#reader.first(sql))?.["at"] ?? null) as number | null;
	}

	async publishedKeys(first: DomainId, last: DomainId): Promise<readonly PublishedKey[]> {
		const sql = `SELECT domain_id, selector, algorithm, public_key, stage FROM dkim_key
			WHERE domain_id BETWEEN ? AND ? ORDER BY domain_id, selector`;
		return (await this.#reader.all(sql, first, last)).map(rows.publishedKeyOf);
	}

	async insertSmtpUser(user: SmtpUser, most: number | null = null): Promise<"inserted" | "full"> {
		const { sql, parameters } = insertWithin("smtp_user", rows.USER_COLUMNS, rows.userRow(user), user, most);
		const inserted = await this.#write({ sql: `${sql} RETURNING id`, parameters });
		return inserted.length > 0 ? "inserted" : "full";
	}

	async updateSmtpUser(
		id: SmtpUserId,
		change: Parameters<SetupStore["updateSmtpUser"]>[1],
	): Promise<SmtpUser | undefined> {
		const { name, disabled, expiresAt, allowedAddresses, recipientsPerMinute, passwordHash } = change;
		const columns = {
			name,
			disabled: flag(disabled),
			expires_at: expiresAt,
			allowed_addresses: allowedAddresses === undefined ? undefined : JSON.stringify(allowedAddresses),
			recipients_per_minute: recipientsPerMinute,
			password_hash: passwordHash,
		};
		return one(await this.#write(update("smtp_user", rows.USER_COLUMNS, id, columns)), rows.userOf);
	}

	noteConnection(id: SmtpUserId, connection: Connection): void {
		this.#notes.connection(id, connection);
	}

	noteFailedLogin(id: SmtpUserId, failure: Omit<FailedLogin, "count">): void {
		this.#notes.failure(id, failure);
	}

	smtpUser(id: SmtpUserId): Promise<SmtpUser | undefined> {
		return this.#find("smtp_user", rows.USER_COLUMNS, "id", id, rows.userOf);
	}

	smtpUsers(account: AccountId | null, page: PageRequest, domain?: DomainId): Promise<readonly SmtpUser[]> {
		const conditions: Condition[] = domain === undefined ? [] : [["domain_id = ?", domain]];
		return this.#list("smtp_user", rows.USER_COLUMNS, account, page, rows.userOf, conditions);
	}

	deleteSmtpUser(id: SmtpUserId): Promise<boolean> {
		return this.#delete("smtp_user", id);
	}

	async senderByUsername(username: string): Promise<Sender | undefined> {
		const of = (column: string) => `(SELECT ${column} FROM smtp_user WHERE username = ?1)`;
		const [users, accounts, domains] = await this.#reader.ask([
			{
				sql: `SELECT ${rows.USER_COLUMNS} FROM smtp_user WHERE username = ?1`,
				parameters: [username],
			},
			{
				sql: `SELECT ${ACCOUNT_VIEW} FROM account WHERE id = ${of("account_id")}`,
				parameters: [username],
			},
			{
				sql: `SELECT ${rows.DOMAIN_COLUMNS} FROM sending_domain WHERE id = ${of("domain_id")}`,
				parameters: [username],
			},
		]);
		const user = one(users, rows.userOf);
		const account = one(accounts, accountOf);
		const domain = one(domains, rows.domainOf);
		return user && account && domain && { user, account, domain };
	}

	async insertApiKey(key: ApiKey): Promise<void> {
		await this.#write(insert("api_key", rows.API_KEY_COLUMNS, rows.apiKeyRow(key)));
	}

	apiKey(id: ApiKeyId): Promise<ApiKey | undefined> {
		return this.#find("api_key", rows.API_KEY_COLUMNS, "id", id, rows.apiKeyOf);
	}

	apiKeys(account: AccountId | null, page: PageRequest): Promise<readonly ApiKey[]> {
		return this.#list("api_key", rows.API_KEY_COLUMNS, account, page, rows.apiKeyOf);
	}

	async updateApiKey(
		id: ApiKeyId,
		change: Parameters<SetupStore["updateApiKey"]>[1],
	): Promise<ApiKey | undefined> {
		const permissions = jsonOrNull(change.permissions);
		const columns = { name: change.name, permissions, expires_at: change.expiresAt };
		return one(await this.#write(update("api_key", rows.API_KEY_COLUMNS, id, columns)), rows.apiKeyOf);
	}

	noteApiKeyUse(id: ApiKeyId, at: number): void {
		this.#notes.keyUse(id, at);
	}

	deleteApiKey(id: ApiKeyId): Promise<boolean> {
		return this.#delete("api_key", id);
	}

	/** All in one commit. Resolves to what the first statement returned. */
	async #write(...statements: readonly Statement[]): Promise<readonly Answer[]> {
		return (await this.#writes.write(...statements))[0] ?? [];
	}

	async #delete(table: string, id: string): Promise<boolean> {
		const sql = `DELETE FROM ${table} WHERE id = ? RETURNING id`;
		return (await this.#write({ sql, parameters: [id] })).length > 0;
	}

	async #find<T>(
		table: string,
		columns: string,
		by: "id" | "name",
		value: string,
		of: (row: Answer) => T,
	): Promise<T | undefined> {
		const row = await this.#reader.first(`SELECT ${columns} FROM ${table} WHERE ${by} = ?`, value);
		return row && of(row);
	}

	async #list<T>(
		table: string,
		columns: string,
		account: AccountId | null,
		{ limit, after }: PageRequest,
		of: (row: Answer) => T,
		conditions: readonly Condition[] = [],
	): Promise<readonly T[]> {
		const all: Condition[] = [["id > ?", after ?? ""], ...conditions];
		if (account !== null) all.push(["account_id = ?", account]);
		const where = all.map(([condition]) => condition).join(" AND ");
		const sql = `SELECT ${columns} FROM ${table} WHERE ${where} ORDER BY id LIMIT ?`;
		return (await this.#reader.all(sql, ...all.map(([, value]) => value), limit)).map(of);
	}
}

type Condition = readonly [sql: string, value: Parameter];

const namePart = (text: string): Condition => ["name LIKE ? ESCAPE '\\'", `%${likeLiteral(text)}%`];
