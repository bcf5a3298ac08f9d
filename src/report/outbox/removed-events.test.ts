import assert from "node:assert/strict";
import { test } from "node:test";
import { type VirtualClock, virtualClock } from "../../../test/support/clock.ts";
import { MINUTE, SECOND } from "../../terms/clock.ts";
import type { ServiceEvent } from "../../terms/events.ts";
import type { AccountId, EventId } from "../../terms/ids.ts";
import type { Outbox } from "../ports.ts";
import { createTelling } from "./index.ts";

/** Its one listener takes nothing. */
const toNobody = (clock: VirtualClock, waiting: Outbox["waiting"]) =>
	createTelling({
		outbox: { waiting, told: async () => {}, whenGrown: () => {} },
		fanOut: async () => {},
		listeners: [{ tell: () => Promise.reject(new Error("not now")) }],
		clock,
		fault: () => {},
	});

test("an event that was not taken and then goes with its account is not waited for", async () => {
	const clock = virtualClock(0);
	const event: ServiceEvent = {
		id: "0".repeat(26) as EventId,
		at: 0,
		accountId: "A" as AccountId,
		type: "account.resumed",
		data: {},
	};
	let waiting: readonly ServiceEvent[] = [event];
	let reads = 0;
	const telling = toNobody(clock, async () => {
		reads++;
		return waiting;
	});
	telling.start();
	await clock.advance(SECOND);
	waiting = [];
	await clock.advance(10 * SECOND);
	const before = reads;
	await clock.advance(5 * MINUTE);
	await telling.stop();
	assert.ok(reads - before <= 6, `${reads - before} looks in five minutes`);
});

test("while a listener takes none of very many, the outbox is looked at now and then", async () => {
	const clock = virtualClock(0);
	const many = Array.from({ length: 900 }, (_, n): ServiceEvent => {
		const id = String(n).padStart(26, "0") as EventId;
		return { id, at: n, accountId: "A" as AccountId, type: "account.resumed", data: {} };
	});
	let reads = 0;
	const telling = toNobody(clock, async (limit, after) => {
		reads++;
		return many.filter(({ id }) => after === undefined || id > after).slice(0, limit);
	});
	telling.start();
	await clock.advance(MINUTE);
	await telling.stop();
	assert.ok(reads <= 100, `${reads} looks in a minute`);
});
