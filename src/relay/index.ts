/**
 * One attempt: a message for the recipients of one destination goes to a next hop, and each recipient gets an
 * outcome.
 *
 * Promise: it never rejects; DNS and network trouble are always temporary; the final dot is sent at most once for
 * a recipient in one attempt, so that no other host gets the message after one may have taken it.
 */

import type { Opening } from "../rfc/smtp/client/opening.ts";
import type { Transaction, Verdict } from "../rfc/smtp/client/transaction.ts";
import type { AttemptFacts, Consignment, LeasedRecipient, Outcome, QueuedMessage } from "../terms/outcome.ts";
import { Connection } from "./connection.ts";
import { type Outgoing, outgoing } from "./content.ts";
import { type Envelope, envelopeOf, returnPathHost } from "./envelope.ts";
import { createGuard, type Guard } from "./guard.ts";
import { outcomeOf, refused } from "./outcome.ts";
import { ConnectionPool } from "./pool.ts";
import type { RelayConfiguration, RelayPorts } from "./ports.ts";
import { findRoute, type NextHop } from "./route.ts";
import { HeaderSigner } from "./sign.ts";

export type { RelayConfiguration, RelayPorts } from "./ports.ts";

export interface Relay {
	relay(destination: string, consignment: Consignment, signal: AbortSignal): Promise<readonly Outcome[]>;
	/** Nothing waits for this destination; its idle connections end by themselves. */
	idle(destination: string): void;
	close(): Promise<void>;
}

/** Hosts tried in one attempt; the next attempt begins with others (equal ones are in random order). */
const MOST_HOSTS_TRIED = 5;

export function createRelay(ports: RelayPorts, configuration: RelayConfiguration): Relay {
	const shared: Shared = {
		ports,
		configuration,
		pool: new ConnectionPool(ports.clock, configuration.idleMs),
		guard: createGuard(configuration.allowedNetworks, configuration.ownAddresses),
		signer: new HeaderSigner(ports),
	};
	return {
		relay: (destination, consignment, signal) => new Attempt(shared, destination, consignment, signal).run(),
		idle: () => {},
		close: () => shared.pool.close(),
	};
}

/** What all attempts have in common. */
interface Shared {
	readonly ports: RelayPorts;
	readonly configuration: RelayConfiguration;
	readonly pool: ConnectionPool;
	readonly guard: Guard;
	readonly signer: HeaderSigner;
}

/** What ended the way to one host: the next host may do better. */
type Failure = (recipient: LeasedRecipient) => Outcome;

class Attempt {
	readonly #shared: Shared;
	readonly #destination: string;
	readonly #consignment: Consignment;
	readonly #signal: AbortSignal;
	readonly #startedAt: number;
	readonly #started: number;

	constructor(shared: Shared, destination: string, consignment: Consignment, signal: AbortSignal) {
		this.#shared = shared;
		this.#destination = destination;
		this.#consignment = consignment;
		this.#signal = signal;
		this.#startedAt = shared.ports.clock.now();
		this.#started = shared.ports.clock.monotonicMs();
	}

	async run(): Promise<readonly Outcome[]> {
		try {
			if (this.#signal.aborted) return this.#untried();
			const reused = this.#shared.pool.take(this.#poolKey);
			if (reused !== undefined) {
				const outcomes = await this.#transact(reused);
				if (outcomes !== undefined) return outcomes;
			}
			return await this.#overHosts();
		} catch (error) {
			this.#shared.ports.fault(`relaying to ${this.#destination}`, error);
			return this.#all((recipient) => ({
				kind: "deferred",
				recipient,
				cause: "unknown",
				facts: this.#facts({ reply: "an internal fault interrupted this attempt" }),
			}));
		}
	}

	/** Connections to a smarthost serve every destination. */
	get #poolKey(): string {
		return this.#shared.configuration.smarthost === null ? this.#destination : "smarthost";
	}

	async #overHosts(): Promise<readonly Outcome[]> {
		if (this.#signal.aborted) return this.#untried();
		const { ports, guard, configuration } = this.#shared;
		const { resolver, random } = ports;
		const route = await findRoute(this.#destination, resolver, guard, random, configuration);
		if (route.kind === "unroutable" || route.kind === "trouble") {
			const facts = this.#facts({ phase: "lookup", reply: route.why });
			const kind = route.kind === "trouble" ? "deferred" : "bounced";
			return this.#all((recipient) => ({ kind, recipient, cause: route.cause, facts }));
		}
		let failure: Failure | undefined;
		for (const hop of route.hops.slice(0, MOST_HOSTS_TRIED)) {
			if (this.#signal.aborted) return this.#untried();
			const result = await this.#at(hop);
			if (typeof result !== "function") return result;
			failure = result;
		}
		// What ended the last one may have been ourselves.
		return this.#signal.aborted ? this.#untried() : this.#all(failure as Failure);
	}

	/** Outcomes, or why another host should be tried. */
	async #at(hop: NextHop): Promise<readonly Outcome[] | Failure> {
		let opened = await this.#open(hop, false);
		// RFC 7435: a server that cannot do the TLS that it offers gets one more connection, without.
		if (opened.kind === "tls-failed" && mayGoPlain(this.#shared.configuration))
			opened = await this.#open(hop, true);
		if (opened.kind !== "open")
			return failureOf(hop, opened, this.#facts({ host: hop.host, address: hop.address }));
		const outcomes = await this.#transact(opened.connection);
		return (
			outcomes ??
			((recipient) => ({
				kind: "deferred",
				recipient,
				cause: "connection-lost",
				facts: this.#facts({
					host: hop.host,
					address: hop.address,
					phase: "mail",
					reply: "the connection was lost before the content was sent",
				}),
			}))
		);
	}

	async #open(hop: NextHop, plain: boolean): Promise<Opened> {
		const { ports, configuration } = this.#shared;
		try {
			const { connection, opening } = await Connection.to(hop, ports, configuration, plain, this.#signal);
			return opening.kind === "open" ? { kind: "open", connection } : opening;
		} catch (error) {
			return { kind: "unreachable", why: error instanceof Error ? error.message : String(error) };
		}
	}

	/** Undefined when the connection was lost before anything was decided: another one may be used. */
	async #transact(connection: Connection): Promise<readonly Outcome[] | undefined> {
		try {
			const outcomes = await this.#overTransactions(connection);
			this.#shared.pool.put(this.#poolKey, connection);
			return outcomes;
		} catch (error) {
			connection.close();
			throw error;
		}
	}

	/**
	 * As many transactions on one connection as the recipients need. Each decides over at least one of them, or
	 * the connection is lost; those that are then left were not tried.
	 */
	async #overTransactions(connection: Connection): Promise<readonly Outcome[] | undefined> {
		const { ports, signer, configuration } = this.#shared;
		const { message } = this.#consignment;
		const content = await outgoing(message, ports.content, connection.eightBitMime);
		const signature = await signer.fields(message, content);
		if (signature === "none-ready") return this.#all(withoutKey(message, this.#facts(factsOf(connection))));
		const host = await returnPathHost(message, ports.returnPaths);
		const outcomes: Outcome[] = [];
		let waiting = this.#consignment.recipients;
		for (let lost = false; waiting.length > 0 && !lost && !this.#signal.aborted; ) {
			const recipients = waiting.slice(0, configuration.recipientsPerTransaction);
			const envelope = envelopeOf(message, recipients, host, ports.returnPaths?.tokens);
			const verdicts = await connection.transact(
				transactionOf(message, envelope, content, signature),
				() => octets(signature, content),
				this.#signal,
			);
			if (verdicts.every(isLostEarly)) {
				if (outcomes.length === 0) return undefined;
				break;
			}
			const facts = this.#facts({ ...factsOf(connection), ...notesOf(content) });
			const again: LeasedRecipient[] = [];
			for (const [at, recipient] of recipients.entries()) {
				const verdict = verdicts[at] as Verdict;
				if (verdict.kind === "remainder" || this.#isBrokenOff(verdict)) again.push(recipient);
				else outcomes.push(outcomeOf(recipient, verdict, facts));
			}
			waiting = [...again, ...waiting.slice(recipients.length)];
			lost = !connection.usable;
		}
		const facts = this.#facts(factsOf(connection));
		return [...outcomes, ...waiting.map((recipient): Outcome => ({ kind: "again", recipient, facts }))];
	}

	/** Ended by ourselves, before any host could have the message. */
	#isBrokenOff(verdict: Verdict): boolean {
		return this.#signal.aborted && verdict.kind === "lost" && !verdict.uncertain;
	}

	#untried(): readonly Outcome[] {
		const facts = this.#facts({});
		return this.#all((recipient) => ({ kind: "again", recipient, facts }));
	}

	#facts(seen: Partial<AttemptFacts>): AttemptFacts {
		const durationMs = Math.round(this.#shared.ports.clock.monotonicMs() - this.#started);
		return { startedAt: this.#startedAt, durationMs, ...seen };
	}

	#all(outcome: (recipient: LeasedRecipient) => Outcome): readonly Outcome[] {
		return this.#consignment.recipients.map(outcome);
	}
}

const mayGoPlain = ({ smarthost }: RelayConfiguration): boolean =>
	smarthost === null || smarthost.tls === "opportunistic";

type Opened =
	| { readonly kind: "open"; readonly connection: Connection }
	| { readonly kind: "unreachable"; readonly why: string }
	| Exclude<Opening, { readonly kind: "open" }>;

function transactionOf(
	message: QueuedMessage,
	envelope: Envelope,
	content: Outgoing,
	signature: Buffer,
): Transaction {
	return {
		...envelope,
		sizeBytes: content.sizeBytes + signature.length,
		eightBit: content.traits.eightBit,
		utf8: content.traits.utf8,
		dsnReturn: message.dsnReturn,
		envelopeId: message.envelopeId,
	};
}

/** Its keys were revoked; the next signs as soon as it was seen in the DNS. */
const withoutKey =
	({ signingDomain }: QueuedMessage, facts: AttemptFacts): Failure =>
	(recipient) => ({
		kind: "deferred",
		recipient,
		cause: "unknown",
		facts: {
			...facts,
			phase: "sign",
			reply: `the next DKIM key of ${signingDomain} was not seen in the DNS yet`,
		},
	});

const notesOf = ({ notes }: Outgoing): Partial<AttemptFacts> => (notes.length === 0 ? {} : { notes });

function factsOf({ hop, tls, plainAfterTlsFailure }: Connection): Partial<AttemptFacts> {
	return {
		host: hop.host,
		address: hop.address,
		...(tls === undefined ? {} : { tls }),
		...(plainAfterTlsFailure ? { plainAfterTlsFailure } : {}),
	};
}

/** Before the content: then no host can have the message. */
const isLostEarly = (verdict: Verdict): boolean =>
	verdict.kind === "lost" && !verdict.uncertain && verdict.phase !== "content";

function failureOf(
	hop: NextHop,
	opened: Exclude<Opened, { readonly kind: "open" }>,
	facts: AttemptFacts,
): Failure {
	const deferred =
		(cause: string, phase: string, reply: string): Failure =>
		(recipient) => ({ kind: "deferred", recipient, cause, facts: { ...facts, phase, reply } });
	switch (opened.kind) {
		case "unreachable":
			return deferred("host-unreachable", "connect", `${hop.host} [${hop.address}]: ${opened.why}`);
		case "tls-failed":
			return deferred("protocol-trouble", "starttls", opened.why);
		case "unavailable":
			return deferred("protocol-trouble", opened.phase, opened.why);
		case "lost":
			return deferred("connection-lost", opened.phase, opened.why);
		case "refused":
			return (recipient) => refused(recipient, opened.reply, opened.phase, facts);
		default:
			return opened satisfies never;
	}
}

async function* octets(signature: Buffer, content: Outgoing): AsyncIterable<Buffer> {
	yield signature;
	yield content.header;
	yield* content.body();
}
