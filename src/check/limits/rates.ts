/** Messages and recipients a minute, of an SMTP user and of all the users of its account together. */

import type { Instant } from "../../terms/clock.ts";
import type { Sender } from "../../terms/identity.ts";
import type { Limits } from "../../terms/limits.ts";
import { planAt } from "../../terms/plan.ts";
import type { RateExceeded } from "../../terms/submission.ts";
import { RateLimiter } from "./bucket.ts";

/** Who sends, as far as rates go. */
export type SendsAtRates = Pick<Sender, "user" | "account">;

type Counted = RateExceeded["counted"];
type Scope = RateExceeded["scope"];

/** What is left of one rate. */
export interface RateNow {
	readonly perMinute: number;
	/** How many may come at once now. */
	readonly left: number;
	/** Until the next one; 0: now. */
	readonly waitMs: number;
}

export type RateLimits = Pick<
	Limits,
	| "recipientsPerMinute"
	| "messagesPerMinute"
	| "recipientsPerMinuteOfAccount"
	| "messagesPerMinuteOfAccount"
	| "rateBurstMs"
>;

export class SendingRates {
	readonly #limits: RateLimits;
	/** Ids of users and of accounts never collide: one table holds the buckets of both. */
	readonly #buckets: Readonly<Record<Counted, RateLimiter>>;

	constructor(limits: RateLimits) {
		this.#limits = limits;
		this.#buckets = {
			messages: new RateLimiter(limits.rateBurstMs),
			recipients: new RateLimiter(limits.rateBurstMs),
		};
	}

	/** Why no message can be begun now: its own rate, or no recipient could be taken. */
	forMessage(sender: SendsAtRates, now: Instant): RateExceeded | undefined {
		return longer(this.#exceeded("messages", sender, now), this.#exceeded("recipients", sender, now));
	}

	forRecipient(sender: SendsAtRates, now: Instant): RateExceeded | undefined {
		return this.#exceeded("recipients", sender, now);
	}

	take(counted: Counted, sender: SendsAtRates, now: Instant): void {
		const buckets = this.#buckets[counted];
		buckets.take(sender.user.id, this.#perMinute(counted, "user", sender, now), now);
		buckets.take(sender.account.id, this.#perMinute(counted, "account", sender, now), now);
	}

	now(counted: Counted, scope: Scope, sender: SendsAtRates, now: Instant): RateNow {
		const perMinute = this.#perMinute(counted, scope, sender, now);
		const key = sender[scope].id;
		const buckets = this.#buckets[counted];
		return {
			perMinute,
			left: buckets.left(key, perMinute, now),
			waitMs: buckets.waitMs(key, perMinute, now),
		};
	}

	/** Buckets in memory. */
	get size(): number {
		return this.#buckets.messages.size + this.#buckets.recipients.size;
	}

	#exceeded(counted: Counted, sender: SendsAtRates, now: Instant): RateExceeded | undefined {
		const { user, account } = sender;
		const ofUser = this.#perMinute(counted, "user", sender, now);
		const ofAccount = this.#perMinute(counted, "account", sender, now);
		const userMs = this.#buckets[counted].waitMs(user.id, ofUser, now);
		const accountMs = this.#buckets[counted].waitMs(account.id, ofAccount, now);
		if (userMs === 0 && accountMs === 0) return undefined;
		return userMs >= accountMs
			? { counted, scope: "user", limit: ofUser, waitMs: userMs }
			: { counted, scope: "account", limit: ofAccount, waitMs: accountMs };
	}

	/**
	 * A user's own rate, and a plan's, is of recipients; its messages may be as many, since each has one at least.
	 */
	#perMinute(counted: Counted, scope: Scope, { user, account }: SendsAtRates, now: Instant): number {
		const limits = this.#limits;
		if (scope === "account") {
			const ofPlan = planAt(account, now)?.limits.recipientsPerMinute ?? null;
			return counted === "recipients"
				? (ofPlan ?? limits.recipientsPerMinuteOfAccount)
				: Math.max(limits.messagesPerMinuteOfAccount, ofPlan ?? 0);
		}
		const own = user.recipientsPerMinute;
		if (counted === "recipients") return own ?? limits.recipientsPerMinute;
		return Math.max(limits.messagesPerMinute, own ?? 0);
	}
}

/** The one that has to be waited for longest: waiting so long then suffices for both. */
const longer = (a: RateExceeded | undefined, b: RateExceeded | undefined): RateExceeded | undefined =>
	(a?.waitMs ?? 0) >= (b?.waitMs ?? 0) ? a : b;
