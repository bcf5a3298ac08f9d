/**
 * What the store alone costs: accepting and completing messages of 4 kB in groups, and claiming 500 recipients
 * out of 100,000 due ones. CPU is that of the whole process, the worker threads' included.
 *
 *     node bench/store.ts [messages] [waiting at once] [recipients per message]
 */

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../src/store/sqlite/index.ts";
import type { Clock } from "../src/terms/clock.ts";
import { type AccountId, type DomainId, type MessageId, makeId, type SmtpUserId } from "../src/terms/ids.ts";
import type { NewMessage } from "../src/terms/message.ts";

const [messages = 20_000, waiting = 64, recipients = 1] = process.argv.slice(2).map(Number);

const clock: Clock = {
	now: () => Date.now(),
	monotonicMs: () => performance.now(),
	after: (delayMs, wake) => {
		const timer = setTimeout(wake, delayMs).unref();
		return { cancel: () => clearTimeout(timer) };
	},
};

const body = randomBytes(2600).toString("base64").slice(0, 3400);
const header = Buffer.from(`From: ann@client.example\r\nTo: x\r\nX-Filler: ${"y".repeat(500)}\r\n\r\n`);
const accounts = Array.from({ length: 20 }, () => makeId<AccountId>(clock.now(), randomBytes(16)));

function message(i: number, leased: boolean, destinations: number): NewMessage {
	const now = clock.now();
	return {
		id: makeId<MessageId>(now, randomBytes(16)),
		accountId: accounts[i % accounts.length] as AccountId,
		smtpUserId: "0000000000000000000000SMTP" as SmtpUserId,
		domainId: "00000000000000000000DOMAIN" as DomainId,
		signingDomain: "client.example",
		reversePath: "ann@client.example",
		author: "ann@client.example",
		subject: `Your order ${i} is on its way`,
		headerMessageId: `<${randomBytes(12).toString("hex")}@client.example>`,
		sizeBytes: header.length + body.length,
		header: Buffer.from(header),
		body: { kind: "inline", chunks: [Buffer.from(body)] },
		bodyHash: Buffer.alloc(32, i),
		traits: { eightBit: false, utf8: false, longestLineBytes: 76 },
		dsnReturn: null,
		envelopeId: null,
		receivedAt: now,
		session: {
			client: { sessionId: "S", door: "submission", address: "192.0.2.1", port: 4711 },
			helo: "client.example",
			tls: { version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384" },
			transcript: ["C: EHLO client.example", "S: 250-ok", "C: AUTH PLAIN ***", "S: 235 2.7.0 Welcome"],
		},
		recipients: Array.from({ length: recipients }, (_, index) => ({
			index,
			address: `user${randomBytes(4).toString("hex")}@d${i % destinations}.example`,
			domain: `d${i % destinations}.example`,
			notify: null,
			originalRecipient: null,
		})),
		quota: { period: 0, periodStart: 0, renewsAt: Number.MAX_SAFE_INTEGER, limit: 1e9 },
		attachments: [],
		notes: [],
		leased,
	};
}

const cpuMs = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};

async function measure(name: string, count: number, run: () => Promise<void>): Promise<void> {
	const cpu = cpuMs();
	const start = performance.now();
	await run();
	const ms = performance.now() - start;
	const perThousand = (cpuMs() - cpu) / count;
	console.log(
		`${name.padEnd(28)} ${perThousand.toFixed(3)} CPU s / 1,000   ${Math.round((count / ms) * 1000)}/s`,
	);
}

/** Keeps `waiting` of `count` under way. */
async function many(count: number, one: (i: number) => Promise<unknown>): Promise<void> {
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < count) await one(next++);
	};
	await Promise.all(Array.from({ length: waiting }, lane));
}

const folder = mkdtempSync(join(tmpdir(), "angarium-bench-"));
const opening = performance.now();
const store = await openStore({ folder, clock });
console.log(`open ${Math.round(performance.now() - opening)} ms`);

await many(200, (i) => store.spool.accept(message(i, true, 100)));
for (const round of [1, 2, 3]) {
	const made = Array.from({ length: messages }, (_, i) => message(i, true, 100));
	await measure(`accept (${round})`, messages, () =>
		many(messages, (i) => store.spool.accept(made[i] as NewMessage)),
	);
	await measure(`complete (${round})`, messages, () =>
		many(messages, (i) =>
			store.queue.complete(
				(made[i] as NewMessage).recipients.map(({ index }) => ({
					recipient: { message: (made[i] as NewMessage).id, index },
					attempt: 1,
					to: "delivered" as const,
					at: clock.now(),
					facts: {
						startedAt: clock.now(),
						durationMs: 12,
						host: "mx.d1.example",
						address: "198.51.100.7",
						tls: { version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384" },
						reply: "250 2.0.0 Ok: queued as 4XyZ",
					},
				})),
				[],
			),
		),
	);
	await measure(`both, interleaved (${round})`, messages, () =>
		many(messages, async (i) => {
			const one = message(i, true, 100);
			await store.spool.accept(one);
			await store.queue.complete(
				one.recipients.map(({ index }) => ({
					recipient: { message: one.id, index },
					attempt: 1,
					to: "delivered" as const,
					at: clock.now(),
					facts: { startedAt: clock.now(), durationMs: 12, reply: "250 2.0.0 Ok: queued as 4XyZ" },
				})),
				[],
			);
		}),
	);
}
await measure("100,000 waiting", 100_000, () =>
	many(100_000 / recipients, (i) => store.spool.accept(message(i, false, 1000))),
);
for (const except of [0, 0, 0, 400, 400]) {
	const start = performance.now();
	const claimed = await store.queue.claim({
		now: clock.now(),
		limit: 500,
		perDestination: 20,
		except: Array.from({ length: except }, (_, i) => `d${i}.example`),
	});
	const count = claimed.consignments.reduce((sum, { recipients: r }) => sum + r.length, 0);
	console.log(`claim of ${count}, ${except} excepted: ${(performance.now() - start).toFixed(1)} ms`);
}
await store.close();
rmSync(folder, { recursive: true });
