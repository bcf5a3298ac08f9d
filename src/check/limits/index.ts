/**
 * What counts over time: connections and sessions at once, messages and recipients a minute, failed log-ins. All in
 * memory, all bounded; a restart forgets it.
 */

import type { Instant } from "../../terms/clock.ts";
import type { Limits } from "../../terms/limits.ts";
import { LoginGuard } from "./logins.ts";
import { Places } from "./places.ts";
import { type RateNow, SendingRates, type SendsAtRates } from "./rates.ts";
import { SessionCounter } from "./sessions.ts";

export interface Limiters {
	readonly places: Places;
	/** Keys are ids of SMTP users. */
	readonly userSessions: SessionCounter;
	/** Keys are ids of accounts. */
	readonly accountSessions: SessionCounter;
	readonly rates: SendingRates;
	readonly logins: LoginGuard;
}

export const createLimiters = (limits: Limits): Limiters => ({
	places: new Places(limits),
	userSessions: new SessionCounter(),
	accountSessions: new SessionCounter(),
	rates: new SendingRates(limits),
	logins: new LoginGuard(limits),
});

interface OfBoth<Value> {
	readonly user: Value;
	readonly account: Value;
}

/** How near one SMTP user and its account are to their limits. */
export interface LimitsNow {
	readonly sessions: OfBoth<{ readonly open: number; readonly limit: number }>;
	readonly recipients: OfBoth<RateNow>;
	readonly messages: OfBoth<RateNow>;
	/** Where log-ins as this user are blocked; networks that are blocked whoever asks are not named. */
	readonly blocks: readonly { readonly network: string; readonly until: Instant }[];
	/** Set while strangers guess at this user: each then has one try. */
	readonly onGuardUntil: Instant | null;
}

export function limitsNow(
	{ userSessions, accountSessions, rates, logins }: Limiters,
	{ sessionsPerUser, sessionsPerAccount }: Limits,
	sender: SendsAtRates,
	now: Instant,
): LimitsNow {
	const { user } = sender;
	const rate = (counted: "recipients" | "messages"): OfBoth<RateNow> => ({
		user: rates.now(counted, "user", sender, now),
		account: rates.now(counted, "account", sender, now),
	});
	return {
		sessions: {
			user: { open: userSessions.open(user.id), limit: sessionsPerUser },
			account: { open: accountSessions.open(user.accountId), limit: sessionsPerAccount },
		},
		recipients: rate("recipients"),
		messages: rate("messages"),
		blocks: logins.blocksOf(user.username, now),
		onGuardUntil: logins.onGuardUntil(user.username, now),
	};
}
