/**
 * Everything durable in one SQLite file: accounts, content, the queue and Activity.
 *
 * One thread writes, in groups that share a synced commit (group-commit.ts, threads/writer.ts, write/). Two
 * read: one for what mail waits for, one for searches (reader.ts, threads/reader.ts). The main thread only
 * turns terms into rows and back (spool.ts, queue.ts, report.ts, setup.ts, suppressions.ts, content.ts).
 */

import { statfsSync } from "node:fs";
import type { Spool } from "../../accept/ports.ts";
import type { QueueStore } from "../../queue/ports.ts";
import type { SteeringStore } from "../../queue/steering-ports.ts";
import type { ContentReader } from "../../relay/ports.ts";
import type { Outbox, ReportStore, WebhookStore } from "../../report/ports.ts";
import type { ApiCallStore } from "../../setup/api-call-ports.ts";
import type { AuditStore } from "../../setup/audit-ports.ts";
import type { AuthRecords, PeopleStore } from "../../setup/people-ports.ts";
import type { PlanStore } from "../../setup/plan-ports.ts";
import type { SetupStore } from "../../setup/ports.ts";
import type { SuppressionStore } from "../../setup/suppression-ports.ts";
import type { Clock } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import type { SuppressedLimits } from "../suppressed-addresses.ts";
import { SqliteApiCalls } from "./api-calls.ts";
import { SqliteAudit } from "./audit.ts";
import { SqliteAuthRecords } from "./auth-records.ts";
import { SqliteContent } from "./content.ts";
import { LoginNotes } from "./login-notes.ts";
import { SqliteOutbox } from "./outbox.ts";
import { SqlitePeople } from "./people.ts";
import { SqlitePlans } from "./plans.ts";
import { SqliteQueue } from "./queue.ts";
import { Reader } from "./reader.ts";
import { SqliteReports } from "./report.ts";
import { SetUpTables } from "./set-up-tables.ts";
import { SetUpWrites } from "./set-up-writes.ts";
import { setupStore } from "./setup.ts";
import { SqliteSpool } from "./spool.ts";
import { SqliteSteering } from "./steering.ts";
import { SqliteSuppressions } from "./suppressions.ts";
import { SqliteWebhooks } from "./webhooks.ts";
import { startWriter } from "./writer.ts";

export interface StoreOptions {
	/** Made when it is missing, for its owner's eyes only. One process at a time may have it open. */
	readonly folder: string;
	readonly clock: Clock;
	/** False writes without syncing: for tests, where nobody pulls the plug. */
	readonly durable?: boolean;
	/** How much of the suppression lists is kept in memory. */
	readonly suppressedLimits?: SuppressedLimits;
	/** What is worth a line in the log. */
	readonly log?: (event: string, facts: Readonly<Record<string, number | string>>) => void;
}

/** The store, by the ports that it fills. */
export interface Store {
	readonly spool: Spool;
	readonly queue: QueueStore;
	readonly steering: SteeringStore;
	readonly content: ContentReader;
	readonly reports: ReportStore;
	readonly setup: SetupStore;
	readonly plans: PlanStore;
	readonly suppressions: SuppressionStore;
	readonly audit: AuditStore;
	readonly outbox: Outbox;
	readonly webhooks: WebhookStore;
	readonly people: PeopleStore;
	readonly authRecords: AuthRecords;
	readonly apiCalls: ApiCallStore;
	/** Octets of the file system that the store writes to. */
	storage(): { readonly freeBytes: number; readonly totalBytes: number };
	/** Finishes what was asked for and closes the file. Whatever is asked after that is refused. */
	close(): Promise<void>;
}

/** Rejects with a StoreFault when the folder is in use, or was written by a newer version. */
export async function openStore(options: StoreOptions): Promise<Store> {
	const { folder, clock, durable = true, suppressedLimits, log } = options;
	// There is none before the writer; nothing is written before both are there.
	let outbox: SqliteOutbox | undefined;
	const writer = await startWriter(
		{ folder, durable, now: clock.now() },
		() => clock.monotonicMs(),
		() => outbox?.grew(),
	);
	if (writer.orphans > 0) log?.("staged-content-swept", { messages: writer.orphans });
	const { commits } = writer;
	const reader = new Reader(folder);
	const searcher = new Reader(folder);
	const notes = new LoginNotes(clock, (statements) => commits.submit({ kind: "sql", statements }));
	const writes = new SetUpWrites(commits);
	outbox = new SqliteOutbox(writes, reader);
	const suppressions = new SqliteSuppressions(writes, reader, searcher, suppressedLimits);
	const suppressed = (account: AccountId, address: string): void => suppressions.suppressed(account, address);
	const steering = new SqliteSteering(writes, searcher);
	const mail = { commits, reader, searcher, pauses: steering };
	return {
		spool: new SqliteSpool(commits, reader),
		queue: new SqliteQueue(commits, searcher, suppressed),
		steering,
		content: new SqliteContent(reader),
		reports: new SqliteReports(mail, () => clock.monotonicMs(), suppressed),
		setup: setupStore(new SetUpTables(writes, reader), notes),
		plans: new SqlitePlans(writes, reader, commits),
		suppressions,
		audit: new SqliteAudit(writes, searcher),
		outbox,
		webhooks: new SqliteWebhooks(writes, reader, searcher),
		people: new SqlitePeople(writes, reader),
		authRecords: new SqliteAuthRecords(writes, reader),
		apiCalls: new SqliteApiCalls(writes),
		storage() {
			const { bavail, blocks, bsize } = statfsSync(folder);
			return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
		},
		async close() {
			notes.flush();
			await Promise.all([writer.close(), reader.close(), searcher.close()]);
		},
	};
}
