import assert from "node:assert/strict";
import { test } from "node:test";
import { ANN, aDoor, HOME, PASSWORD } from "../../../test/support/sign-in-door.ts";
import { MINUTE } from "../../terms/clock.ts";
import { CALLS_PER_MINUTE } from "./calls.ts";

test("ten wrong passwords make a network wait, with the right one too, and the wait ends by itself", async (t) => {
	const { signIn, send, clock, store, told } = await aDoor(t);
	for (let i = 0; i < 10; i++) assert.equal(await signIn(ANN, "a wrong password", HOME), 401);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 429);
	const body = JSON.stringify({ email: ANN, password: PASSWORD });
	const blocked = await send("/sign-in/email", body, HOME);
	assert.equal(blocked.headers.get("retry-after"), "60");
	assert.equal(await signIn(ANN, PASSWORD, "192.0.2.2"), 200, "elsewhere it is free");
	await clock.advance(MINUTE);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	await told(10);
	const failed = await store.audit.list({ action: "session.fail" }, 100);
	assert.equal(failed.length, 10);
	assert.equal(failed[0]?.target.name, ANN);
});

test("who guesses at a person from everywhere stops strangers, and not the person at home", async (t) => {
	const { signIn } = await aDoor(t);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200);
	for (let i = 0; i < 50; i++) assert.equal(await signIn(ANN, "a wrong password", `10.0.${i}.1`), 401);
	assert.equal(await signIn(ANN, PASSWORD, "203.0.113.9"), 429);
	assert.equal(await signIn(ANN.toUpperCase(), PASSWORD, HOME), 200);
});

test("a burst of tries is not through before the first of it has failed", async (t) => {
	const { signIn, told } = await aDoor(t);
	const statuses = await Promise.all(Array.from({ length: 40 }, () => signIn(ANN, "a wrong password", HOME)));
	assert.ok(statuses.filter((status) => status === 401).length <= 10, String(statuses));
	assert.ok(statuses.every((status) => status === 401 || status === 429));
	await told(statuses.filter((status) => status === 401).length);
});

test("nobody's mailbox is filled by asking for new passwords", async (t) => {
	const { send, mailed, clock, signIn } = await aDoor(t);
	const body = JSON.stringify({ email: ANN, redirectTo: "/reset-password" });
	const statuses: number[] = [];
	for (let i = 0; i < 30; i++) statuses.push((await send("/request-password-reset", body, HOME)).status);
	await clock.settle();
	assert.equal(statuses.filter((status) => status === 200).length, 10);
	assert.ok(mailed.length <= 10 && mailed.length > 0);
	assert.equal(await signIn(ANN, PASSWORD, HOME), 200, "and no password is blocked by it");
});

test("a network has so many calls in a minute, whatever they are, and another one has its own", async (t) => {
	const { send, clock } = await aDoor(t);
	const ask = async (address: string) => (await send("/sign-in/oauth2", "{}", address)).status;
	const statuses = new Set<number>();
	for (let i = 0; i < CALLS_PER_MINUTE; i++) statuses.add(await ask(HOME));
	assert.ok(!statuses.has(429));
	assert.equal(await ask(HOME), 429);
	assert.notEqual(await ask("203.0.113.9"), 429);
	await clock.advance(MINUTE);
	assert.notEqual(await ask(HOME), 429);
});
