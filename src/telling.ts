/** Who is told of events: webhooks, and whoever else listens. */

import { anyOf } from "./doors.ts";
import type { RunOptions, World } from "./open-world.ts";
import { createGuard } from "./relay/guard.ts";
import { createTelling, createWebhooks, type EventListener, type Webhooks } from "./report/index.ts";
import type { Vault } from "./report/ports.ts";
import { deriveKey, open, SEAL_IV_BYTES, seal } from "./setup/secrets.ts";
import { SECOND } from "./terms/clock.ts";
import { VERSION } from "./version.ts";
import { systemClock } from "./world/clock.ts";
import { random, randomBytes } from "./world/randomness.ts";
import { createWebhookClient } from "./world/webhook-client/index.ts";

export interface OpenTelling {
	readonly webhooks: Webhooks;
	/** What is under way is waited for, up to a time. */
	stop(deadlineMs: number): Promise<void>;
}

/** What is not answered by then is sent again after the next start. */
const LAST_ANSWERS_MS = 2 * SECOND;

/** In try mode, receivers on this machine are what there is to try it with. */
const LOOPBACK = ["127.0.0.0/8", "::1"];

export async function openTelling(
	{ configuration, tryMode }: RunOptions,
	{ store, resolver, serverKey, log }: World,
	listeners: readonly EventListener[],
): Promise<OpenTelling> {
	const { allowPrivate, keepDays, backlog } = configuration.webhooks;
	const networks = tryMode ? [...allowPrivate, ...LOOPBACK] : allowPrivate;
	const allowsPlain = anyOf("webhooks.allowPrivate", networks);
	const { allows } = createGuard(networks, []);
	const fault = (during: string, error: unknown): void => void log.incident(during, error);
	const client = createWebhookClient({ resolver, allows, allowsPlain });
	const webhooks = createWebhooks(
		{
			store: store.webhooks,
			client,
			vault: vaultOf(serverKey),
			clock: systemClock,
			...{ random, randomBytes, fault },
		},
		{
			userAgent: `Angarium/${VERSION}`,
			...{ allows, allowsPlain, backlog },
			knowsPlain: networks.length > 0,
			keptDays: keepDays,
		},
	);
	const { outbox } = store;
	const telling = createTelling({ outbox, fanOut: webhooks.fanOut, listeners, clock: systemClock, fault });
	await webhooks.start();
	telling.start();
	return {
		webhooks,
		async stop(deadlineMs) {
			await telling.stop();
			await webhooks.stop(Math.min(deadlineMs, LAST_ANSWERS_MS));
			client.close();
		},
	};
}

function vaultOf(serverKey: Buffer): Vault {
	const key = deriveKey(serverKey, "webhook-secret");
	return {
		seal: (context, secret) => seal(key, randomBytes(SEAL_IV_BYTES), context, Buffer.from(secret)),
		open: (context, sealed) => open(key, context, sealed).toString(),
	};
}
