/**
 * How long a page of Activity takes, for each kind of filter, with a million rows in SQLite.
 *
 *     npm run bench:activity                     1,000,000 rows
 *     npm run bench:activity -- --rows 100000 --searches 20
 *     npm run bench:activity -- --folder DIR     fills DIR once, and searches in it again the next time
 *
 * Times are those of the whole question: from the asking thread to the searching one and back. Each kind searches
 * with values of rows all over the month, so that most of what is looked for lies far from the newest row. Cold: after the
 * kernel was told to forget the file.
 */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ActivityFilter } from "../src/report/ports.ts";
import { DATABASE_FILE, openForWriting } from "../src/store/sqlite/database.ts";
import { openStore, type Store } from "../src/store/sqlite/index.ts";
import { migrate, readMigrations } from "../src/store/sqlite/migrate.ts";
import { DAY, HOUR } from "../src/terms/clock.ts";
import { type AccountId, type ActivityId, type DomainId, idTime } from "../src/terms/ids.ts";
import { systemClock } from "../src/world/clock.ts";
import { type Filled, fillActivity, type Sample } from "./activity-rows.ts";

const { values } = parseArgs({
	options: {
		rows: { type: "string", default: "1000000" },
		searches: { type: "string", default: "40" },
		folder: { type: "string" },
	},
});
const rows = Number(values.rows);
const searches = Number(values.searches);
const COLD_SEARCHES = 5;
const PAGE = 50;

type Kind = (sample: Sample, filled: Filled) => { filter: ActivityFilter; before?: ActivityId };

const owner = ({ account }: Sample) => ({ accountId: account });
const kinds: Readonly<Record<string, Kind>> = {
	"no filter, newest": (s) => ({ filter: owner(s) }),
	"no filter, all accounts": () => ({ filter: {} }),
	"no filter, far down": (s) => ({ filter: owner(s), before: s.id as ActivityId }),
	"status delivered": (s) => ({ filter: { ...owner(s), status: ["delivered"] } }),
	"status of the sample": (s) => ({ filter: { ...owner(s), status: [s.status] } }),
	"two statuses": (s) => ({ filter: { ...owner(s), status: ["rejected", "hard-bounce"] } }),
	"status, all accounts": (s) => ({ filter: { status: [s.status] } }),
	"a day": (s) => ({ filter: { ...owner(s), from: idTime(s.id), to: idTime(s.id) + DAY } }),
	"an hour, part of subject": (s) => ({
		filter: { ...owner(s), from: idTime(s.id), to: idTime(s.id) + HOUR, subject: "order" },
	}),
	domain: (s) => ({ filter: { ...owner(s), domainId: s.domain } }),
	"SMTP user": (s) => ({ filter: { ...owner(s), smtpUserId: s.smtpUser } }),
	"our message id": (s) => ({ filter: { ...owner(s), messageId: s.id.slice(0, 26) } }),
	"Message-ID": (s) => ({ filter: { ...owner(s), messageId: s.headerMessageId } }),
	"whole recipient": (s) => ({ filter: { ...owner(s), recipient: s.recipient } }),
	"part of recipient, common": (s) => ({ filter: { ...owner(s), recipient: "martin" } }),
	"part of recipient, rare": (s) => ({
		filter: { ...owner(s), recipient: s.recipient.split("@")[0] as string },
	}),
	"part of sender": (s) => ({ filter: { ...owner(s), sender: s.sender.slice(3) } }),
	"part of subject, common": (s) => ({ filter: { ...owner(s), subject: "invoice" } }),
	"part of subject, rare": (s) => ({ filter: { ...owner(s), subject: s.subject.slice(-13) } }),
	"part of subject, nowhere": (s) => ({ filter: { ...owner(s), subject: "zzyzx" } }),
	"domain, nowhere": (s, { accounts }) => ({
		filter: { ...owner(s), domainId: accounts[0] as string as DomainId },
	}),
	"reason of the sample": (s) => ({ filter: { ...owner(s), reason: [s.reason || "mailbox-full"] } }),
	"text, common": (s) => ({ filter: { ...owner(s), text: "martin" } }),
	"text, rare": (s) => ({ filter: { ...owner(s), text: s.headerMessageId.slice(2, 16) } }),
	"text, nowhere": (s) => ({ filter: { ...owner(s), text: "zzyzx" } }),
	"text, nowhere, among the delivered": (s) => ({
		filter: { ...owner(s), text: "zzyzx", status: ["delivered"] },
	}),
	"text, nowhere, largest account": (_, { accounts: [accountId] }) => ({
		filter: { accountId: accountId as AccountId, text: "zzyzx" },
	}),
	"text, rare, all accounts": (s) => ({ filter: { text: s.recipient.slice(0, 12) } }),
	"text, nowhere, all accounts": () => ({ filter: { text: "zzyzx" } }),
};

const percentile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const folder = values.folder ?? mkdtempSync(join(tmpdir(), "angarium-bench-"));
try {
	const filled = fill();
	const store = await openStore({ folder, clock: systemClock, durable: false });
	await store.reports.activity({}, PAGE); // starts the searching thread
	console.log("| filter | p50 ms | p95 ms | max ms | cold p50 ms | cold max ms | rows | answers |");
	console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
	for (const [name, kind] of Object.entries(kinds)) {
		const cold = await measure(store, kind, filled, COLD_SEARCHES, forgetFile);
		const warm = await measure(store, kind, filled, searches);
		const times = [0.5, 0.95, 1].map((share) => percentile(warm.times, share));
		const coldTimes = [0.5, 1].map((share) => percentile(cold.first, share));
		const cells = [...times, ...coldTimes, warm.rows / searches, warm.times.length / searches];
		console.log(`| ${name} | ${cells.map((cell) => cell.toFixed(1)).join(" | ")} |`);
	}
	await store.close();
} finally {
	if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
console.log(
	`\n${searches} searches of each kind, pages of ${PAGE}. Times of each answer; rows that a search found, and answers until its
page was full or all was seen. ${cpus().length} cores of ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
);

function fill(): Filled {
	const samples = join(folder, "filled.json");
	if (existsSync(samples)) return JSON.parse(readFileSync(samples, "utf8")) as Filled;
	const filling = performance.now();
	const database = openForWriting(folder, false);
	migrate(database, readMigrations(), Date.now());
	const filled = fillActivity(database, rows, Date.now());
	database.close();
	writeFileSync(samples, JSON.stringify(filled));
	console.log(`${rows} rows written in ${((performance.now() - filling) / 1_000).toFixed(1)} s`);
	return filled;
}

/** Each search goes on, answer by answer, until its page is full or all is seen. `first`: of their first answers. */
async function measure(
	{ reports }: Store,
	kind: Kind,
	filled: Filled,
	count: number,
	prepare: () => void = () => {},
) {
	const times: number[] = [];
	const first: number[] = [];
	let found = 0;
	for (let i = 0; i < count; i++) {
		const sample = filled.samples[Math.floor((i * filled.samples.length) / count)] as Sample;
		const asked = kind(sample, filled);
		let before = asked.before;
		let got = 0;
		prepare();
		for (let more = true; more; ) {
			const start = performance.now();
			const page = await reports.activity(asked.filter, PAGE - got, before);
			const took = performance.now() - start;
			if (got === 0 && before === asked.before) first.push(took);
			times.push(took);
			got += page.rows.length;
			before = page.next ?? undefined;
			more = page.next !== null && got < PAGE;
		}
		found += got;
	}
	const rising = (list: number[]): readonly number[] => list.toSorted((a, b) => a - b);
	return { times: rising(times), first: rising(first), rows: found };
}

/** What the kernel holds of the file, though not what SQLite does, which is little. */
function forgetFile(): void {
	const file = `if=${join(folder, DATABASE_FILE)}`;
	execFileSync("dd", [file, "iflag=nocache", "count=0", "status=none"]);
}
