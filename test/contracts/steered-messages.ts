/** Messages that wait, and what people do to them. */

import assert from "node:assert/strict";
import type { ClaimRequest } from "../../src/queue/ports.ts";
import type { Act, DestinationRow } from "../../src/queue/steering-ports.ts";
import { HOUR } from "../../src/terms/clock.ts";
import { activityIdOf } from "../../src/terms/ids.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, keyOf, NOON, recipientsAt, settled } from "./messages.ts";

export const everything: ClaimRequest = { now: NOON, limit: 1_000, perDestination: 1_000, except: [] };
export const by = { by: "ann@relay.example", note: "asked by phone" };

export const facts = { startedAt: NOON, durationMs: 9, reply: "452 4.2.2 Mailbox full" };
export const deferral = { dueAt: NOON + HOUR, cause: "mailbox-full", facts };

/** A message whose recipients were tried once and deferred for an hour. */
export async function deferred(store: TestStore, change: Partial<NewMessage> = {}): Promise<NewMessage> {
	const message = aMessage(change);
	await store.spool.accept(message);
	const outcomes = message.recipients.map(({ index }) =>
		settled(keyOf(message, index), "deferred", deferral),
	);
	await store.queue.complete(outcomes, []);
	return message;
}

export async function waiting(store: TestStore, ...addresses: readonly string[]): Promise<NewMessage> {
	const message = aMessage({ leased: false, recipients: recipientsAt(...addresses) });
	await store.spool.accept(message);
	return message;
}

export const act = (
	store: TestStore,
	what: Act,
	message: NewMessage,
	indexes: readonly number[] = [0],
	at = NOON,
) => store.steering.apply({ act: what, at, ...by, recipients: indexes.map((i) => keyOf(message, i)) }, []);

export const viewOf = async (store: TestStore, message: NewMessage, index = 0) => {
	const view = await store.reports.activityRow(activityIdOf(message.id, index));
	assert.ok(view !== undefined);
	return { ...view, last: view.events.at(-1) };
};

export const namesOf = (rows: readonly DestinationRow[]) => rows.map(({ destination }) => destination);
