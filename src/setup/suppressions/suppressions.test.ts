import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { anAccount } from "../../../test/support/builders.ts";
import { virtualClock } from "../../../test/support/clock.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { parsePath } from "../../rfc/address/path.ts";
import { CsvReader } from "../../rfc/csv/reader.ts";
import type { AccountId, ActivityId, SuppressionId } from "../../terms/ids.ts";
import { type Suppression, suppressionAddress, suppressionKinds } from "../../terms/suppression.ts";
import { isProblem } from "../problem.ts";
import { createSuppressions, type ImportReport, type Suppressions } from "./index.ts";

const SHOP = anAccount().id;
const OTHER = "01THERACC00000000000000000" as AccountId;
const NOW = Date.UTC(2026, 10, 24, 8);

async function aList(t: TestContext, most?: number) {
	const clock = virtualClock(NOW);
	const store = await openTestStore(t, clock);
	await store.setup.insertAccount(anAccount());
	await store.setup.insertAccount(anAccount({ id: OTHER, name: "Other" }));
	const bound = most === undefined ? {} : { most };
	const ports = { store: store.suppressions, accounts: store.setup, clock, randomBytes, ...bound };
	const list = createSuppressions(ports);
	return { list, store: store.suppressions, clock };
}

async function* inPieces(text: string, size = 7): AsyncIterable<Uint8Array> {
	const octets = Buffer.from(text);
	for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}

async function imported(list: Suppressions, csv: string, account = SHOP): Promise<ImportReport> {
	const report = await list.importCsv(account, inPieces(csv), "the account");
	assert.ok(!isProblem(report));
	return report;
}

async function exported(list: Suppressions, accountId = SHOP): Promise<string> {
	let text = "";
	for await (const piece of list.exportCsv({ accountId })) text += piece;
	return text;
}

test("an address is added once, found however it is written, and removed", async (t) => {
	const { list } = await aList(t);
	const made = await list.add(
		SHOP,
		{ address: " Ann@Client.Example ", note: "asked by phone" },
		"the account",
	);
	assert.ok(!isProblem(made));
	assert.deepEqual(made, {
		id: made.id,
		accountId: SHOP,
		address: "ann@client.example",
		kind: "by-hand",
		since: NOW,
		reportedBy: "the account",
		reply: "",
		activityId: null,
		note: "asked by phone",
	});
	assert.deepEqual(await list.byAddress(SHOP, "ANN@client.EXAMPLE"), made);
	assert.deepEqual((await list.list({ accountId: SHOP, text: "ANN@" }, 10)).rows, [made]);
	const again = await list.add(SHOP, { address: "ann@client.example", kind: "complaint" }, "the operator");
	assert.ok(isProblem(again) && again.problem === "taken");
	assert.match(
		again.detail,
		/ann@client\.example is on the list since 2026-11-24T08:00:00\.000Z \(by-hand\)/,
	);
	assert.equal(await list.remove(made.id), true);
	assert.equal(await list.byAddress(SHOP, "ann@client.example"), undefined);
});

test("what cannot be is told by its field", async (t) => {
	const { list } = await aList(t);
	const fieldOf = async (wanted: Parameters<Suppressions["add"]>[1], account = SHOP) => {
		const made = await list.add(account, wanted, "the account");
		return isProblem(made) ? (made.field ?? made.problem) : undefined;
	};
	assert.equal(await fieldOf({ address: "ann" }), "address");
	assert.equal(await fieldOf({ address: "ann@x.example", note: "two\nlines" }), "note");
	assert.equal(await fieldOf({ address: "ann@x.example", note: "x".repeat(501) }), "note");
	assert.equal(await fieldOf({ address: "ann@x.example", since: NOW + 7_200_000 }), "since");
	assert.equal(await fieldOf({ address: "ann@x.example" }, "0".repeat(26) as AccountId), "not-found");
	assert.ok(isProblem((await list.byAddress(SHOP, "ann")) ?? {}));
});

test("an import takes what is right, tells the rest by line, and changes nothing the second time", async (t) => {
	const { list, store } = await aList(t);
	const file = [
		"Kind,E-Mail,ours?,since,note",
		"complaint,Ann@Client.Example,yes,2026-01-02,pressed spam",
		",bob@client.example,,,",
		"",
		"complaint,ann@client.example,,,again",
		"nonsense,zoe@client.example,,,",
		"by-hand,zoe,,,",
		'by-hand,"zoe@client.example"x,,,',
		"by-hand,zoe@client.example,,soon,",
		"unsubscription,'=1+1@client.example,,2026-01-02T03:04:05+01:00,'-",
	].join("\r\n");
	const report = await imported(list, file);
	const { problems, ...counts } = report;
	assert.deepEqual(counts, { records: 8, added: 3, duplicates: 1, invalid: 4, complete: true });
	assert.deepEqual(
		problems.map(({ line }) => line),
		[6, 7, 8, 9],
	);
	assert.match(problems[0]?.detail ?? "", /none of hard-bounce, complaint/);
	assert.match(problems[2]?.detail ?? "", /text follows a closing quote/);
	const ann = await store.find(SHOP, "ann@client.example");
	assert.deepEqual([ann?.kind, ann?.since, ann?.note], ["complaint", Date.UTC(2026, 0, 2), "pressed spam"]);
	const bob = await store.find(SHOP, "bob@client.example");
	assert.deepEqual([bob?.kind, bob?.since, bob?.reportedBy], ["by-hand", NOW, "the account"]);
	const sum = await store.find(SHOP, "=1+1@client.example");
	assert.deepEqual([sum?.since, sum?.note], [Date.UTC(2026, 0, 2, 2, 4, 5), "-"]);
	assert.deepEqual(await imported(list, file), { ...report, added: 0, duplicates: 4 });
});

test("a file of addresses only needs no heading", async (t) => {
	const { list } = await aList(t);
	const report = await imported(list, "ann@client.example\nbob@client.example\n");
	assert.deepEqual([report.records, report.added], [2, 2]);
	assert.deepEqual((await imported(list, "name,city\nAnn,Rome\n")).invalid, 2);
});

test("a list that a spreadsheet wrote is taken in, whatever separates its cells", async (t) => {
	const { list, store } = await aList(t);
	const file = '\ufeffAddress;Kind;Note\r\nann@client.example;complaint;"on 3,5; said so"\r\n;;\r\n; ;\r\n';
	const { problems, ...counts } = await imported(list, file);
	assert.deepEqual(counts, { records: 1, added: 1, duplicates: 0, invalid: 0, complete: true });
	assert.deepEqual(problems, []);
	assert.equal((await store.find(SHOP, "ann@client.example"))?.note, "on 3,5; said so");
	assert.equal((await imported(list, "address\tnote\nbob@client.example\t,;\n")).added, 1);
});

test("an import has an end, and says where", async (t) => {
	const { list, store } = await aList(t);
	let added = 0;
	t.mock.method(store, "add", async (rows: readonly Suppression[]) => {
		added += rows.length;
		return rows.length;
	});
	const line = "a@b.example\n";
	const report = await list.importCsv(SHOP, inPieces(line.repeat(100_002), 65_536), "the account");
	assert.ok(!isProblem(report));
	assert.deepEqual([report.records, report.complete, added], [100_000, false, 100_000]);
	assert.equal(report.problems[0]?.line, 100_001);
});

test("a list has an end: an import says at which line, and what is on it goes on being known", async (t) => {
	const { list, store } = await aList(t, 3);
	const file = ["x@b.example", "a@b.example", "b@b.example", "a@b.example", "c@b.example", "d@b.example"];
	const report = await imported(list, ["address", "x", ...file].join("\n"));
	const { problems, ...counts } = report;
	assert.deepEqual(counts, { records: 5, added: 3, duplicates: 1, invalid: 1, complete: false });
	assert.match(problems.at(-1)?.detail ?? "", /has 3 addresses, the most that it may: remove some first/);
	assert.equal(problems.at(-1)?.line, 7);
	const more = await list.add(SHOP, { address: "e@b.example" }, "the account");
	assert.ok(isProblem(more) && more.problem === "invalid" && more.field === "address");
	const again = await list.add(SHOP, { address: "a@b.example" }, "the account");
	assert.ok(isProblem(again) && again.problem === "taken");
	assert.ok(!isProblem(await list.add(OTHER, { address: "e@b.example" }, "the account")));
	const first = await list.byAddress(SHOP, "x@b.example");
	assert.ok(first !== undefined && !isProblem(first));
	await list.remove(first.id);
	assert.ok(!isProblem(await list.add(SHOP, { address: "e@b.example" }, "the account")));
	assert.equal(await store.count(SHOP), 3);
});

test("a file that fits into what is left is taken in whole, and again when the list is full with it", async (t) => {
	const { list } = await aList(t, 3);
	const file = "a@b.example\nb@b.example\na@b.example\nc@b.example\n";
	assert.deepEqual((await imported(list, file)).added, 3);
	const again = await imported(list, file);
	assert.deepEqual([again.added, again.duplicates, again.complete], [0, 4, true]);
});

const localPart = fc.string({ unit: fc.constantFrom(..."aB1'=+-_é"), minLength: 1, maxLength: 12 });
const text = fc.string({ unit: fc.constantFrom(..."'=+-@\",; aé€"), maxLength: 20 });
const suppression = fc.record({
	localPart,
	kind: fc.constantFrom(...suppressionKinds),
	since: fc.integer({ min: 0, max: NOW }),
	reportedBy: text.map((rest) => `x${rest}`),
	reply: text,
	note: text,
});

test("what is given out is taken in as it was, and is no formula to a spreadsheet", async (t) => {
	const { list, store } = await aList(t);
	const clear = async (account: AccountId): Promise<void> => {
		for (const { id } of (await store.list({ accountId: account }, 100)).rows) await store.remove(id);
	};
	await fc.assert(
		fc.asyncProperty(fc.array(suppression, { maxLength: 5 }), async (wanted) => {
			await clear(SHOP);
			await clear(OTHER);
			const rows = wanted.flatMap(({ localPart: local, ...one }, i): Suppression[] => {
				const parsed = parsePath(`${local}@client.example`);
				if (parsed.kind === "invalid") return [];
				const address = suppressionAddress(parsed.path.address, parsed.path.domainAscii);
				const id = `${String(i).padStart(26, "0")}` as SuppressionId;
				return [{ ...one, id, accountId: SHOP, address, activityId: "x" as ActivityId }];
			});
			await store.add(rows);
			const file = await exported(list);
			const cells = new CsvReader({ recordBytes: 10_000, fields: 10 }).push(Buffer.from(file));
			for (const item of cells)
				assert.ok(item.kind === "record" && item.fields.every((cell) => !/^[=+\-@\t\r]/.test(cell)));
			const report = await imported(list, file, OTHER);
			assert.deepEqual([report.invalid, report.duplicates], [0, 0]);
			const told = async (accountId: AccountId) =>
				(await store.list({ accountId }, 100)).rows
					.map(({ id: _, accountId: __, activityId: ___, ...rest }) => rest)
					.sort((a, b) => (a.address < b.address ? -1 : 1));
			assert.deepEqual(await told(OTHER), await told(SHOP));
		}),
		{ numRuns: fuzzRuns(25) },
	);
});
