import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { virtualClock } from "../../test/support/clock.ts";
import { MINUTE } from "../terms/clock.ts";
import type { AccountId, ActivityId } from "../terms/ids.ts";
import { ActivityFeed, GATHER_MS, MOST_FOLLOWERS_PER_ACCOUNT, MOST_WAITING } from "./feed.ts";
import type { ActivityRow, ReportStore } from "./ports.ts";

const SHOP = "01SH0P00000000000000000000" as AccountId;
const OTHER = "01THER00000000000000000000" as AccountId;
const unused = (): void => assert.fail("nobody is let go");

function aFeed() {
	const clock = virtualClock();
	let listener: ((ids: readonly ActivityId[] | "many") => void) | undefined;
	const asked: number[] = [];
	const faults: string[] = [];
	let failure: Error | undefined;
	const store = {
		changes(to: typeof listener) {
			listener = to;
			return () => {
				listener = undefined;
			};
		},
		async activityRows(ids: readonly ActivityId[]) {
			asked.push(ids.length);
			if (failure !== undefined) throw failure;
			return ids.map(
				(id) => ({ id, accountId: id.startsWith("o") ? OTHER : SHOP, updatedAt: 1 }) as ActivityRow,
			);
		},
	} as Partial<ReportStore> as ReportStore;
	const feed = new ActivityFeed({
		store,
		clock,
		randomBytes: (count) => Buffer.alloc(count, 7),
		fault: (during) => void faults.push(during),
	});
	return {
		feed,
		clock,
		asked,
		faults,
		isListening: () => listener !== undefined,
		fail: (error: Error) => {
			failure = error;
		},
		/** Commits that changed these rows, and the moment in which they are gathered. */
		change: async (...ids: string[]) => {
			listener?.(ids as ActivityId[]);
			await clock.advance(GATHER_MS);
		},
		/** More are shown otherwise than were told. */
		changeMany: async () => {
			listener?.("many");
			await clock.advance(GATHER_MS);
		},
	};
}

type Feed = ReturnType<typeof aFeed>["feed"];

const following = (feed: Feed, account: AccountId | null = SHOP, after?: string) => {
	const follower = feed.follow(account, after, unused);
	assert.ok(follower);
	return follower;
};

describe("the feed of Activity", () => {
	test("where too many changed to be told, everybody is told to look again, and no row is read", async () => {
		const { feed, change, changeMany, asked } = aFeed();
		const [shop, other] = [following(feed), following(feed, OTHER)];
		await changeMany();
		for (const one of [shop, other]) {
			const event = await one.next(1);
			assert.ok(typeof event === "object" && event.kind === "reset");
		}
		assert.deepEqual(asked, []);
		await change("s1");
		const event = await shop.next(1);
		assert.equal(typeof event === "object" && event.kind, "row");
		assert.deepEqual(asked, [1]);
	});

	test("tells each follower of the rows of its account, read once for all", async () => {
		const { feed, change, asked } = aFeed();
		const [shop, other, operator] = [following(feed), following(feed, OTHER), following(feed, null)];
		await change("s1", "o1", "s1");
		const ids = async (from: typeof shop, count: number) => {
			const events = [];
			for (let i = 0; i < count; i++) events.push(await from.next(1));
			return events.map((event) =>
				typeof event === "object" && event.kind === "row" ? event.row.id : event,
			);
		};
		assert.deepEqual(await ids(shop, 1), ["s1"]);
		assert.deepEqual(await ids(other, 1), ["o1"]);
		assert.deepEqual(await ids(operator, 2), ["o1", "s1"]);
		assert.deepEqual(asked, [2]);
	});

	test("answers quiet when nothing happens for as long as asked, and undefined at the end", async () => {
		const { feed, clock } = aFeed();
		const follower = following(feed);
		const answer = follower.next(20_000);
		await clock.advance(20_000);
		assert.equal(await answer, "quiet");
		const last = follower.next(20_000);
		feed.stop();
		assert.equal(await last, undefined);
		assert.equal(await follower.next(1), undefined);
	});

	test("goes on after the last event that was seen, or says to start anew", async () => {
		const { feed, change } = aFeed();
		const first = following(feed);
		await change("s1");
		await change("s2");
		const seen = await first.next(1);
		assert.ok(typeof seen === "object");
		first.end();
		await change("s3");
		const again = following(feed, SHOP, seen.id);
		const events = [await again.next(1), await again.next(1)];
		assert.deepEqual(
			events.map((event) => typeof event === "object" && event.kind === "row" && event.row.id),
			["s2", "s3"],
		);
		for (const unknown of ["x-1", "070707070707-99", "070707070707-", "", "070707070707-1.5"]) {
			const event = await following(feed, SHOP, unknown).next(1);
			assert.equal(typeof event === "object" && event.kind, "reset", unknown);
		}
	});

	test("lets go who does not read, and no one else", async () => {
		const { feed, change } = aFeed();
		let letGo = 0;
		const slow = feed.follow(SHOP, undefined, () => letGo++);
		const quick = following(feed);
		for (let i = 0; i <= MOST_WAITING; i++) {
			await change(`s${i}`);
			await quick.next(1);
		}
		assert.equal(letGo, 1);
		assert.equal(await slow?.next(1), undefined);
		await change("last");
		assert.equal(typeof (await quick.next(1)), "object");
	});

	test("has room for so many of an account", () => {
		const { feed } = aFeed();
		const all = Array.from({ length: MOST_FOLLOWERS_PER_ACCOUNT }, () => following(feed));
		assert.equal(feed.follow(SHOP, undefined, unused), undefined);
		following(feed, OTHER);
		all[0]?.end();
		following(feed);
	});

	test("listens while somebody follows and a minute longer", async () => {
		const { feed, clock, change, isListening, asked } = aFeed();
		assert.equal(isListening(), false);
		const follower = following(feed);
		await change("s1");
		const { id } = (await follower.next(1)) as { id: string };
		follower.end();
		await clock.advance(MINUTE - 1);
		assert.equal(isListening(), true);
		await clock.advance(1);
		assert.equal(isListening(), false);
		await change("s2");
		assert.deepEqual(asked, [1]);
		const event = await following(feed, SHOP, id).next(1);
		assert.equal(typeof event === "object" && event.kind, "reset");
	});

	test("says to start anew when too much changes at once, or the store does not answer", async () => {
		const { feed, change, asked, fail, faults } = aFeed();
		const follower = following(feed);
		await change(...Array.from({ length: 1_001 }, (_, i) => `s${i}`));
		assert.equal(((await follower.next(1)) as { kind: string }).kind, "reset");
		assert.deepEqual(asked, []);
		fail(new Error("no"));
		await change("s1");
		assert.equal(((await follower.next(1)) as { kind: string }).kind, "reset");
		assert.equal(faults.length, 1);
	});
});
