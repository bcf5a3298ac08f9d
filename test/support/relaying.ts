/** A relay over real sockets to a sink, and messages for it. */

import { generateKeyPairSync } from "node:crypto";
import { createRelay, type RelayConfiguration, type RelayPorts } from "../../src/relay/index.ts";
import type { SigningKey } from "../../src/relay/ports.ts";
import { BodyHasher } from "../../src/rfc/dkim/body-hash.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import type { Consignment, LeasedRecipient, QueuedMessage } from "../../src/terms/outcome.ts";
import { dialer } from "../../src/world/dial.ts";
import { sign } from "../../src/world/keys.ts";
import { virtualClock } from "./clock.ts";
import { relayConfiguration } from "./relay-configuration.ts";
import type { Sink } from "./sink.ts";

export const KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const ACTIVE: readonly SigningKey[] = [
	{ domain: "shop.example", selector: "s1", algorithm: "rsa-sha256", key: KEY.privateKey },
];

export const HEADER = Buffer.from(
	"From: Ann <ann@shop.example>\r\nTo: bob@client.example\r\nSubject: Hello\r\n\r\n",
);

export const BODY = Buffer.from("Hello\r\n.\r\n..two dots\r\n  blanks  \r\n\r\n");

export function bodyHashOf(body: Buffer): Buffer {
	const hasher = new BodyHasher();
	hasher.update(body);
	return hasher.digest();
}

let messages = 0;

export function aMessage(change: Partial<QueuedMessage> = {}): QueuedMessage {
	return {
		id: `MESSAGE${++messages}` as MessageId,
		accountId: "ACCOUNT",
		domainId: "DOMAIN",
		signingDomain: "shop.example",
		reversePath: "ann@shop.example",
		sizeBytes: HEADER.length + BODY.length,
		traits: { eightBit: false, utf8: false, longestLineBytes: 20 },
		bodyHash: bodyHashOf(BODY),
		dsnReturn: null,
		envelopeId: null,
		receivedAt: 0,
		content: { header: HEADER, body: [BODY] },
		...change,
	};
}

export function consignment(locals: readonly string[], change: Partial<QueuedMessage> = {}): Consignment {
	const message = aMessage(change);
	const recipients = locals.map(
		(local, index): LeasedRecipient => ({
			message: message.id,
			index,
			address: `${local}@client.example`,
			domain: "client.example",
			attempt: 1,
			interruptions: 0,
			notify: null,
			originalRecipient: null,
		}),
	);
	return { message, recipients };
}

interface Setting {
	readonly configuration?: Partial<RelayConfiguration>;
	readonly ports?: Partial<RelayPorts>;
	/** Addresses of mx.client.example, the sink's own when not said. */
	readonly addresses?: readonly string[];
}

export function relayTo(sink: Pick<Sink, "port">, setting: Setting = {}) {
	const clock = virtualClock();
	const faults: unknown[] = [];
	const ports: RelayPorts = {
		resolver: {
			mx: async () => ({ kind: "found", records: [{ preference: 10, exchange: "mx.client.example" }] }),
			addresses: async () => ({ kind: "found", records: setting.addresses ?? ["127.0.0.1"] }),
		},
		dialer,
		content: { read: async () => ({ header: HEADER, body: () => [BODY] }) },
		keys: {
			active: () => ACTIVE,
		},
		sign,
		clock,
		random: () => 0.5,
		fault: (_during, error) => faults.push(error),
		...setting.ports,
	};
	const relay = createRelay(ports, relayConfiguration(sink.port, setting.configuration));
	const send = (each: Consignment, signal = new AbortController().signal) =>
		relay.relay("client.example", each, signal);
	return { clock, faults, send, relay, [Symbol.asyncDispose]: () => relay.close() };
}
