/**
 * Activity as it happens. The store tells which rows a commit made or changed; they are gathered for a moment, read
 * once however many people look on, and handed to whoever follows their account. While nobody looks on, nothing is
 * listened to.
 *
 * Nobody waits for a follower: each has a queue, and whose queue is full is let go. What was told lately is kept, so
 * that a follower who comes back goes on where it was; where that is not known any more, it is told to start anew.
 */

import { MINUTE, type Timer } from "../terms/clock.ts";
import type { AccountId, ActivityId } from "../terms/ids.ts";
import type { ActivityRow, ReportPorts } from "./ports.ts";

export type FeedEvent =
	| { readonly kind: "row"; readonly id: string; readonly row: ActivityRow }
	/** More happened than can be told: what is shown is to be loaded again. */
	| { readonly kind: "reset"; readonly id: string };

export interface Follower {
	/**
	 * The next event; "quiet" after `patienceMs` without one; undefined at the end: the follower was let go, or the
	 * service stops. One question at a time.
	 */
	next(patienceMs: number): Promise<FeedEvent | "quiet" | undefined>;
	end(): void;
}

/** So long changes are gathered: one reading for each, and a row that changes twice in it is told once. */
export const GATHER_MS = 100;
/** Rows that are told of at once; when more changed meanwhile, followers start anew. */
const MOST_CHANGED = 1_000;
/** Events that wait for one follower. */
export const MOST_WAITING = 500;
/** Events that a follower who comes back can be told. */
const KEPT = MOST_WAITING;
/** How long listening goes on when the last follower has left. */
const LINGER_MS = MINUTE;
export const MOST_FOLLOWERS_PER_ACCOUNT = 20;
const MOST_FOLLOWERS = 400;

type FeedPorts = Pick<ReportPorts, "store" | "clock" | "randomBytes" | "fault">;

export class ActivityFeed {
	readonly #ports: FeedPorts;
	/** Of this process: numbers of another one mean something else. */
	readonly #epoch: string;
	readonly #followers = new Set<Following>();
	#number = 0;
	/** What was told lately, its numbers without a gap. */
	#kept: { readonly number: number; readonly event: FeedEvent }[] = [];
	#changed = new Set<ActivityId>();
	#tooMany = false;
	#gathering = false;
	#stopListening: (() => void) | undefined;
	#linger: Timer | undefined;

	constructor(ports: FeedPorts) {
		this.#ports = ports;
		this.#epoch = Buffer.from(ports.randomBytes(6)).toString("hex");
	}

	/**
	 * Follows an account, or (null) all. `after` is the id of the last event that was seen. `letGo` is called when the
	 * follower is too slow. Undefined when too many follow already.
	 */
	follow(account: AccountId | null, after: string | undefined, letGo: () => void): Follower | undefined {
		const alike = [...this.#followers].filter((one) => one.account === account).length;
		if (alike >= MOST_FOLLOWERS_PER_ACCOUNT || this.#followers.size >= MOST_FOLLOWERS) return undefined;
		const following = new Following(account, this.#ports.clock, letGo, () => this.#left(following));
		// Before listening begins: what is kept may end at a moment when nobody listened.
		if (after !== undefined) for (const event of this.#since(after, account)) following.push(event);
		this.#followers.add(following);
		this.#linger?.cancel();
		this.#linger = undefined;
		this.#stopListening ??= this.#ports.store.changes((ids) => this.#note(ids));
		return following;
	}

	/** The id of the last event, or of none before the first. */
	get position(): string {
		return this.#id(this.#number);
	}

	/** Ends all. */
	stop(): void {
		for (const one of [...this.#followers]) one.end();
		this.#linger?.cancel();
		this.#forget();
	}

	#since(after: string, account: AccountId | null): readonly FeedEvent[] {
		const [, epoch, text] = /^([0-9a-f]+)-(\d{1,15})$/.exec(after) ?? [];
		const number = Number(text ?? Number.NaN);
		const isKnown =
			epoch === this.#epoch &&
			this.#stopListening !== undefined &&
			number <= this.#number &&
			number >= (this.#kept[0]?.number ?? this.#number + 1) - 1;
		if (!isKnown) return [{ kind: "reset", id: this.#id(this.#number) }];
		return this.#kept
			.filter((one) => one.number > number && concerns(one.event, account))
			.map(({ event }) => event);
	}

	#left(following: Following): void {
		if (!this.#followers.delete(following) || this.#followers.size > 0) return;
		this.#linger ??= this.#ports.clock.after(LINGER_MS, () => {
			this.#linger = undefined;
			if (this.#followers.size === 0) this.#forget();
		});
	}

	#forget(): void {
		this.#stopListening?.();
		this.#stopListening = undefined;
		this.#kept = [];
		this.#changed.clear();
		this.#tooMany = false;
	}

	#note(ids: readonly ActivityId[] | "many"): void {
		if (ids !== "many") for (const id of ids) this.#changed.add(id);
		if (ids === "many" || this.#changed.size > MOST_CHANGED) {
			this.#changed.clear();
			this.#tooMany = true;
		}
		if (this.#gathering) return;
		this.#gathering = true;
		this.#ports.clock.after(GATHER_MS, () => void this.#tell());
	}

	async #tell(): Promise<void> {
		const ids = [...this.#changed];
		const tooMany = this.#tooMany;
		this.#changed.clear();
		this.#tooMany = false;
		try {
			const rows = tooMany || ids.length === 0 ? [] : await this.#ports.store.activityRows(ids);
			if (tooMany) this.#emit((id) => ({ kind: "reset", id }));
			for (const row of rows.toSorted((a, b) => a.updatedAt - b.updatedAt || (a.id < b.id ? -1 : 1))) {
				this.#emit((id) => ({ kind: "row", id, row }));
			}
		} catch (error) {
			this.#ports.fault("telling of new Activity", error);
			this.#emit((id) => ({ kind: "reset", id }));
		}
		this.#gathering = false;
		if (this.#changed.size > 0 || this.#tooMany) this.#note([]);
	}

	#emit(make: (id: string) => FeedEvent): void {
		// Whoever looked on has left for good.
		if (this.#stopListening === undefined) return;
		const number = ++this.#number;
		const event = make(this.#id(number));
		this.#kept.push({ number, event });
		if (this.#kept.length > KEPT) this.#kept.shift();
		for (const one of [...this.#followers]) if (concerns(event, one.account)) one.push(event);
	}

	#id(number: number): string {
		return `${this.#epoch}-${number}`;
	}
}

const concerns = (event: FeedEvent, account: AccountId | null): boolean =>
	account === null || event.kind === "reset" || event.row.accountId === account;

class Following implements Follower {
	readonly account: AccountId | null;
	readonly #clock: FeedPorts["clock"];
	readonly #letGo: () => void;
	readonly #left: () => void;
	#waiting: FeedEvent[] = [];
	#asked: ((answer: FeedEvent | "quiet" | undefined) => void) | undefined;
	#ended = false;

	constructor(account: AccountId | null, clock: FeedPorts["clock"], letGo: () => void, left: () => void) {
		this.account = account;
		this.#clock = clock;
		this.#letGo = letGo;
		this.#left = left;
	}

	push(event: FeedEvent): void {
		if (this.#ended) return;
		if (this.#asked !== undefined) return this.#answer(event);
		if (this.#waiting.length >= MOST_WAITING) {
			this.end();
			return this.#letGo();
		}
		this.#waiting.push(event);
	}

	next(patienceMs: number): Promise<FeedEvent | "quiet" | undefined> {
		const event = this.#waiting.shift();
		if (event !== undefined || this.#ended) return Promise.resolve(event);
		const { promise, resolve } = Promise.withResolvers<FeedEvent | "quiet" | undefined>();
		const timer = this.#clock.after(patienceMs, () => this.#answer("quiet"));
		this.#asked = (answer) => {
			timer.cancel();
			resolve(answer);
		};
		return promise;
	}

	end(): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#waiting = [];
		this.#answer(undefined);
		this.#left();
	}

	#answer(answer: FeedEvent | "quiet" | undefined): void {
		const asked = this.#asked;
		this.#asked = undefined;
		asked?.(answer);
	}
}
