import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { DAY, HOUR, type Instant, MINUTE } from "../../terms/clock.ts";
import {
	advance,
	EMPTY_MS,
	type KeyPolicy,
	type KeyState,
	newKeyState,
	noteFound,
	orderRotation,
	revokeActive,
} from "./stages.ts";

const policy: KeyPolicy = { rotateAfterMs: 90 * DAY, publishedMs: 12 * DAY, cacheMs: 5 * MINUTE };
const SELECTORS = ["ag1", "ag2"];
const START = Date.UTC(2026, 0, 1);

interface Key extends KeyState {
	readonly id: number;
}

/** One domain's keys under a clock that a test moves, with generation that may be slow. */
class Ring {
	now: Instant = START;
	keys: readonly Key[] = [];
	dueAt: Instant | null = null;
	wanted = true;
	#ids = 0;
	#generate: readonly string[] = [];

	turn(): this {
		const situation = { selectors: SELECTORS, now: this.now, wanted: this.wanted, policy };
		const turn = advance(this.keys, situation);
		assert.deepEqual(
			advance(turn.keys, situation).keys,
			turn.keys,
			"a second turn at the same moment changes nothing",
		);
		this.keys = turn.keys;
		this.dueAt = turn.dueAt;
		this.#generate = turn.generate;
		return this;
	}

	/** The keys that are asked for are made. */
	make(): this {
		const made = this.#generate.map((selector) => ({
			...newKeyState(selector, this.now),
			id: ++this.#ids,
		}));
		const stays = this.keys.filter(({ selector }) => !this.#generate.includes(selector));
		this.keys = [...stays, ...made];
		return this.turn();
	}

	check(seen: readonly string[], missing: readonly string[] = []): this {
		this.keys = noteFound(this.keys, { seen, missing, broken: missing }, this.now);
		return this.turn();
	}

	rotate(): this {
		this.keys = orderRotation(this.keys, this.now);
		return this.turn();
	}

	leak(): this {
		this.keys = revokeActive(this.keys, this.now);
		return this.turn();
	}

	pass(ms: number): this {
		this.now += ms;
		return this.turn();
	}

	stages(): Record<string, string> {
		return Object.fromEntries(
			this.keys
				.toSorted((a, b) => (a.selector < b.selector ? -1 : 1))
				.map(({ selector, stage }) => [selector, stage]),
		);
	}

	get signing(): Key | undefined {
		return this.keys.find(({ stage }) => stage === "active");
	}
}

/** As a domain is once its records are right. */
const settled = (): Ring => new Ring().turn().make().check(SELECTORS).pass(policy.cacheMs);

describe("the keys of a domain", () => {
	test("are two from the start, and sign from when they are seen", () => {
		const ring = new Ring().turn().make();
		assert.deepEqual(ring.stages(), { ag1: "pending", ag2: "pending" });
		assert.equal(ring.dueAt, null, "only a check can go on from here");
		ring.check(["ag2"]);
		assert.deepEqual(ring.stages(), { ag1: "pending", ag2: "active" });
	});

	test("take turns through all stages, with dates that a task can wait for", () => {
		const ring = settled();
		const [first] = ring.keys;
		assert.equal(ring.dueAt, START + policy.rotateAfterMs);

		ring.pass(ring.dueAt - ring.now);
		assert.deepEqual(ring.stages(), { ag1: "retiring", ag2: "active" });
		assert.equal(ring.dueAt, ring.now + policy.publishedMs);

		ring.pass(policy.publishedMs - 1);
		assert.equal(ring.stages()["ag1"], "retiring");
		ring.pass(1);
		assert.equal(ring.stages()["ag1"], "retired");

		ring.pass(EMPTY_MS).make();
		assert.deepEqual(ring.stages(), { ag1: "pending", ag2: "active" });
		assert.notEqual(ring.keys.find(({ selector }) => selector === "ag1")?.id, first?.id);
	});

	test("do not take over before they were seen, nor when their record has gone since", () => {
		const ring = settled()
			.check([], ["ag2"])
			.pass(91 * DAY);
		assert.deepEqual(ring.stages(), { ag1: "active", ag2: "pending" });
		assert.equal(ring.dueAt, null);
		ring.check(["ag2"]);
		assert.deepEqual(ring.stages(), { ag1: "retiring", ag2: "active" });
	});

	test("change when the record of the one that signs has gone and the other's stands", () => {
		const ring = settled().check(["ag2"], ["ag1"]);
		assert.deepEqual(ring.stages(), { ag1: "retiring", ag2: "active" });
		const alone = settled().check([], ["ag1", "ag2"]);
		assert.deepEqual(alone.stages(), { ag1: "active", ag2: "pending" }, "with neither, nothing is gained");
	});

	test("rotate on demand, and a second time as soon as a selector is free and the caches have forgotten", () => {
		const ring = settled().rotate();
		assert.deepEqual(ring.stages(), { ag1: "retiring", ag2: "active" });
		ring.rotate();
		assert.deepEqual(ring.stages(), { ag1: "retiring", ag2: "active" });
		ring.pass(policy.publishedMs).make().check(["ag1"]);
		assert.deepEqual(ring.stages(), { ag1: "pending", ag2: "active" });
		assert.equal(ring.dueAt, ring.now + policy.cacheMs);
		ring.pass(policy.cacheMs);
		assert.deepEqual(ring.stages(), { ag1: "active", ag2: "retiring" });
	});

	test("after a leak: revoked at once, the next one signs at once", () => {
		const ring = settled().leak();
		assert.deepEqual(ring.stages(), { ag1: "retired", ag2: "active" });
		assert.equal(ring.keys.find(({ stage }) => stage === "retired")?.leaked, true);
		ring.rotate().make();
		assert.deepEqual(ring.stages(), { ag1: "retired", ag2: "active" }, "a revoked key is shown as revoked");
	});

	test("after a leak soon after a rotation, the key that still stands is called back", () => {
		const ring = settled().rotate().leak();
		assert.deepEqual(ring.stages(), { ag1: "active", ag2: "retired" });
	});

	test("after two leaks a new key is made, and signs once it is seen", () => {
		const ring = settled().leak().leak().make();
		assert.equal(ring.signing, undefined);
		assert.deepEqual(ring.stages(), { ag1: "pending", ag2: "retired" });
		ring.check(["ag1"]);
		assert.deepEqual(ring.stages(), { ag1: "active", ag2: "retired" });
	});

	test("of an algorithm that is given up cease to sign, and go when nothing needs them", () => {
		const ring = settled();
		ring.wanted = false;
		ring.turn();
		assert.deepEqual(ring.stages(), { ag1: "retiring" });
		ring.pass(policy.publishedMs);
		assert.deepEqual(ring.stages(), { ag1: "retired" });
		ring.pass(EMPTY_MS);
		assert.deepEqual(ring.stages(), {});
		assert.equal(ring.dueAt, null);
	});
});

type Event =
	| { readonly kind: "pass" | "jump-back"; readonly ms: number }
	| { readonly kind: "check"; readonly seen: readonly string[]; readonly missing: readonly string[] }
	| { readonly kind: "rotate" | "leak" | "make" | "restart" };

const moments = fc.oneof(
	fc.integer({ min: 0, max: HOUR }),
	fc.integer({ min: 0, max: 20 * DAY }),
	fc.integer({ min: 0, max: 400 * DAY }),
);

const events = (withLeaks: boolean): fc.Arbitrary<readonly Event[]> =>
	fc.array(
		fc.oneof(
			moments.map((ms): Event => ({ kind: "pass", ms })),
			moments.map((ms): Event => ({ kind: "jump-back", ms })),
			fc
				.record({ seen: fc.subarray(SELECTORS), missing: fc.subarray(SELECTORS) })
				.map((found): Event => ({ kind: "check", ...found })),
			fc.constantFrom<Event>({ kind: "rotate" }, { kind: "make" }, { kind: "make" }, { kind: "restart" }),
			...(withLeaks ? [fc.constant<Event>({ kind: "leak" })] : []),
		),
		{ maxLength: 60 },
	);

function happen(ring: Ring, event: Event): void {
	switch (event.kind) {
		case "pass":
			return void ring.pass(event.ms);
		case "jump-back":
			return void ring.pass(-event.ms);
		case "check":
			return void ring.check(
				event.seen,
				event.missing.filter((selector) => !event.seen.includes(selector)),
			);
		case "restart":
			ring.keys = JSON.parse(JSON.stringify(ring.keys)) as readonly Key[];
			return void ring.turn();
		default:
			return void ring[event.kind]();
	}
}

/** What is true after every event, told by a history that the machine does not see. */
class Observer {
	readonly #seen = new Set<number>();
	/** Elapsed time, in which the clock's steps back do not count, at which each key signed last. */
	readonly #signedAt = new Map<number, number>();
	readonly #revoked = new Set<number>();
	#elapsed = 0;

	before(ring: Ring, event: Event): void {
		if (event.kind === "pass") this.#elapsed += event.ms;
		if (event.kind === "leak" && ring.signing !== undefined) this.#revoked.add(ring.signing.id);
		if (event.kind !== "check") return;
		for (const key of ring.keys) if (event.seen.includes(key.selector)) this.#seen.add(key.id);
	}

	after(ring: Ring, leaks: boolean): void {
		const signing = ring.keys.filter(({ stage }) => stage === "active");
		assert.ok(signing.length <= 1, "never two");
		for (const key of signing) {
			assert.ok(this.#seen.has(key.id), "no key signs unseen");
			assert.ok(!this.#revoked.has(key.id), "no revoked key signs");
		}
		for (const [id, at] of this.#signedAt) {
			if (this.#revoked.has(id) || this.#elapsed >= at + policy.publishedMs) continue;
			const key = ring.keys.find((one) => one.id === id);
			assert.ok(key !== undefined && key.stage !== "retired", "what a key has signed can be verified");
		}
		if (!leaks && this.#signedAt.size > 0) assert.equal(signing.length, 1, "once one has signed, one signs");
		for (const { id } of signing) this.#signedAt.set(id, this.#elapsed);
	}
}

for (const leaks of [false, true]) {
	test(`whatever happens in whatever order${leaks ? ", leaks too" : ""}, no key signs unseen or goes too early`, () => {
		fc.assert(
			fc.property(events(leaks), (sequence) => {
				const ring = new Ring().turn();
				const observer = new Observer();
				for (const event of sequence) {
					observer.before(ring, event);
					happen(ring, event);
					observer.after(ring, leaks);
				}
			}),
			{ numRuns: 2_000 },
		);
	});
}

test("when records stay right, no key signs for longer than its term, however the task is woken", () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: DAY }), { minLength: 1, maxLength: 30 }), (delays) => {
			const ring = settled();
			for (let at = 0; ring.now < START + 3 * 365 * DAY; at++) {
				const next = ring.dueAt ?? ring.now + DAY;
				ring.pass(Math.max(0, next - ring.now) + (delays[at % delays.length] as number));
				ring.make().check(SELECTORS);
				const active = ring.signing;
				assert.ok(
					active !== undefined && ring.now - (active.activeAt ?? 0) <= policy.rotateAfterMs + 2 * DAY,
				);
			}
		}),
		{ numRuns: 30 },
	);
});
