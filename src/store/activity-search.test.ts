import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { fc, fuzzRuns } from "../../test/support/fuzz.ts";
import type { ActivityFilter } from "../report/ports.ts";
import { type AccountId, type DomainId, firstIdAt, type SmtpUserId } from "../terms/ids.ts";
import type { Status } from "../terms/recipient.ts";
import type { Place } from "./activity-query.ts";
import { type Found, SEARCH_MS, searchActivity } from "./activity-search.ts";
import { migrate, readMigrations } from "./sqlite/migrate.ts";

const NOON = 1_700_000_000_000;
const MINUTE = 60_000;

interface Row extends Readonly<Record<string, unknown>> {
	readonly id: string;
	readonly account_id: string;
	readonly at: number;
	readonly status: string;
	readonly recipient: string;
	readonly sender: string;
	readonly author: string;
	readonly subject: string;
	readonly domain_id: string;
	readonly smtp_user_id: string;
	readonly header_message_id: string;
	readonly reason: string;
}

const aPart = fc.constantFrom("a", "B", "ab", "%", "_", "\\", "é", "invoice");
const aText = fc.array(aPart, { maxLength: 3 }).map((parts) => parts.join(""));
const anAddress = fc.constantFrom("ann@x.example", "Bob@x.example", "bob@y.example", "");
const aStatus = fc.constantFrom<Status>("rejected", "pending", "delivered", "deferred", "hard-bounce");
const aName = fc.constantFrom("one", "two");

const rowsOf = (count: number): fc.Arbitrary<Row[]> =>
	fc
		.array(
			fc.record({
				account_id: aName,
				status: aStatus,
				recipient: anAddress,
				sender: anAddress,
				author: anAddress,
				subject: aText,
				domain_id: aName,
				smtp_user_id: aName,
				header_message_id: fc.constantFrom("<a@b>", "a@b", "<c@b>", ""),
				reason: fc.constantFrom("", "greylisted", "mailbox-full"),
			}),
			{ maxLength: count },
		)
		.map((rows) =>
			rows.map((row, i) => ({ ...row, id: `${firstIdAt(NOON + i * MINUTE)}.0000`, at: NOON + i * MINUTE })),
		);

const aFilter: fc.Arbitrary<ActivityFilter> = fc.record(
	{
		accountId: aName as fc.Arbitrary<AccountId>,
		status: fc.uniqueArray(aStatus, { maxLength: 3 }),
		reason: fc.constantFrom(["greylisted"], ["greylisted", "mailbox-full"]),
		from: fc.integer({ min: 0, max: 30 }).map((n) => NOON + n * MINUTE),
		to: fc.integer({ min: 0, max: 30 }).map((n) => NOON + n * MINUTE),
		recipient: fc.oneof(aPart, fc.constantFrom("ann@x.example", "bob@")),
		sender: fc.oneof(aPart, fc.constant("@y")),
		subject: aText.filter((text) => text !== ""),
		text: fc.oneof(aPart, fc.constantFrom("x.EXAMPLE", "<c@", "nowhere")),
		domainId: aName as fc.Arbitrary<DomainId>,
		smtpUserId: aName as fc.Arbitrary<SmtpUserId>,
		messageId: fc.constantFrom("a@b", "<c@b>"),
	},
	{ requiredKeys: [] },
);

/** The filters again, as one would write them down who has all rows in memory. */
function holds(filter: ActivityFilter, row: Row): boolean {
	const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
	const has = (part: string | undefined, ...texts: readonly string[]): boolean =>
		part === undefined || texts.some((text) => lower(text).includes(lower(part)));
	const is = (wanted: unknown, value: unknown): boolean => wanted === undefined || wanted === value;
	const bare = (id: string): string => id.replace(/^</, "").replace(/>$/, "");
	const { recipient, sender, author, subject, header_message_id } = row;
	return (
		is(filter.accountId, row.account_id) &&
		(filter.status?.includes(row.status as Status) ?? true) &&
		(filter.reason?.includes(row.reason) ?? true) &&
		row.at >= (filter.from ?? 0) &&
		row.at < (filter.to ?? Number.POSITIVE_INFINITY) &&
		has(filter.recipient, recipient) &&
		has(filter.sender, sender, author) &&
		has(filter.subject, subject) &&
		has(filter.text, recipient, sender, author, subject, header_message_id) &&
		is(filter.domainId, row.domain_id) &&
		is(filter.smtpUserId, row.smtp_user_id) &&
		(filter.messageId === undefined || bare(filter.messageId) === bare(header_message_id))
	);
}

describe("a search of Activity", () => {
	const database = new DatabaseSync(":memory:");
	migrate(database, readMigrations(), 1);
	const insert =
		database.prepare(`INSERT INTO activity (id, account_id, at, updated_at, status, recipient, sender,
		author, subject, domain_id, smtp_user_id, header_message_id, remote_address, attempts, reason, reply, phase,
		count) VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '', 1, ?12, '', '', 1)`);
	const add = (row: Row): void => {
		const { id, account_id, at, status, recipient, sender, author, subject } = row;
		const { domain_id, smtp_user_id, header_message_id, reason } = row;
		insert.run(
			...[id, account_id, at, status, recipient, sender, author, subject],
			...[domain_id, smtp_user_id, header_message_id, reason],
		);
	};
	const ask = async ({ sql, parameters }: { sql: string; parameters: readonly (string | number)[] }) =>
		database.prepare(sql).all(...parameters) as Row[];

	/** `patience`: how many looks at the clock a search may take. */
	const ports = (patience: number) => {
		let looks = 0;
		const monotonicMs = (): number => (looks++ % (patience + 1)) * (SEARCH_MS / patience);
		return { ask, monotonicMs, windows: { indexed: 4, fetched: 3 } };
	};

	test("finds what a look at every row finds, whichever way, window or page", async () => {
		const cases = fc.record({
			rows: rowsOf(30),
			filter: aFilter,
			limit: fc.integer({ min: 1, max: 5 }),
			patience: fc.integer({ min: 1, max: 4 }),
			up: fc.boolean(),
			/** How many of the rows come while the search is under way. */
			late: fc.integer({ min: 0, max: 3 }),
		});
		await fc.assert(
			fc.asyncProperty(cases, async ({ rows, filter, limit, patience, up, late }) => {
				database.exec("DELETE FROM activity");
				const first = rows.slice(0, Math.max(0, rows.length - late));
				const waiting = rows.slice(first.length);
				for (const row of first) add(row);
				const seen: string[] = [];
				let place: Place = up ? { after: firstIdAt(1) } : {};
				for (let next: string | null = ""; next !== null; ) {
					const page: Found<Row> = await searchActivity(ports(patience), filter, limit, place);
					assert.ok(page.rows.length <= limit);
					seen.push(...page.rows.map(({ id }) => id));
					next = page.next;
					place = up ? { after: next ?? "" } : { before: next ?? "" };
					const row = waiting.shift();
					if (row !== undefined) {
						add(row);
						if (holds(filter, row)) {
							const newest = await newestOf(filter);
							assert.equal(newest, row.id, "a new row is found at once");
						}
					}
				}
				const all = first.filter((row) => holds(filter, row)).map(({ id }) => id);
				const known = new Set(first.map(({ id }) => id));
				assert.deepEqual(
					seen.filter((id) => known.has(id)),
					up ? all : all.toReversed(),
				);
				assert.equal(new Set(seen).size, seen.length, "no row comes twice");
			}),
			{ numRuns: fuzzRuns(300) },
		);
	});

	async function newestOf(filter: ActivityFilter): Promise<string | undefined> {
		const forever = { ask, monotonicMs: () => 0, windows: { indexed: 4, fetched: 3 } };
		return (await searchActivity(forever, filter, 1, {})).rows[0]?.id;
	}

	test("ends when its time is up, and says how far it came", async () => {
		database.exec("DELETE FROM activity");
		const row: Row = {
			...{ account_id: "one", status: "delivered", recipient: "ann@x.example", sender: "", author: "" },
			...{ subject: "hay", domain_id: "one", smtp_user_id: "one", header_message_id: "", reason: "" },
			...{ id: "", at: NOON },
		};
		const idAt = (i: number): string => firstIdAt(NOON + i * MINUTE);
		for (let i = 0; i < 40; i++) add({ ...row, id: idAt(i), subject: i === 0 ? "needle" : "hay" });
		const filter = { accountId: "one" as AccountId, subject: "needle" };
		const page = await searchActivity(ports(3), filter, 10, {});
		assert.deepEqual(page, { rows: [], next: idAt(40 - 3 * 4) });
		const unhurried = await searchActivity({ ...ports(3), monotonicMs: () => 0 }, filter, 10, {});
		assert.deepEqual(
			unhurried.rows.map(({ id }) => id),
			[idAt(0)],
		);
		assert.equal(unhurried.next, null);
	});
});
