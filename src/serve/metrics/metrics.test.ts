import assert from "node:assert/strict";
import { test } from "node:test";
import { aSender } from "../../../test/support/builders.ts";
import { createLimiters, SignInGuard } from "../../check/index.ts";
import type { QueueStore, Settlement } from "../../queue/ports.ts";
import type { AccountId } from "../../terms/ids.ts";
import { defaultLimits } from "../../terms/limits.ts";
import { refuse } from "../../terms/refusals/index.ts";
import { exposition, metric } from "./format.ts";
import { counted, createMetrics, type MetricsDependencies, Tallies } from "./index.ts";

const OPERATOR = "ak_operator";

function world(change: Partial<MetricsDependencies> = {}) {
	const tallies = new Tallies();
	const limiters = createLimiters(defaultLimits);
	const signIns = new SignInGuard();
	const keyOf = (accountId: AccountId | null) => ({ kind: "key", key: { accountId } }) as never;
	const metrics = createMetrics({
		version: "1.2.3",
		startedAt: 5_000,
		now: () => 0,
		tallies,
		limiters,
		limits: defaultLimits,
		signIns,
		queue: {
			depth: async () => ({
				queued: 1,
				leased: 2,
				deferred: 3,
				held: 4,
				memory: { recipients: 5, attempts: 6, unrecorded: 7, contentBytes: 8, paused: 0, suspended: false },
			}),
		},
		storeLagMs: () => 250,
		apiKeys: {
			async authenticate(token) {
				if (token === OPERATOR) return keyOf(null);
				return token === "ak_account" ? keyOf(aSender().account.id) : { kind: "unknown" };
			},
		},
		isOpenTo: (address) => address === "192.0.2.9",
		incident: () => "incident-1",
		...change,
	});
	const get = (key: string | null = OPERATOR, address = "192.0.2.1", method = "GET") =>
		metrics(
			new Request("http://relay.example/metrics", {
				method,
				headers: key === null ? {} : { authorization: `Bearer ${key}` },
			}),
			address,
		);
	return { get, tallies, limiters, signIns };
}

test("a metric is help, type and samples, whatever its labels hold", () => {
	const odd = { name: "a_total", help: "One\\two\nthree", kind: "counter", samples: [] } as const;
	assert.equal(
		exposition([
			{
				...odd,
				samples: [{ labels: { x: 'q"\\\n', y: "1" }, value: 2 }, { value: Number.POSITIVE_INFINITY }],
			},
			metric("gauge", "b", "B.", 0.5),
		]),
		'# HELP a_total One\\\\two\\nthree\n# TYPE a_total counter\na_total{x="q\\"\\\\\\n",y="1"} 2\na_total +Inf\n' +
			"# HELP b B.\n# TYPE b gauge\nb 0.5\n",
	);
});

test("the operator's key opens it, an account's or none does not, and a named network needs none", async () => {
	const { get } = world();
	assert.equal((await get()).status, 200);
	assert.match((await get()).headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
	for (const key of [null, "ak_account", "ak_wrong"]) assert.equal((await get(key)).status, 401);
	assert.equal((await get(null, "192.0.2.9")).status, 200);
	assert.equal((await get(OPERATOR, "192.0.2.1", "POST")).status, 405);
});

test("what happened and what is now can be read", async () => {
	const { get, tallies, limiters, signIns } = world();
	const place = limiters.places.arrive();
	assert.ok("identify" in place);
	place.identify("192.0.2.1");
	limiters.userSessions.enter("user", 50);
	limiters.rates.take("recipients", aSender(), 0);
	for (let i = 0; i < 10; i++) limiters.logins.failed("192.0.2.7", "shop", 0);
	tallies.refused(refuse("credentials-invalid"));
	tallies.refused(refuse("credentials-invalid"));
	tallies.accepted({ recipients: [{}, {}] } as never);
	for (let i = 0; i < 10; i++) signIns.failed("192.0.2.7", "ann@shop.example", 0);
	for (const type of ["quota.warning", "quota.warning", "message.delivered"] as const)
		await tallies.tell({ type });
	const text = await (await get()).text();
	for (const line of [
		'angarium_info{version="1.2.3"} 1',
		"process_start_time_seconds 5",
		"angarium_store_lag_seconds 0.25",
		"angarium_messages_accepted_total 1",
		"angarium_recipients_accepted_total 2",
		'angarium_refusals_total{reason="credentials-invalid"} 2',
		"angarium_rate_buckets 2",
		"angarium_connections 1",
		'angarium_session_holders{scope="address"} 1',
		'angarium_sessions_most{scope="user"} 1',
		'angarium_sessions_limit{scope="account"} 200',
		"angarium_authentication_failures_total 10",
		'angarium_login_blocks{of="network"} 1',
		'angarium_login_blocks{of="user_at_network"} 1',
		"angarium_sign_in_failures_total 10",
		"angarium_sign_in_blocks 1",
		"angarium_people_on_guard 0",
		'angarium_events_total{type="quota.warning"} 2',
		'angarium_queue_recipients{state="deferred"} 3',
		"angarium_attempts 6",
	])
		assert.ok(text.includes(`\n${line}\n`), `${line} is not in\n${text}`);
});

test("every name stands once, with its type, and no label holds an address", async () => {
	const { get, limiters } = world();
	limiters.logins.failed("192.0.2.7", "shop", 0);
	const text = await (await get()).text();
	const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
	assert.equal(new Set(names.map(([, name]) => name)).size, names.length);
	for (const [, name, kind] of names) {
		assert.match(name ?? "", /^(?:angarium|process)_[a-z_]+$/);
		assert.equal(name?.endsWith("_total"), kind === "counter");
	}
	assert.doesNotMatch(text, /192\.0\.2|shop/);
});

test("outcomes are counted once they are on disk, by causes of the catalogue only", async () => {
	const { get, tallies } = world();
	let fails = true;
	const store = {
		async complete() {
			if (fails) throw new Error("disk");
		},
	} as unknown as QueueStore;
	const settlement = (cause?: string) => ({ to: "bounced", cause }) as unknown as Settlement;
	const counting = counted(store, tallies);
	await assert.rejects(counting.complete([settlement("mailbox-full")], []));
	fails = false;
	await counting.complete([settlement("mailbox-full"), settlement("made up"), settlement()], []);
	const text = await (await get()).text();
	const outcomes = text.split("\n").filter((line) => line.startsWith("angarium_outcomes_total{"));
	assert.deepEqual(outcomes.sort(), [
		'angarium_outcomes_total{outcome="bounced",cause=""} 1',
		'angarium_outcomes_total{outcome="bounced",cause="mailbox-full"} 1',
		'angarium_outcomes_total{outcome="bounced",cause="unknown"} 1',
	]);
});

test("a store that cannot be asked is an incident, and no metrics", async () => {
	const { get } = world({ queue: { depth: () => Promise.reject(new Error("disk")) } });
	const response = await get();
	assert.equal(response.status, 503);
	assert.match(await response.text(), /incident-1/);
});
