/**
 * Refusals on their way to Activity. Nothing waits for it: rows are gathered and written about once a second.
 *
 * A flood must cost neither disk nor speed: refusals alike within a minute (also in subject and file) are one row with a count, and beyond
 * a number of different rows a minute for one SMTP user, the rest are counted by reason alone.
 */

import { type Instant, MINUTE, SECOND } from "../terms/clock.ts";
import { type ActivityId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { RefusalRow, RefusedSubmission, ReportPorts } from "./ports.ts";

const WRITE_EVERY_MS = SECOND;
const WINDOW_MS = MINUTE;
/** Different rows in a minute for one SMTP user. */
const ROWS_PER_USER = 60;
/** Rows kept open, and rows waiting for a store that does not answer; beyond it, only counts grow. */
const MOST_ROWS = 5_000;
const ROWS_AT_ONCE = 500;

interface Open {
	readonly row: RefusedSubmission;
	readonly id: ActivityId;
	readonly since: Instant;
	/** Not written yet. */
	unwritten: number;
	lastAt: Instant;
}

export class RefusalLog {
	readonly #ports: ReportPorts;
	readonly #open = new Map<string, Open>();
	readonly #rowsOf = new Map<string, { since: Instant; rows: number }>();
	#scheduled = false;
	/** Rows that are not written yet, oldest first. */
	#pending: RefusalRow[] = [];
	#sending: Promise<void> | undefined;

	constructor(ports: ReportPorts) {
		this.#ports = ports;
	}

	/** Never waits, never throws. */
	refused(refusal: RefusedSubmission): void {
		const { smtpUserId, reason, phase, sender, recipient, subject, facts } = refusal;
		// Two files to one recipient are two refusals; facts that change by themselves, such as a wait, are not.
		const exact = [smtpUserId, reason, phase, sender, recipient, subject, facts["file"] ?? ""].join("\n");
		const known = this.#current(exact, refusal.at);
		if (known !== undefined) return this.#count(known, refusal.at);
		if (this.#hasRoom(refusal)) return this.#begin(exact, refusal);
		const folded = [refusal.smtpUserId, refusal.reason].join("\n");
		const counted = this.#current(folded, refusal.at);
		if (counted !== undefined) return this.#count(counted, refusal.at);
		this.#begin(folded, {
			...refusal,
			sender: "",
			recipient: "",
			subject: "",
			author: "",
			headerMessageId: "",
		});
	}

	/** Writes what waits; for the end of the service, and for tests. */
	async flush(): Promise<void> {
		this.#write();
		await this.#sending;
	}

	#current(key: string, at: Instant): Open | undefined {
		const open = this.#open.get(key);
		return open !== undefined && at - open.since < WINDOW_MS ? open : undefined;
	}

	#count(open: Open, at: Instant): void {
		open.unwritten++;
		open.lastAt = at;
		this.#schedule();
	}

	#begin(key: string, row: RefusedSubmission): void {
		const replaced = this.#open.get(key);
		if (replaced !== undefined && replaced.unwritten > 0) this.#write();
		const id = makeId<ActivityId>(row.at, this.#ports.randomBytes(ID_RANDOM_BYTES));
		this.#open.set(key, { row, id, since: row.at, unwritten: 1, lastAt: row.at });
		this.#schedule();
	}

	#hasRoom({ smtpUserId, at }: RefusedSubmission): boolean {
		if (this.#open.size >= MOST_ROWS) return false;
		const user = this.#rowsOf.get(smtpUserId);
		if (user === undefined || at - user.since >= WINDOW_MS) {
			this.#rowsOf.set(smtpUserId, { since: at, rows: 1 });
			return true;
		}
		user.rows++;
		return user.rows <= ROWS_PER_USER;
	}

	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		this.#ports.clock.after(WRITE_EVERY_MS, () => {
			this.#scheduled = false;
			this.#write();
		});
	}

	#write(): void {
		const now = this.#ports.clock.now();
		for (const [key, open] of this.#open) {
			if (open.unwritten > 0)
				this.#pending.push({ ...open.row, id: open.id, count: open.unwritten, lastAt: open.lastAt });
			open.unwritten = 0;
			if (now - open.since >= WINDOW_MS) this.#open.delete(key);
		}
		for (const [user, { since }] of this.#rowsOf) if (now - since >= WINDOW_MS) this.#rowsOf.delete(user);
		this.#sending ??= this.#send().finally(() => {
			this.#sending = undefined;
		});
	}

	/** What the store does not take is offered again a second later; when too much waits, the oldest is let go. */
	async #send(): Promise<void> {
		while (this.#pending.length > 0) {
			const batch = this.#pending.splice(0, ROWS_AT_ONCE);
			try {
				await this.#ports.store.recordRefusals(batch);
			} catch (error) {
				this.#pending.unshift(...batch);
				const lost = this.#pending.splice(0, Math.max(0, this.#pending.length - MOST_ROWS));
				const told = lost.reduce((sum, { count }) => sum + count, 0);
				this.#ports.fault(`recording refusals, ${told} let go`, error);
				return this.#schedule();
			}
		}
	}
}
