/**
 * How a client behaves, and what it hears of it: faults are answered, counted and recorded; after too many of them,
 * or when it keeps the server waiting too long, the session ends.
 */

import type { Submission } from "../../accept/index.ts";
import { type FaultFound, found } from "../../rfc/smtp/faults.ts";
import { isTemporary, type Phase, type Refusal, refuse, refuseFault } from "../../terms/refusals/index.ts";
import { defaultFaultsPerSession, defaultLoginsPerSession, type SmtpDoorOptions } from "./options.ts";
import type { Voice } from "./voice.ts";

const FAILED_LOGIN: readonly string[] = ["credentials-invalid", "authentication-blocked"];
const FOLLOWS_A_REFUSAL: readonly string[] = ["command-out-of-sequence", "no-valid-recipients"];

/** The session whose conduct it is. */
export interface ConductHost {
	readonly submission: Submission | undefined;
	readonly isClosing: boolean;
	end(): void;
}

export class Conduct {
	readonly #host: ConductHost;
	readonly #voice: Voice;
	readonly #mostFaults: number;
	readonly #mostLogins: number;
	#faults = 0;
	#failedLogins = 0;
	/** MAIL or a chunk was refused, and no MAIL has been accepted since. */
	refusedBefore = false;

	constructor(
		host: ConductHost,
		voice: Voice,
		{ faultsPerSession, loginsPerSession }: Pick<SmtpDoorOptions, "faultsPerSession" | "loginsPerSession">,
	) {
		this.#host = host;
		this.#voice = voice;
		this.#mostFaults = faultsPerSession ?? defaultFaultsPerSession;
		this.#mostLogins = loginsPerSession ?? defaultLoginsPerSession;
	}

	/**
	 * A question was answered. One session cannot go on guessing passwords. A refusal is no fault of a client that
	 * has logged in, however many recipients of a list are gone: rates bound those. Of a stranger it is one.
	 */
	answered(refusal: Refusal | undefined, phase: Phase): void {
		if (phase === "mail") this.refusedBefore = refusal !== undefined;
		if (refusal === undefined) return;
		if (FAILED_LOGIN.includes(refusal.reason)) this.#failedLogins++;
		else if (!isTemporary(refusal.reason) && this.#host.submission?.authenticated === false) this.#faults++;
		if (this.#faults > this.#mostFaults || this.#failedLogins >= this.#mostLogins) this.#tooMany();
	}

	fault(fault: FaultFound, phase: Phase): void {
		const refusal = refuseFault(fault);
		// A client that pipelines sends what follows before it hears of a refusal (RFC 2920 §3.1).
		const isConsequence = FOLLOWS_A_REFUSAL.includes(refusal.reason);
		if (!(this.refusedBefore && isConsequence)) this.#faults++;
		// The refusals that it follows from are recorded already: a row for each would hide the reason.
		const isNews = !(this.refusedBefore && isConsequence) && refusal.reason !== "no-valid-recipients";
		if (isNews) this.#host.submission?.faulted(refusal, phase);
		if (this.#faults > this.#mostFaults) this.#tooMany();
		else this.#voice.refuse(refusal, phase);
	}

	timeOut(variant: "content" | "session" | "login"): void {
		this.#giveUp(refuseFault(found("idle-timeout", variant, {})), variant === "content" ? "content" : "any");
	}

	idle(patienceMs: number): void {
		const seconds = Math.round(patienceMs / 1_000);
		this.fault(found("idle-timeout", "usual", { seconds }), "any");
		this.#host.end();
	}

	goodbye(): void {
		if (this.#host.isClosing) return;
		this.#voice.refuse(refuse("shutting-down"), "any");
		this.#host.end();
	}

	#tooMany(): void {
		if (!this.#host.isClosing) this.#giveUp(refuseFault(found("too-many-errors", "usual", {})), "any");
	}

	#giveUp(refusal: Refusal, phase: Phase): void {
		this.#host.submission?.faulted(refusal, phase);
		this.#voice.refuse(refusal, phase);
		this.#host.end();
	}
}
