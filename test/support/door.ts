/**
 * A real SMTP door on a free port of loopback, in front of a policy that a test can foresee: some local parts
 * are refused, content is judged by its findings, and everything that was accepted is kept.
 */

import { createSecureContext, type SecureContext } from "node:tls";
import { generate } from "selfsigned";
import type { Arrival, ContentSink, Reception, Submission } from "../../src/accept/index.ts";
import type { ContentFindings } from "../../src/accept/sessions.ts";
import { openSmtpDoor, type SmtpDoor, type SmtpDoorOptions } from "../../src/serve/smtp/index.ts";
import type { MessageId } from "../../src/terms/ids.ts";
import type { Client, TlsFacts } from "../../src/terms/message.ts";
import { type Refusal, refuse } from "../../src/terms/refusals/index.ts";
import { type VirtualClock, virtualClock } from "./clock.ts";

export interface Taken {
	readonly content: string;
	readonly recipients: readonly string[];
	readonly findings: ContentFindings;
}

/** What the policy saw, and the handles by which a test holds it up. */
export class FakeReception implements Reception {
	underPressure = false;
	refusesConnections: Refusal | undefined;
	readonly taken: Taken[] = [];
	readonly clients: Client[] = [];
	readonly faults: string[] = [];
	readonly calls: string[] = [];
	transcript: () => readonly string[] = () => [];
	/** Resolves when content may go on; awaited at each write. */
	beforeWrite: (() => Promise<void>) | undefined;
	/** Awaited between the end of content and its answer. */
	beforeEnd: (() => Promise<void>) | undefined;

	/** Addresses of connections that have not left. */
	readonly present: string[] = [];
	/** Said to a connection when it is known whose it is. */
	refusesAddress: ((address: string) => Refusal | undefined) | undefined;

	arrived(): Refusal | Arrival {
		let address: string | undefined;
		return {
			from: (who) => {
				const refusal = this.refusesAddress?.(who);
				if (refusal !== undefined) return refusal;
				address = who;
				this.present.push(who);
				return undefined;
			},
			left: () => {
				if (address !== undefined) this.present.splice(this.present.indexOf(address), 1);
				address = undefined;
			},
		};
	}

	connect(client: Client, transcript: () => readonly string[]): Refusal | Submission {
		this.clients.push(client);
		this.transcript = transcript;
		return this.refusesConnections ?? new FakeSubmission(this);
	}

	fault(during: string, error: unknown): Refusal {
		this.faults.push(`${during}: ${String(error)}`);
		return refuse("internal-fault", { incident: "I1" });
	}
}

/** Octets that one message may have here. */
export const SMALL_LIMIT_BYTES = 1_000;

class FakeSubmission implements Submission {
	readonly #reception: FakeReception;
	authenticated = false;
	#recipients: string[] = [];
	#sender = "";

	constructor(reception: FakeReception) {
		this.#reception = reception;
	}

	greeted(helo: string, tls: TlsFacts | null): void {
		this.#reception.calls.push(`greeted ${helo} ${tls === null ? "in clear" : "under TLS"}`);
		if (helo === "") this.authenticated = false;
	}

	async authenticate(username: string, password: string): Promise<Refusal | undefined> {
		if (username === "broken") throw new Error("the store is away");
		this.authenticated = username === "ann" && password === "secret";
		return this.authenticated ? undefined : refuse("credentials-invalid");
	}

	mail(path: string): Refusal | undefined {
		this.#recipients = [];
		this.#sender = path;
		if (!path.startsWith("refused@")) return undefined;
		return refuse("sender-domain-mismatch", {
			field: "MAIL FROM",
			domain: "x.example",
			userDomain: "shop.example",
		});
	}

	async rcpt(path: string): Promise<Refusal | undefined> {
		if (path.startsWith("no@")) return refuse("recipient-domain-not-found", { domain: "refused.example" });
		this.#recipients.push(path);
		return undefined;
	}

	anticipate(): void {}

	content(): Refusal | ContentSink {
		return this.#sender.startsWith("full@")
			? refuse("storage-full")
			: sink(this.#reception, this.#recipients);
	}

	reset(): void {
		this.#reception.calls.push("reset");
	}

	faulted(refusal: Refusal): void {
		this.#reception.calls.push(`fault ${refusal.reason}`);
	}

	ended(): void {
		this.#reception.calls.push("ended");
	}
}

function sink(reception: FakeReception, recipients: readonly string[]): ContentSink {
	let content = "";
	return {
		write(chunk) {
			content += chunk.toString("latin1");
			return reception.beforeWrite?.();
		},
		async end(findings) {
			await reception.beforeEnd?.();
			if (findings.bareCr || findings.bareLf)
				return refuse("line-ending-invalid", { octet: findings.bareCr ? "CR" : "LF" });
			if (findings.nul) return refuse("nul-byte");
			reception.taken.push({ content, recipients, findings });
			return { kind: "queued", id: `M${reception.taken.length}` as MessageId, earlier: null };
		},
		abort() {
			reception.calls.push("abort");
		},
		tooLarge(additionalBytes) {
			const sizeBytes = content.length + additionalBytes;
			if (sizeBytes <= SMALL_LIMIT_BYTES) return undefined;
			return refuse("message-too-large", { sizeBytes, limitBytes: SMALL_LIMIT_BYTES });
		},
	};
}

export interface OpenDoor extends AsyncDisposable {
	readonly door: SmtpDoor;
	readonly reception: FakeReception;
	readonly clock: VirtualClock;
	readonly certificate: { current: SecureContext };
}

export async function secureContext(commonName: string): Promise<SecureContext> {
	const made = await generate([{ name: "commonName", value: commonName }], { keyType: "ec", curve: "P-256" });
	return createSecureContext({ cert: made.cert, key: made.private, minVersion: "TLSv1.2" });
}

let made: Promise<SecureContext> | undefined;

export async function openDoor(options: Partial<SmtpDoorOptions> = {}): Promise<OpenDoor> {
	const reception = new FakeReception();
	const clock = virtualClock();
	made ??= secureContext("relay.example");
	const certificate = { current: await made };
	const door = await openSmtpDoor({
		door: "submission",
		host: "127.0.0.1",
		port: 0,
		hostname: "relay.example",
		helpUrl: () => "https://h.example",
		messageBytes: 20_971_520,
		tls: { context: () => certificate.current },
		implicitTls: false,
		offersAuth: true,
		authNeedsTls: true,
		isProxy: () => false,
		reception,
		clock,
		newSessionId: () => "S1",
		...options,
		times: { loginMs: Number.POSITIVE_INFINITY, ...options.times },
	});
	return {
		door,
		reception,
		clock,
		certificate,
		async [Symbol.asyncDispose]() {
			const closed = door.close(1);
			await clock.advance(10_000);
			await closed;
		},
	};
}
