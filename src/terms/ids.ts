/**
 * Identifiers: 26 characters of Crockford's base 32, the first ten of them the moment in milliseconds, the
 * rest random. Sorting ids sorts by time, which is what makes newest-first pages need no other index.
 */

import type { Instant } from "./clock.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AccountId = Branded<"account">;
export type DomainId = Branded<"domain">;
export type SmtpUserId = Branded<"smtp-user">;
export type ApiKeyId = Branded<"api-key">;
export type PersonId = Branded<"person">;
export type AuditId = Branded<"audit">;
export type InvitationId = Branded<"invitation">;
export type PlanId = Branded<"plan">;
export type PlanRequestId = Branded<"plan-request">;
export type EventId = Branded<"event">;
export type WebhookId = Branded<"webhook">;
export type WebhookDeliveryId = Branded<"webhook-delivery">;
export type SuppressionId = Branded<"suppression">;
export type MessageId = Branded<"message">;
/** One row of Activity: `<message id>.<recipient index>`, or an id of its own for a refusal. */
export type ActivityId = Branded<"activity">;

/** Crockford's base 32: no I, L, O or U, so that an id survives being read aloud. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;
export const ID_CHARACTERS = TIME_CHARACTERS + RANDOM_CHARACTERS;

/** Octets of randomness that one id takes. */
export const ID_RANDOM_BYTES = RANDOM_CHARACTERS;

/** `random` holds {@link ID_RANDOM_BYTES} random octets; five bits of each are used (80 in all). */
export function makeId<Id extends string>(now: Instant, random: Uint8Array): Id {
	let time = "";
	for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32)) {
		time = ALPHABET.charAt(rest % 32) + time;
	}
	let tail = "";
	for (let i = 0; i < RANDOM_CHARACTERS; i++) tail += ALPHABET.charAt((random[i] ?? 0) & 31);
	return (time + tail) as Id;
}

/** The smallest id of a moment: for time ranges over ids. */
export const firstIdAt = (at: Instant): string => makeId(at, new Uint8Array(ID_RANDOM_BYTES));

/** The moment that an id was made at. */
export function idTime(id: string): Instant {
	let at = 0;
	for (const character of id.slice(0, TIME_CHARACTERS)) at = at * 32 + ALPHABET.indexOf(character);
	return at;
}

/** Whether a string that a stranger sent can be an id of ours. */
export const isId = (text: string): boolean => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);

export const activityIdOf = (message: MessageId, index: number): ActivityId =>
	`${message}.${String(index).padStart(4, "0")}` as ActivityId;

/** Whose messages of the service itself are: nobody's account, so that the operator alone sees them in Activity. */
export const SERVICE_ACCOUNT = "00000000000000000000000000" as AccountId;
