/** A reception whose ports are in memory, and sessions with it. */

import assert from "node:assert/strict";
import { createReception } from "../../src/accept/index.ts";
import type { AcceptPorts, RefusedFacts } from "../../src/accept/ports.ts";
import type { Arrival, ContentSink, Submission } from "../../src/accept/sessions.ts";
import { createChecks, createLimiters } from "../../src/check/index.ts";
import type { Sender } from "../../src/terms/identity.ts";
import { defaultLimits, type Limits } from "../../src/terms/limits.ts";
import type { Client, NewMessage } from "../../src/terms/message.ts";
import type { Refusal } from "../../src/terms/refusals/index.ts";
import { asText } from "./as-text.ts";
import { aSender } from "./builders.ts";
import { virtualClock } from "./clock.ts";

export const TLS = { version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256" };
export const MAIL = {
	sizeBytes: null,
	body: null,
	smtpUtf8: false,
	dsnReturn: null,
	envelopeId: null,
} as const;
export const RCPT = { notify: null, originalRecipient: null };

export const CLEAN = {
	wireBytes: 100,
	bareCr: false,
	bareLf: false,
	nul: false,
	eightBit: false,
	longestLineBytes: 70,
	lineCount: 5,
};

export const MESSAGE = "From: Ann <ann@shop.example>\r\nTo: b@client.example\r\nSubject: Hello\r\n\r\nhi\r\n";

interface World {
	readonly accepted: NewMessage[];
	readonly refused: RefusedFacts[];
	readonly discarded: string[];
	readonly staged: Map<string, Buffer[]>;
	readonly incidents: string[];
}

/** A reception over a spool in memory, and the sender "user" with the password "right". */
export function reception(
	change: Partial<AcceptPorts> = {},
	limits: Partial<Limits> = {},
	sender: Sender = aSender(),
) {
	const world: World = { accepted: [], refused: [], discarded: [], staged: new Map(), incidents: [] };
	const clock = virtualClock(Date.UTC(2026, 0, 5));
	const all = { ...defaultLimits, ...limits };
	let serial = 0;
	const ports: AcceptPorts = {
		checks: createChecks(all),
		limiters: createLimiters(all),
		spool: {
			lagMs: 0,
			async stage(message, index, chunk) {
				const pieces = world.staged.get(message) ?? [];
				pieces[index] = chunk;
				world.staged.set(message, pieces);
			},
			discard: (message) => void world.discarded.push(message),
			async *staged(message) {
				yield* world.staged.get(message) ?? [];
			},
			async accept(message) {
				world.accepted.push(message);
				return { kind: "accepted" };
			},
			keyUses: async () => [],
		},
		identities: {
			sender: async (username) => (username === "user" ? sender : undefined),
			refresh: () => sender,
			passwordMatches: (known, password) => known !== undefined && password === "right",
			connected: () => {},
			loginFailed: () => {},
			quota: async () => ({
				period: 0,
				periodStart: 0,
				renewsAt: Number.MAX_SAFE_INTEGER,
				limit: 0,
				used: 0,
			}),
		},
		clock,
		randomBytes: (count) => Buffer.alloc(count, ++serial),
		suppression: () => undefined,
		lookUpDomain: () => "takes-mail",
		inspector: { open: asText },
		scanner: null,
		storage: () => ({ freeBytes: 50e9, totalBytes: 100e9 }),
		queued: () => {},
		queueHasRoom: () => true,
		refused: (refused) => void world.refused.push(refused),
		incident: (during) => {
			world.incidents.push(during);
			return "incident-1";
		},
		...change,
	};
	const configuration = { hostname: "relay.example", limits: all, requiresTls: true, benchUsername: null };
	const door = createReception(ports, configuration);
	const connect = (address = "192.0.2.1"): Submission | Refusal => {
		const client: Client = { sessionId: "s", door: "submission", address, port: 1 };
		return door.connect(client, () => ["S: 220"]);
	};
	const arrive = (address = "192.0.2.1"): { arrival: Arrival; refusal: Refusal | undefined } => {
		const arrival = door.arrived() as Arrival;
		return { arrival, refusal: arrival.from(address) };
	};
	return { world, clock, arrive, connect, ports };
}

type Reception = ReturnType<typeof reception>;
export const reasonOf = (answer: unknown): string | undefined =>
	(answer as { reason?: string } | undefined)?.reason;

export async function loggedIn({ connect }: Reception): Promise<Submission> {
	const session = connect() as Submission;
	session.greeted("client.example", TLS);
	assert.equal(await session.authenticate("user", "right"), undefined);
	return session;
}

export async function open(world: Reception): Promise<{ session: Submission; sink: ContentSink }> {
	const session = await loggedIn(world);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	assert.equal(await session.rcpt("b@client.example", RCPT), undefined);
	return { session, sink: (await session.content()) as ContentSink };
}

export async function sent(world: Reception, content = MESSAGE, findings = {}): Promise<string | undefined> {
	const { sink } = await open(world);
	await sink.write(Buffer.from(content));
	return reasonOf(await sink.end({ ...CLEAN, ...findings }));
}
