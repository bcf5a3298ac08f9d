/** One open connection to a next hop, ready for transactions. */

import { ClientSession } from "../rfc/smtp/client/dialogue.ts";
import { type Opening, type OpeningOptions, open, quit } from "../rfc/smtp/client/opening.ts";
import { type Transaction, transact, type Verdict } from "../rfc/smtp/client/transaction.ts";
import type { TlsFacts } from "../terms/message.ts";
import { drive } from "./drive.ts";
import type { RelayConfiguration, RelayPorts, Wire } from "./ports.ts";
import type { NextHop } from "./route.ts";

export class Connection {
	readonly hop: NextHop;
	/** STARTTLS failed on an earlier connection of this attempt, and this one is in plain text. */
	readonly plainAfterTlsFailure: boolean;
	messages = 0;
	tls: TlsFacts | undefined;
	readonly #wire: Wire;
	readonly #session: ClientSession;
	readonly #configuration: RelayConfiguration;

	private constructor(
		hop: NextHop,
		wire: Wire,
		configuration: RelayConfiguration,
		plainAfterTlsFailure: boolean,
	) {
		this.hop = hop;
		this.#wire = wire;
		this.#configuration = configuration;
		this.#session = new ClientSession(configuration.hostname);
		this.plainAfterTlsFailure = plainAfterTlsFailure;
	}

	/** Rejects when no connection comes about; resolves to how the opening went otherwise. */
	static async to(
		hop: NextHop,
		ports: Pick<RelayPorts, "dialer">,
		configuration: RelayConfiguration,
		plain: boolean,
		signal: AbortSignal,
	): Promise<{ readonly connection: Connection; readonly opening: Opening }> {
		const { timeouts } = configuration;
		const wire = await ports.dialer.connect(hop.address, hop.port, timeouts.connectMs, signal);
		const connection = new Connection(hop, wire, configuration, plain);
		const opening = await connection.#unlessBrokenOff(signal, () => connection.#open());
		if (opening.kind !== "open") connection.close();
		return { connection, opening };
	}

	async #open(): Promise<Opening> {
		const { timeouts, smarthost } = this.#configuration;
		if (smarthost?.tls === "implicit") {
			this.tls = await secured(this.#wire, this.hop.host, timeouts.commandMs);
			this.#session.encrypted = true;
		}
		return this.#drive(open(this.#session, openingOptions(this.#configuration, this.plainAfterTlsFailure)));
	}

	/** One verdict for each recipient. */
	transact(
		transaction: Transaction,
		content: () => AsyncIterable<Buffer>,
		signal: AbortSignal,
	): Promise<readonly Verdict[]> {
		this.messages++;
		return this.#unlessBrokenOff(signal, () => this.#drive(transact(this.#session, transaction), content));
	}

	/** An abort closes the connection: whoever waits for the other side hears of that. */
	async #unlessBrokenOff<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
		const end = (): void => this.close();
		signal.addEventListener("abort", end);
		try {
			return await work();
		} finally {
			signal.removeEventListener("abort", end);
		}
	}

	/** Whether the server takes octets above 127 (RFC 6152). */
	get eightBitMime(): boolean {
		return this.#session.features.eightBitMime;
	}

	/** Whether another transaction may follow at once. */
	get usable(): boolean {
		return this.#session.usable;
	}

	get reusable(): boolean {
		return (
			this.#session.usable && !this.#wire.stale && this.messages < this.#configuration.messagesPerConnection
		);
	}

	close(): void {
		this.#wire.close();
	}

	async quit(): Promise<void> {
		if (this.#session.usable) await this.#drive(quit(this.#session));
		this.close();
	}

	#drive<Result>(
		dialogue: Parameters<typeof drive<Result>>[0],
		content?: () => AsyncIterable<Buffer>,
	): Promise<Result> {
		return drive(dialogue, {
			wire: this.#wire,
			timeouts: this.#configuration.timeouts,
			serverName: this.hop.host,
			...(content === undefined ? {} : { content }),
			secured: (facts) => {
				this.tls = facts;
			},
		});
	}
}

async function secured(wire: Wire, serverName: string, timeoutMs: number): Promise<TlsFacts> {
	try {
		return await wire.startTls(serverName, timeoutMs);
	} catch (error) {
		wire.close();
		throw error;
	}
}

function openingOptions({ smarthost }: RelayConfiguration, plain: boolean): OpeningOptions {
	if (smarthost === null) return { startTls: plain ? "never" : "when-offered" };
	const startTls =
		smarthost.tls === "starttls"
			? "required"
			: smarthost.tls === "opportunistic" && !plain
				? "when-offered"
				: "never";
	const { username, password } = smarthost;
	if (username === null || password === null) return { startTls };
	return { startTls, login: { username, password, allowPlainText: smarthost.tls === "none" } };
}
