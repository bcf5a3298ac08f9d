/** Webhooks over a test's store, and receivers for them: real servers on loopback. */

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { Webhook as Verifier } from "standardwebhooks";
import { createGuard } from "../../src/relay/guard.ts";
import { createWebhooks, type WebhookConfiguration, type Webhooks } from "../../src/report/index.ts";
import type { WebhookPorts } from "../../src/report/ports.ts";
import { open, SEAL_IV_BYTES, seal } from "../../src/setup/secrets.ts";
import type { Clock } from "../../src/terms/clock.ts";
import { createWebhookClient } from "../../src/world/webhook-client/index.ts";
import type { Json } from "./json.ts";
import type { TestStore } from "./store.ts";

const KEY = Buffer.alloc(32, 9);

export const vault: WebhookPorts["vault"] = {
	seal: (context, secret) => seal(KEY, randomBytes(SEAL_IV_BYTES), context, Buffer.from(secret)),
	open: (context, sealed) => open(KEY, context, sealed).toString(),
};

const guard = createGuard(["127.0.0.0/8"], []);
const isLoopback = (address: string): boolean => address.startsWith("127.");

export const onLoopback: WebhookConfiguration = {
	userAgent: "Angarium/1.2.3",
	allows: guard.allows,
	allowsPlain: isLoopback,
	knowsPlain: true,
	keptDays: 14,
	backlog: 1_000,
};

/** Sends really, to loopback. Nothing is sent before it is started. */
export function webhooksOver(
	{ store, clock }: { readonly store: TestStore; readonly clock: Clock },
	ports: Partial<WebhookPorts> = {},
	configuration: Partial<WebhookConfiguration> = {},
): Webhooks {
	return createWebhooks(
		{
			store: store.webhooks,
			client: createWebhookClient({
				resolver: { addresses: async () => ({ kind: "no-domain" }) },
				allows: guard.allows,
				allowsPlain: isLoopback,
			}),
			vault,
			clock,
			random: () => 0,
			randomBytes,
			fault: (during, error) => {
				throw new Error(during, { cause: error });
			},
			...ports,
		},
		{ ...onLoopback, ...configuration },
	);
}

export interface Received {
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	readonly body: Json;
}

export interface Receiver {
	readonly url: string;
	readonly received: Received[];
	/** Throws when it was not signed by this secret. The moment is that of the request, whatever the clock says. */
	verify(received: Received, secret: string): void;
}

/** Answers 204 unless told otherwise. */
export async function aReceiver(
	t: TestContext,
	answer: (response: ServerResponse, received: Received) => void = (response) =>
		response.writeHead(204).end(),
): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer(async (request: IncomingMessage, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString();
		const one = { headers: request.headers as Record<string, string>, text, body: JSON.parse(text) as Json };
		received.push(one);
		answer(response, one);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
		received,
		verify: (one, secret) => verify(one, secret),
	};
}

/** The independent judge refuses what is older than five minutes by the machine's clock; tests have a clock of their own. */
function verify({ headers, text }: Received, secret: string): void {
	const verifier = new Verifier(secret);
	const signedAt = Number(headers["webhook-timestamp"]) * 1_000;
	const now = Date.now;
	Date.now = () => signedAt;
	try {
		verifier.verify(text, headers as Record<string, string>);
	} finally {
		Date.now = now;
	}
}

/** Real I/O is under way: resolves once it has brought `is` about. */
export async function until(is: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = performance.now() + 10_000;
	while (!(await is())) {
		if (performance.now() > deadline) throw new Error(`it did not come to be that ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
