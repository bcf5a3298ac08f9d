/**
 * Mail leaves for weeks of moved time while keys are rotated, once by order, once again, once after a leak. The
 * receiver verifies each message when it takes it, with an independent verifier, against what the zone holds then.
 */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { createQueue } from "../../src/queue/index.ts";
import { createRelay } from "../../src/relay/index.ts";
import { BodyHasher } from "../../src/rfc/dkim/body-hash.ts";
import { createSetup, isProblem, type Problem, type Setup } from "../../src/setup/index.ts";
import type { Verifier } from "../../src/setup/verification-ports.ts";
import { DAY, HOUR, MINUTE } from "../../src/terms/clock.ts";
import type { SendingDomain } from "../../src/terms/identity.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import { dialer } from "../../src/world/dial.ts";
import { generateKey, sign } from "../../src/world/keys.ts";
import { aMessage, newId, recipientsAt } from "../contracts/messages.ts";
import { type VirtualClock, virtualClock } from "../support/clock.ts";
import { relayConfiguration } from "../support/relay-configuration.ts";
import { type SunkMessage, startSink } from "../support/sink.ts";
import { openTestStore, type TestStore } from "../support/store.ts";

const BODY = Buffer.from("Your order is on its way.\r\n");
interface Delivered {
	readonly to: string;
	readonly subject: string;
	/** Each signature's selector, algorithm and what the verifier said, at the moment of delivery. */
	readonly signatures: readonly string[];
}

/** The texts of a zone, kept by what its listeners are told; and a customer whose CNAMEs lead there. */
function anInternet() {
	const texts = new Map<string, string>();
	const aliases = new Map<string, string>();
	const lookUp = (name: string): string | undefined => texts.get(aliases.get(name) ?? name);
	const verifier: Verifier = {
		checkRecords: async (_, expected) =>
			expected.map(({ purpose, name, txt }) => {
				const keySeen = txt === undefined ? {} : { keySeen: lookUp(name) === txt };
				return { purpose, state: "valid", ...keySeen };
			}),
	};
	const follow = (setup: Setup): void =>
		setup.zone.onChange(({ names, records }) => {
			for (const name of names) texts.delete(name);
			for (const { name, data } of records) if (data.type === "TXT") texts.set(name, data.text);
		});
	return { texts, aliases, lookUp, verifier, follow };
}

async function aService(t: TestContext) {
	const clock = virtualClock(Date.UTC(2026, 2, 3, 12));
	const store = await openTestStore(t, clock);
	const internet = anInternet();
	const faults: unknown[] = [];
	const fault = (_during: string, error: unknown): void => void faults.push(error);
	const common = { clock, random: () => 0.5, randomBytes, fault };
	const setup = createSetup(
		{
			...common,
			store: store.setup,
			plans: store.plans,
			audit: store.audit,
			verifier: internet.verifier,
			generateKey,
			serverKey: Buffer.alloc(32, 1),
		},
		{ zone: "relay.example" },
	);
	internet.follow(setup);
	const sink = await startSink();
	/** Hosts that cannot be found now. */
	const away = new Set<string>();
	const relay = createRelay(
		{
			...common,
			resolver: {
				mx: async (domain) =>
					away.has(domain)
						? { kind: "trouble", why: "no answer" }
						: { kind: "found", records: [{ preference: 10, exchange: "mx.client.example" }] },
				addresses: async () => ({ kind: "found", records: ["127.0.0.1"] }),
			},
			dialer,
			content: store.content,
			keys: setup.signingKeys,
			sign,
		},
		relayConfiguration(sink.port),
	);
	const queue = createQueue({
		...common,
		store: store.queue,
		steering: store.steering,
		relayer: relay,
		reporter: { report: async () => undefined },
	});
	const delivered = verifiedAtDelivery(sink.messages, internet.lookUp);
	await queue.start();
	setup.keyTask.start();
	t.after(async () => {
		await setup.keyTask.stop();
		await queue.stop(0);
		await relay.close();
		await sink[Symbol.asyncDispose]();
	});
	return { clock, store, setup, queue, internet, away, delivered, faults };
}

type Service = Awaited<ReturnType<typeof aService>>;

/** Verifies each message as it arrives; what the DNS says is taken down at that moment. */
function verifiedAtDelivery(
	messages: SunkMessage[],
	lookUp: (name: string) => string | undefined,
): Delivered[] {
	const delivered: Delivered[] = [];
	messages.push = (message) => {
		const now = new Map(
			["ag1", "ag2", "ag1e", "ag2e"].map((selector) => {
				const name = `${selector}._domainkey.shop.example`;
				return [name, lookUp(name)] as const;
			}),
		);
		const resolver = async (name: string) => {
			const text = now.get(name);
			if (text === undefined) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
			return [[text]];
		};
		void dkimVerify(message.content, { resolver } as never).then(({ results }) => {
			const signatures = results.map(({ selector, status }) => `${selector} ${status.result}`);
			const subject = /Subject: ([^\r]*)/.exec(message.content.toString())?.[1] ?? "";
			for (const to of message.to) delivered.push({ to, subject, signatures });
		});
		return messages.length;
	};
	return delivered;
}

async function send({ store, queue, clock }: Service, subject: string, ...to: readonly string[]) {
	const hasher = new BodyHasher();
	hasher.update(BODY);
	const header = Buffer.from(`From: orders@shop.example\r\nSubject: ${subject}\r\n\r\n`);
	const message = aMessage({
		id: newId<MessageId>(clock.now()),
		receivedAt: clock.now(),
		header,
		body: { kind: "inline", chunks: [BODY] },
		bodyHash: hasher.digest(),
		sizeBytes: header.length + BODY.length,
		subject,
		recipients: recipientsAt(...to),
	});
	assert.equal((await store.spool.accept(message)).kind, "accepted");
	queue.offer(message, { header, body: [BODY] });
}

/** Moves time on until something is so; sockets and threads work meanwhile in time of their own. */
async function until(what: string, clock: VirtualClock, isSo: () => boolean, stepMs = 0): Promise<void> {
	const deadline = performance.now() + 10_000;
	while (!isSo()) {
		assert.ok(performance.now() < deadline, what);
		if (stepMs > 0) await clock.advance(stepMs);
		await clock.settle();
	}
}

const ok = <Value extends object>(value: Value | Problem): Value => {
	assert.ok(!isProblem(value), JSON.stringify(value));
	return value as Value;
};

/** Time passes while a message an hour is sent, and records are looked up now and then. */
async function flow(service: Service, domain: SendingDomain, hours: number): Promise<void> {
	const { clock, delivered, setup } = service;
	for (let hour = 0; hour < hours; hour++) {
		const subject = `traffic ${clock.now()}`;
		await send(service, subject, "ann@client.example");
		await until(`${subject} arrives`, clock, () => delivered.some((one) => one.subject === subject));
		await clock.advance(HOUR);
		if (hour % 6 === 0) ok(await setup.domains.check(domain.id));
	}
}

async function aSignedDomain({ setup, internet, clock }: Service): Promise<SendingDomain> {
	const account = ok(await setup.accounts.create({ name: "Shop", monthlyRecipients: 1_000 }));
	const domain = ok(await setup.domains.create(account.id, "shop.example", { ed25519: true }));
	for (const { name, value } of await setup.domains.records(domain)) internet.aliases.set(name, value);
	const checked = ok(await setup.domains.check(domain.id));
	await clock.advance(10 * MINUTE);
	return checked;
}

const WAITING = ["bob@client.example", "eve@slow.example"] as const;

/** A message whose one recipient waits while something happens, and is delivered after it. */
async function acrossWhat(service: Service, subject: string, happens: () => Promise<unknown>): Promise<void> {
	const { clock, delivered, away } = service;
	away.add("slow.example");
	await send(service, subject, ...WAITING);
	const arrived = (to: string) => delivered.some((one) => one.subject === subject && one.to === to);
	await until(`${subject} arrives at the first`, clock, () => arrived(WAITING[0]));
	await happens();
	away.delete("slow.example");
	await until(`${subject} arrives at the second`, clock, () => arrived(WAITING[1]), MINUTE);
}

test("every message verifies when it is delivered, whatever keys are rotated while it waits", async (t) => {
	const service = await aService(t);
	const { setup, delivered, faults } = service;
	const domain = await aSignedDomain(service);
	const rotate = (leaked: boolean) => setup.domains.rotate(domain.id, { leaked });
	const selectors = (subject: string) =>
		delivered.filter((one) => one.subject === subject).map(({ signatures }) => signatures.join(", "));

	await flow(service, domain, 12);
	await acrossWhat(service, "first rotation", () => rotate(false));
	await flow(service, domain, (13 * DAY) / HOUR);
	await acrossWhat(service, "second rotation", async () => {
		await rotate(false);
		await flow(service, domain, 13);
	});
	await flow(service, domain, 12);
	await acrossWhat(service, "a leak", () => rotate(true));
	await flow(service, domain, 12);

	assert.deepEqual(selectors("first rotation"), ["ag1 pass, ag1e pass", "ag2 pass, ag2e pass"]);
	assert.deepEqual(selectors("second rotation"), ["ag2 pass, ag2e pass", "ag1 pass, ag1e pass"]);
	assert.deepEqual(selectors("a leak"), ["ag1 pass, ag1e pass", "ag2 pass, ag2e pass"]);
	const failed = delivered.filter(
		({ signatures }) => signatures.length !== 2 || signatures.some((one) => !one.endsWith(" pass")),
	);
	assert.deepEqual(failed, []);
	assert.ok(delivered.length > 300);
	assert.deepEqual(faults, []);
	await nothingSecretIn(service.store, setup, domain);
});

/** Private keys stay sealed, in the store and nowhere else. */
async function nothingSecretIn(store: TestStore, setup: Setup, domain: SendingDomain): Promise<void> {
	const shown = JSON.stringify([await setup.domains.keys(domain), await Array.fromAsync(setup.zone.pages())]);
	for (const { sealedPrivateKey } of await store.setup.dkimKeys(domain.id))
		assert.ok(!shown.includes(Buffer.from(sealedPrivateKey).toString("base64").slice(0, 40)));
}
