/**
 * What each account may still send, to the recipient: what the store has counted plus what open transactions
 * were promised.
 *
 * A promise is taken at RCPT and becomes a count in the commit that writes the message, or is given back. The
 * store checks again inside that commit, so that several processes over one store cannot over-send either.
 */

import type { Clock } from "../terms/clock.ts";
import type { Account } from "../terms/identity.ts";
import type { AccountId } from "../terms/ids.ts";
import type { BillingPeriod } from "../terms/message.ts";
import { quotaAt } from "../terms/plan.ts";
import type { QuotaFacts } from "../terms/submission.ts";
import type { MaybePromise } from "./maybe.ts";
import type { QuotaState } from "./ports.ts";

/** One billing period of an account. */
interface Entry {
	period: BillingPeriod;
	/** The borders of periods are where this zone has them. */
	timeZone: string;
	used: number;
	promised: number;
}

/** A promise of `recipients` to one transaction, all of one billing period. */
export interface Promised {
	readonly account: AccountId;
	readonly period: BillingPeriod;
	recipients: number;
}

export class QuotaLedger {
	readonly #clock: Clock;
	readonly #ask: (account: AccountId) => Promise<QuotaState>;
	readonly #entries = new Map<AccountId, Entry>();
	readonly #asked = new Map<AccountId, Promise<Entry>>();

	constructor(clock: Clock, ask: (account: AccountId) => Promise<QuotaState>) {
		this.#clock = clock;
		this.#ask = ask;
	}

	/** What is used of the account's limit now. Asks the store once for each billing period. */
	state(account: Account): MaybePromise<QuotaFacts> {
		const entry = this.#current(account.id);
		if (entry?.timeZone === account.timeZone) return this.#facts(entry, account);
		return this.#load(account).then((loaded) => this.#facts(loaded, account));
	}

	/** Adds one recipient to the promise. Only after `state` said that one is left, with nothing awaited since. */
	promise(account: AccountId, promised: Promised | undefined): Promised | undefined {
		const entry = this.#current(account);
		if (entry === undefined) return promised;
		// The period has turned within the transaction: what was promised counts in the one that it was promised in.
		if (promised !== undefined && promised.period.period !== entry.period.period) {
			promised.recipients++;
			return promised;
		}
		entry.promised++;
		if (promised === undefined) return { account, period: entry.period, recipients: 1 };
		promised.recipients++;
		return promised;
	}

	/** The message was written, and the store has counted its recipients. */
	keep(promised: Promised): void {
		const entry = this.#of(promised);
		if (entry === undefined) return;
		entry.promised -= promised.recipients;
		entry.used += promised.recipients;
	}

	giveBackOne(promised: Promised): void {
		const entry = this.#of(promised);
		if (entry !== undefined) entry.promised--;
		promised.recipients--;
	}

	giveBack(promised: Promised): void {
		const entry = this.#of(promised);
		if (entry !== undefined) entry.promised -= promised.recipients;
	}

	/** The store knows of more than this process has counted. */
	correct(promised: Promised, used: number): void {
		const entry = this.#of(promised);
		if (entry !== undefined) entry.used = Math.max(entry.used, used);
	}

	#current(account: AccountId): Entry | undefined {
		const entry = this.#entries.get(account);
		return entry !== undefined && this.#clock.now() < entry.period.renewsAt ? entry : undefined;
	}

	/** A promise of a period that has ended counts in that period, which nobody asks for any more. */
	#of({ account, period }: Promised): Entry | undefined {
		const entry = this.#entries.get(account);
		return entry?.period.period === period.period ? entry : undefined;
	}

	#load({ id, timeZone }: Account): Promise<Entry> {
		const asked = this.#asked.get(id);
		if (asked !== undefined) return asked;
		const loading = this.#ask(id)
			.then(({ limit: _, used, ...period }) => {
				const known = this.#entries.get(id);
				if (known?.period.period === period.period) return Object.assign(known, { period, timeZone });
				const entry: Entry = { period, timeZone, used, promised: 0 };
				this.#entries.set(id, entry);
				return entry;
			})
			.finally(() => this.#asked.delete(id));
		this.#asked.set(id, loading);
		return loading;
	}

	#facts({ period, used, promised }: Entry, account: Account): QuotaFacts {
		return {
			limit: quotaAt(account, this.#clock.now()),
			used: used + promised,
			renewsAt: period.renewsAt,
		};
	}
}
