/** The way of one attempt: a connection that is open already, else one host after the other, until one decides. */

import type { Opening } from "../rfc/smtp/client/opening.ts";
import type { AttemptFacts, Consignment, LeasedRecipient, Outcome } from "../terms/outcome.ts";
import { Connection } from "./connection.ts";
import type { Guard } from "./guard.ts";
import { handOver } from "./hand-over.ts";
import { refused } from "./outcome.ts";
import type { ConnectionPool } from "./pool.ts";
import type { RelayConfiguration, RelayPorts } from "./ports.ts";
import { findRoute, type NextHop } from "./route.ts";
import type { HeaderSigner } from "./sign.ts";

/** Hosts tried in one attempt; the next attempt begins with others (equal ones are in random order). */
const MOST_HOSTS_TRIED = 5;

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

export class Attempt {
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
			const outcomes = await handOver(connection, this.#consignment, {
				...this.#shared,
				signal: this.#signal,
				facts: (seen) => this.#facts(seen),
			});
			this.#shared.pool.put(this.#poolKey, connection);
			return outcomes;
		} catch (error) {
			connection.close();
			throw error;
		}
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
