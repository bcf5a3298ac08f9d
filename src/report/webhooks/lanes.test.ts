import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountId, WebhookDeliveryId, WebhookId } from "../../terms/ids.ts";
import { Lanes, noteDue } from "./lanes.ts";

const id = (name: string) => name as WebhookId;
const delivery = (n: number) => `D${n}` as WebhookDeliveryId;

function aLane(lanes: Lanes, name: string, host: string, account = "A", dueAt = 0) {
	const lane = lanes.of(id(name));
	lane.host = host;
	lane.account = account as AccountId;
	noteDue(lane, dueAt);
	return lane;
}

test("lanes with something due have their turns one after the other", () => {
	const lanes = new Lanes();
	for (const name of ["a", "b", "c"]) aLane(lanes, name, name);
	aLane(lanes, "later", "later", "A", 9);
	assert.deepEqual(
		[0, 1, 2, 3].map(() => lanes.next(5)?.id),
		["a", "b", "c", "a"],
	);
	assert.equal(lanes.nextDueAt(5), 9);
});

test("a webhook, a host, an account and all together have their bounds", () => {
	const lanes = new Lanes({ ofWebhook: 2, ofHost: 3, ofAccount: 4, all: 5 });
	const [a, b, c, d] = [
		aLane(lanes, "a", "one", "A"),
		aLane(lanes, "b", "one", "A"),
		aLane(lanes, "c", "two", "A"),
		aLane(lanes, "d", "two", "B"),
	];
	lanes.begin(a, delivery(1));
	const over = lanes.begin(a, delivery(2));
	assert.equal(lanes.room(a), 0);
	assert.equal(lanes.room(b), 1);
	lanes.begin(b, delivery(3));
	assert.equal(lanes.room(b), 0);
	assert.equal(lanes.room(c), 1);
	lanes.begin(c, delivery(4));
	assert.equal(lanes.room(c), 0);
	assert.equal(lanes.room(d), 1);
	assert.equal(lanes.next(0)?.id, "d");
	lanes.begin(d, delivery(5));
	assert.equal(lanes.next(0), undefined);
	over();
	assert.equal(lanes.next(0)?.id, "a");
});

test("one that failed last has one attempt at a time, and one that rests has none", () => {
	const lanes = new Lanes();
	const lane = aLane(lanes, "a", "one");
	lane.failing = true;
	assert.equal(lanes.room(lane), 1);
	lane.restsUntil = 10;
	assert.equal(lanes.next(9), undefined);
	assert.equal(lanes.nextDueAt(9), 10);
	assert.equal(lanes.next(10)?.id, "a");
});

test("places are given back where they were taken, wherever the webhook is by then", () => {
	const lanes = new Lanes({ ofWebhook: 2, ofHost: 1, ofAccount: 9, all: 9 });
	const lane = aLane(lanes, "a", "one");
	const over = lanes.begin(lane, delivery(1));
	lane.host = "two";
	over();
	assert.equal(lanes.room(aLane(lanes, "b", "one")), 1);
	assert.equal(lanes.room(lane), 1);
});
