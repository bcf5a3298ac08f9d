/**
 * What is kept in memory of the suppression lists, so that RCPT is answered without asking the database: all
 * addresses of accounts that have few. An account that has many is known to be such, and is asked about.
 *
 * It only ever says "surely not": a hit is for the database to confirm. Memory is bounded by the addresses that are
 * kept in all; the account that was asked about longest ago goes first.
 */

export interface SuppressedLimits {
	/** Most addresses of one account that are kept. */
	readonly perAccount: number;
	/** The same of all accounts together. */
	readonly addresses: number;
	readonly accounts: number;
}

/** 200,000 addresses are about 20 MB. */
export const defaultSuppressedLimits: SuppressedLimits = {
	perAccount: 10_000,
	addresses: 200_000,
	accounts: 10_000,
};

/** Null: too many to keep. */
type Known = Set<string> | null;

export class SuppressedAddresses {
	readonly limits: SuppressedLimits;
	/** The account that was asked about longest ago comes first. */
	readonly #accounts = new Map<string, Known>();
	#addresses = 0;

	constructor(limits: SuppressedLimits = defaultSuppressedLimits) {
		this.limits = limits;
	}

	/** Addresses that are held in memory now. */
	get size(): number {
		return this.#addresses;
	}

	/** False: it is surely not suppressed. Undefined: nothing is known of this account, `learn` it. */
	mayHold(account: string, address: string): boolean | undefined {
		const known = this.#accounts.get(account);
		if (known === undefined) return undefined;
		this.#accounts.delete(account);
		this.#accounts.set(account, known);
		return known === null || known.has(address);
	}

	/** `addresses`: all of the account; when they are more than `perAccount`, only that there are many is kept. */
	learn(account: string, addresses: readonly string[]): void {
		this.forget(account);
		const known = addresses.length > this.limits.perAccount ? null : new Set(addresses);
		this.#accounts.set(account, known);
		this.#addresses += known?.size ?? 0;
		this.#shrink();
	}

	added(account: string, address: string): void {
		const known = this.#accounts.get(account);
		if (known === undefined || known === null || known.has(address)) return;
		known.add(address);
		this.#addresses++;
		if (known.size > this.limits.perAccount) {
			this.#addresses -= known.size;
			this.#accounts.set(account, null);
		}
		this.#shrink();
	}

	/** An account with many may have few now: it is learnt again when it is asked about. */
	removed(account: string, address: string): void {
		const known = this.#accounts.get(account);
		if (known === null) this.forget(account);
		else if (known?.delete(address)) this.#addresses--;
	}

	forget(account: string): void {
		this.#addresses -= this.#accounts.get(account)?.size ?? 0;
		this.#accounts.delete(account);
	}

	#shrink(): void {
		const { addresses, accounts } = this.limits;
		for (const account of this.#accounts.keys()) {
			if (this.#addresses <= addresses && this.#accounts.size <= accounts) return;
			this.forget(account);
		}
	}
}
