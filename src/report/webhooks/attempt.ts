/** One attempt: signs, posts, and says what it was. */

import type { Webhook, WebhookAttempt, WebhookDelivery } from "../../terms/webhook.ts";
import { failureOf } from "./outcome.ts";
import { headersOf } from "./payload.ts";
import type { Exchange, WebhookConfiguration, WebhookPorts } from "./ports.ts";

const RESPONSE_CHARACTERS = 4_096;

export interface Attempt {
	readonly exchange: Exchange;
	readonly attempt: WebhookAttempt;
}

/** What a secret is sealed for. */
export const secretContext = ({ id }: Pick<Webhook, "id">): string => `webhook ${id}`;

/** Rejects when the secret does not open. */
export async function attempt(
	webhook: Webhook,
	{ eventId, body }: WebhookDelivery,
	{ client, vault, clock }: Pick<WebhookPorts, "client" | "vault" | "clock">,
	{ userAgent }: Pick<WebhookConfiguration, "userAgent">,
): Promise<Attempt> {
	const at = clock.now();
	const { sealedSecret, previousSealedSecret, previousUntil, url } = webhook;
	const sealed = [sealedSecret];
	if (previousSealedSecret !== null && (previousUntil ?? 0) > at) sealed.push(previousSealedSecret);
	const secrets = sealed.map((one) => vault.open(secretContext(webhook), one));
	const headers = headersOf({ id: eventId, body }, secrets, at, userAgent);
	const exchange = await client.post({ url, headers, body });
	const { durationMs, address, status } = exchange;
	return {
		exchange,
		attempt: {
			at,
			durationMs: Math.round(durationMs),
			address,
			requestHeaders: headers,
			status,
			response: exchange.body.slice(0, RESPONSE_CHARACTERS),
			error: failureOf(exchange),
		},
	};
}
