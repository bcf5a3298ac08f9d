/**
 * How long a page of Activity takes, for each kind of filter, with a million rows in SQLite.
 *
 *     npm run bench:activity                     1,000,000 rows
 *     npm run bench:activity -- --rows 100000 --pages 20
 *
 * Times are those of the whole question: from the asking thread to the searching one and back. Each kind asks for pages
 * with values of rows all over the month, so that most of what is looked for lies far from the newest row.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { ActivityFilter } from "../src/report/ports.ts";
import { openForWriting } from "../src/store/sqlite/database.ts";
import { openStore } from "../src/store/sqlite/index.ts";
import { migrate, readMigrations } from "../src/store/sqlite/migrate.ts";
import { DAY, HOUR } from "../src/terms/clock.ts";
import { type ActivityId, idTime } from "../src/terms/ids.ts";
import { systemClock } from "../src/world/clock.ts";
import { type Filled, fillActivity, type Sample } from "./activity-rows.ts";

const { values } = parseArgs({
	options: {
		rows: { type: "string", default: "1000000" },
		pages: { type: "string", default: "60" },
	},
});
const rows = Number(values.rows);
const pages = Number(values.pages);
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
};

const percentile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const folder = mkdtempSync(join(tmpdir(), "angarium-bench-"));
try {
	const filling = performance.now();
	const database = openForWriting(folder, false);
	migrate(database, readMigrations(), Date.now());
	const filled = fillActivity(database, rows, Date.now());
	database.close();
	console.log(`${rows} rows written in ${((performance.now() - filling) / 1_000).toFixed(1)} s`);
	const store = await openStore({ folder, clock: systemClock, durable: false });
	await store.reports.activity({}, PAGE); // starts the searching thread
	console.log(
		"| filter | p50 ms | p95 ms | max ms | rows on the page | pages until it is full or all is seen |",
	);
	console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
	for (const [name, kind] of Object.entries(kinds)) {
		const times: number[] = [];
		let found = 0;
		let asked = 0;
		for (let i = 0; i < pages; i++) {
			const sample = filled.samples[Math.floor((i * filled.samples.length) / pages)] as Sample;
			const { filter, before: first } = kind(sample, filled);
			let before = first;
			let got = 0;
			for (let more = true; more; ) {
				const start = performance.now();
				const page = await store.reports.activity(filter, PAGE - got, before);
				times.push(performance.now() - start);
				asked++;
				got += page.rows.length;
				before = page.next ?? undefined;
				more = page.next !== null && got < PAGE;
			}
			found += got;
		}
		times.sort((a, b) => a - b);
		const cells = [percentile(times, 0.5), percentile(times, 0.95), times.at(-1) ?? 0].map((ms) =>
			ms.toFixed(1),
		);
		console.log(
			`| ${name} | ${cells.join(" | ")} | ${(found / pages).toFixed(1)} | ${(asked / pages).toFixed(1)} |`,
		);
	}
	await store.close();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(
	`\n${pages} searches of each kind, pages of ${PAGE}, ${cpus().length} cores of ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
);
