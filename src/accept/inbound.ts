/**
 * The inbound door's side: other servers bring reports about mail that left here. It takes nothing but addresses that
 * we wrote ourselves (src/terms/return-path.ts), which is seen at RCPT without asking anybody.
 *
 * Promise: 250 after the final dot is said only after what the report means is in a synced commit; a fault of ours, and
 * a report that is faster than our own disk, are temporary; nothing that comes in here is ever answered by mail.
 */

import { parsePath } from "../rfc/address/path.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId } from "../terms/ids.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import { looksLikeReturnPath, type ReturnToken } from "../terms/return-path.ts";
import { arrived } from "./arrivals.ts";
import { InFlight } from "./in-flight.ts";
import type { AcceptConfiguration, AcceptPorts, InboundPorts } from "./ports.ts";
import type {
	ContentFindings,
	ContentSink,
	MailParameters,
	Queued,
	Reception,
	Submission,
} from "./sessions.ts";

/** What is read of a report: it comes before the message that it returns. */
const READ_BYTES = 512 * 1024;
/** A report returns the whole message, and has something to say itself. */
const AROUND_BYTES = 1024 * 1024;

type Ports = Pick<AcceptPorts, "limiters" | "spool" | "incident" | "clock" | "randomBytes"> & InboundPorts;
type Configuration = Pick<AcceptConfiguration, "hostname" | "limits">;

/** Octets of one report, the message that it returns included. */
export const reportBytes = ({ messageBytes }: AcceptConfiguration["limits"]): number =>
	messageBytes + AROUND_BYTES;

export function createInboundReception(ports: Ports, configuration: Configuration): Reception {
	const { limiters, spool, incident } = ports;
	const { limits } = configuration;
	const lagging = (): boolean => spool.lagMs > limits.storeLagMs;
	const inFlight = new InFlight();
	return {
		arrived: () => arrived(limiters),
		connect: () => (lagging() ? refuse("overloaded") : new InboundSession(ports, configuration, inFlight)),
		fault: (during, error) => refuse("internal-fault", { incident: incident(during, error) }),
		get underPressure() {
			return lagging();
		},
	};
}

class InboundSession implements Submission {
	readonly authenticated = false;
	readonly #ports: Ports;
	readonly #configuration: Configuration;
	readonly #inFlight: InFlight;
	#token: ReturnToken | undefined;
	#sink: ReportSink | undefined;

	constructor(ports: Ports, configuration: Configuration, inFlight: InFlight) {
		this.#ports = ports;
		this.#configuration = configuration;
		this.#inFlight = inFlight;
	}

	greeted(): void {
		this.reset();
	}

	async authenticate(): Promise<Refusal> {
		return refuse("authentication-required");
	}

	/** Whoever sends, the null reverse-path above all, may say so. */
	mail(path: string, { sizeBytes }: MailParameters): Refusal | undefined {
		this.reset();
		const limitBytes = reportBytes(this.#configuration.limits);
		if (sizeBytes !== null && sizeBytes > limitBytes)
			return refuse("message-too-large", { sizeBytes, limitBytes });
		const parsed = path === "" ? undefined : parsePath(path);
		return parsed?.kind === "invalid"
			? refuse("sender-address-invalid", { address: path, problem: parsed.why })
			: undefined;
	}

	rcpt(path: string): Refusal | undefined {
		const parsed = parsePath(path);
		if (parsed.kind === "invalid")
			return refuse("recipient-address-invalid", { address: path, problem: parsed.why });
		const { address, domainAscii } = parsed.path;
		const localPart = address.slice(0, address.lastIndexOf("@"));
		const { tokens, clock, lifetimeMs } = this.#ports;
		const token = tokens?.read(localPart, domainAscii);
		// Nothing is known any more of what is older: the same answer as to a forgery.
		if (token === undefined || clock.now() - token.sentAt > lifetimeMs)
			return this.#unknown(address, localPart, domainAscii);
		// A report is about one message, and its server writes one for each envelope sender.
		if (this.#token !== undefined) return refuse("too-many-recipients", { limit: 1 });
		this.#token = token;
		return undefined;
	}

	anticipate(): void {}

	content(): Refusal | ContentSink {
		const token = this.#token;
		if (token === undefined) return refuse("command-out-of-sequence", { problem: "RCPT comes before DATA" });
		if (this.#inFlight.bytes > this.#configuration.limits.contentInFlightBytes / 4)
			return refuse("overloaded");
		this.#sink = new ReportSink(this.#ports, token, reportBytes(this.#configuration.limits), this.#inFlight);
		this.#token = undefined;
		return this.#sink;
	}

	reset(): void {
		this.#sink?.abort();
		this.#sink = undefined;
		this.#token = undefined;
	}

	faulted(): void {}

	ended(): void {
		this.reset();
	}

	/** One answer for all that could be ours, so that nobody learns by guessing. */
	#unknown(address: string, localPart: string, domain: string): Refusal {
		const { hostname } = this.#configuration;
		const isOurs = domain === hostname || domain.endsWith(`.${hostname}`) || looksLikeReturnPath(localPart);
		return isOurs ? refuse("recipient-unknown-here", { address }) : refuse("relaying-denied", { address });
	}
}

/** Keeps the beginning of a report, and lets the rest pass by. */
class ReportSink implements ContentSink {
	readonly #ports: Ports;
	readonly #token: ReturnToken;
	readonly #limitBytes: number;
	readonly #inFlight: InFlight;
	#pieces: Buffer[] = [];
	#keptBytes = 0;
	#sizeBytes = 0;

	constructor(ports: Ports, token: ReturnToken, limitBytes: number, inFlight: InFlight) {
		this.#ports = ports;
		this.#token = token;
		this.#limitBytes = limitBytes;
		this.#inFlight = inFlight;
	}

	write(chunk: Buffer): void {
		this.#sizeBytes += chunk.length;
		const room = READ_BYTES - this.#keptBytes;
		if (room <= 0) return;
		// A copy: a small slice would keep the whole buffer that it was read into.
		const kept = Buffer.from(chunk.subarray(0, room));
		this.#pieces.push(kept);
		this.#keptBytes += kept.length;
		this.#inFlight.add(kept.length);
	}

	tooLarge(additionalBytes: number): Refusal | undefined {
		const sizeBytes = this.#sizeBytes + additionalBytes;
		const limitBytes = this.#limitBytes;
		return sizeBytes > limitBytes ? refuse("message-too-large", { sizeBytes, limitBytes }) : undefined;
	}

	async end({ wireBytes }: ContentFindings): Promise<Refusal | Queued> {
		const { reports, incident, clock, randomBytes } = this.#ports;
		const tooLarge = this.tooLarge(Math.max(0, wireBytes - this.#sizeBytes));
		try {
			if (tooLarge !== undefined) return tooLarge;
			const taken = await reports(this.#token, Buffer.concat(this.#pieces));
			if (taken === "early") return refuse("overloaded");
			const id = makeId<MessageId>(clock.now(), randomBytes(ID_RANDOM_BYTES));
			return { kind: "queued", id, earlier: null };
		} catch (error) {
			return refuse("internal-fault", { incident: incident("taking a report", error) });
		} finally {
			this.abort();
		}
	}

	abort(): void {
		this.#inFlight.remove(this.#keptBytes);
		this.#keptBytes = 0;
		this.#pieces = [];
	}
}
