/** What is sent: the event as JSON, with the headers by which the receiver knows that it was us. */

import { createHmac } from "node:crypto";
import { type Instant, SECOND } from "../../terms/clock.ts";

/** Properties of events that are moments: milliseconds inside, RFC 3339 outside. */
const MOMENTS: ReadonlySet<string> = new Set([
	"at",
	"changedAt",
	"checkedAt",
	"from",
	"nextAttemptAt",
	"periodStart",
	"renewsAt",
]);

export interface Told {
	readonly type: string;
	readonly at: Instant;
	readonly data: object;
}

/** Standard Webhooks, "Payload structure". */
export const bodyOf = ({ type, at, data }: Told): string =>
	JSON.stringify({ type, timestamp: new Date(at).toISOString(), data }, (key, value: unknown) =>
		MOMENTS.has(key) && typeof value === "number" ? new Date(value).toISOString() : value,
	);

export const SECRET_PREFIX = "whsec_";
/** Standard Webhooks: from 24 to 64 octets. */
export const SECRET_BYTES = 32;

/**
 * Standard Webhooks, "Webhook headers": one signature for each secret that holds, the newest first. `id` is the same
 * however often the event is sent; the time is that of the attempt.
 */
export function headersOf(
	{ id, body }: { readonly id: string; readonly body: string },
	secrets: readonly string[],
	now: Instant,
	userAgent: string,
): Readonly<Record<string, string>> {
	const timestamp = String(Math.floor(now / SECOND));
	const signatures = secrets.map((secret) => {
		const key = Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
		return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
	});
	return {
		"content-type": "application/json",
		"user-agent": userAgent,
		"webhook-id": id,
		"webhook-timestamp": timestamp,
		"webhook-signature": signatures.join(" "),
	};
}
