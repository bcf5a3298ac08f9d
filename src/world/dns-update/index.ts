/**
 * Keeps what the service has in a zone true on an existing primary server, by dynamic updates (RFC 2136) signed with
 * TSIG. At the start, and after a time in which the server was not reached, everything is compared and the differences are
 * pushed; names of ours that nobody knows any more are emptied. What is sent is what holds at that moment, so that a try
 * that failed is simply made again.
 */

import type { ResourceRecord } from "../../rfc/dns/records.ts";
import { updateMessages } from "../../rfc/dns/update.ts";
import { type Clock, MINUTE, SECOND, type Timer } from "../../terms/clock.ts";
import { exchange, type PrimaryServer } from "./exchange.ts";
import { existingRecords, ours } from "./existing.ts";

export type { PrimaryServer } from "./exchange.ts";

export interface DnsUpdaterOptions {
	readonly server: PrimaryServer;
	readonly zone: string;
	/** Names that are the service's alone; the rest of the zone is the operator's. */
	readonly owns: (name: string) => boolean;
	/** All names that have records now. */
	readonly names: () => Iterable<string>;
	readonly recordsAt: (name: string) => readonly ResourceRecord[];
	readonly clock: Clock;
	readonly random: () => number;
	readonly log: (about: string, facts: Readonly<Record<string, string | number>>) => void;
}

export interface DnsUpdater {
	replace(change: { readonly names: readonly string[]; readonly records: readonly ResourceRecord[] }): void;
	/** Resolves when a push that is under way has ended. */
	close(): Promise<void>;
}

const FIRST_WAIT_MS = SECOND;
const LONGEST_WAIT_MS = 5 * MINUTE;

export function startDnsUpdater(options: DnsUpdaterOptions): DnsUpdater {
	const updater = new Updater(options);
	updater.wake();
	return updater;
}

class Updater implements DnsUpdater {
	readonly #options: DnsUpdaterOptions;
	#changed = new Set<string>();
	/** False until everything has been compared with what the server has. */
	#isCompared = false;
	#running: Promise<void> | null = null;
	#timer: Timer | null = null;
	#failures = 0;
	#closed = false;

	constructor(options: DnsUpdaterOptions) {
		this.#options = options;
	}

	replace({ names, records }: Parameters<DnsUpdater["replace"]>[0]): void {
		const touched = [...names, ...records.map(({ name }) => name)].map((name) => name.toLowerCase());
		for (const name of touched) if (this.#options.owns(name)) this.#changed.add(name);
		if (this.#timer === null) this.wake();
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#timer?.cancel();
		await this.#running;
	}

	wake(): void {
		if (this.#closed || this.#running !== null) return;
		this.#timer = null;
		this.#running = this.#push().finally(() => {
			this.#running = null;
			if (this.#changed.size > 0 && this.#timer === null) this.wake();
		});
	}

	async #push(): Promise<void> {
		const { log, clock } = this.#options;
		try {
			if (!this.#isCompared) await this.#compare();
			await this.#send();
			this.#failures = 0;
		} catch (error) {
			this.#isCompared = false;
			const waitMs = Math.min(FIRST_WAIT_MS * 2 ** this.#failures++, LONGEST_WAIT_MS);
			log("dns-update-failed", { problem: (error as Error).message, retryInSeconds: waitMs / SECOND });
			this.#timer = clock.after(waitMs, () => this.wake());
		}
	}

	/** A server that transfers nothing is given all that we know; what we have forgotten stays there then. */
	async #compare(): Promise<void> {
		const { server, zone, owns, names, recordsAt, log } = this.#options;
		const known = new Set([...names()].map((name) => name.toLowerCase()).filter(owns));
		try {
			const existing = await existingRecords(server, zone, this.#id(), () => this.#epochSeconds());
			for (const name of new Set([...known, ...existing.keys()].filter(owns))) {
				const wanted = new Set(recordsAt(name).map(ours));
				const there = existing.get(name) ?? new Set();
				const isSame = wanted.size === there.size && [...wanted].every((each) => there.has(each));
				if (!isSame) this.#changed.add(name);
			}
		} catch (error) {
			log("dns-update-without-transfer", { problem: (error as Error).message });
			for (const name of known) this.#changed.add(name);
		}
		this.#isCompared = true;
	}

	async #send(): Promise<void> {
		const { server, zone, recordsAt, log } = this.#options;
		const sending = this.#changed;
		this.#changed = new Set();
		try {
			const contents = [...sending].map((name) => ({ name, records: recordsAt(name) }));
			for (const message of updateMessages(zone, contents, () => this.#id()))
				for await (const _ of exchange(server, message, () => this.#epochSeconds())) break;
			if (sending.size > 0) log("dns-updated", { names: sending.size });
		} catch (error) {
			for (const name of sending) this.#changed.add(name);
			throw error;
		}
	}

	#epochSeconds(): number {
		return Math.floor(this.#options.clock.now() / SECOND);
	}

	#id(): number {
		return Math.floor(this.#options.random() * 0x10000);
	}
}
