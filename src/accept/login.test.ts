import assert from "node:assert/strict";
import { test } from "node:test";
import { loggedIn, MAIL, reasonOf, reception, TLS } from "../../test/support/reception.ts";
import { defaultLimits } from "../terms/limits.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { Submission } from "./sessions.ts";

test("nobody speaks before TLS and log-in", async () => {
	const { connect } = reception();
	const session = connect() as Submission;
	session.greeted("client.example", null);
	assert.equal(reasonOf(await session.authenticate("user", "right")), "tls-required");
	assert.equal(reasonOf(await session.mail("ann@shop.example", MAIL)), "tls-required");
	session.greeted("client.example", TLS);
	assert.equal(reasonOf(await session.mail("ann@shop.example", MAIL)), "authentication-required");
});

test("an unknown user and a wrong password are one answer, after the same time", async () => {
	const { connect, clock } = reception();
	for (const [username, password] of [
		["user", "wrong"],
		["nobody", "right"],
	] as const) {
		const session = connect() as Submission;
		session.greeted("client.example", TLS);
		let answer: string | undefined = "nothing yet";
		const asked = session.authenticate(username, password).then((refusal) => {
			answer = reasonOf(refusal);
		});
		await clock.advance(249);
		assert.equal(answer, "nothing yet");
		await clock.advance(1);
		await asked;
		assert.equal(answer, "credentials-invalid");
	}
});

test("too many failed log-ins block an address, and say for how long", async () => {
	const { connect, clock } = reception({}, { failedLoginsPerAddress: 2 });
	const attempt = async (): Promise<Refusal | undefined> => {
		const session = connect() as Submission;
		session.greeted("client.example", TLS);
		const asked = session.authenticate("user", "wrong");
		await clock.advance(300);
		return asked;
	};
	await attempt();
	await attempt();
	const blocked = await attempt();
	assert.equal(blocked?.reason, "authentication-blocked");
	assert.ok(Number(blocked?.facts["retryAfterMs"]) > 0);
});

test("a store that cannot be asked makes log-in a temporary trouble", async () => {
	const base = reception();
	const identities = { ...base.ports.identities, sender: () => Promise.reject(new Error("disk")) };
	const { connect, world } = reception({ identities });
	const session = connect() as Submission;
	session.greeted("client.example", TLS);
	assert.equal(reasonOf(await session.authenticate("user", "right")), "authentication-unavailable");
	assert.equal(world.incidents.length, 1);
});

test("sessions are counted for address and user, and leave when they end", async () => {
	const byAddress = reception({}, { sessionsPerAddress: 1 });
	const first = byAddress.arrive();
	assert.equal(first.refusal, undefined);
	const second = byAddress.arrive();
	assert.deepEqual(second.refusal?.facts, { scope: "address", limit: 1 });
	second.arrival.left();
	first.arrival.left();
	assert.equal(byAddress.arrive().refusal, undefined);
	const byUser = reception({}, { sessionsPerUser: 1 });
	await loggedIn(byUser);
	const other = byUser.connect("192.0.2.2") as Submission;
	other.greeted("x", TLS);
	const refusal = await other.authenticate("user", "right");
	assert.deepEqual(refusal?.facts, { scope: "user", limit: 1 });
});

test("a block is said without asking the store", async () => {
	const base = reception();
	let asked = 0;
	const identities = {
		...base.ports.identities,
		sender: async () => {
			asked++;
			return undefined;
		},
	};
	const world = reception({ identities }, { failedLoginsPerAddress: 1 });
	const session = world.connect() as Submission;
	session.greeted("client.example", TLS);
	const first = session.authenticate("user", "wrong");
	await world.clock.advance(300);
	assert.equal(reasonOf(await first), "credentials-invalid");
	const refusal = await session.authenticate("user", "right");
	assert.deepEqual([refusal?.reason, asked], ["authentication-blocked", 1]);
	assert.equal(refusal?.facts["retryAfterMs"], defaultLimits.loginBlockMs - 300);
});
