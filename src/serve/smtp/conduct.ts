/** How a client behaves: which of its faults are held against it, and when there are too many. */

import type { Phase, Refusal } from "../../terms/refusals/index.ts";
import { MOST_FAULTS } from "./options.ts";

const FOLLOWS_A_REFUSAL: readonly string[] = ["command-out-of-sequence", "no-valid-recipients"];

export class Conduct {
	#faults = 0;
	/** MAIL or a chunk was refused, and no MAIL has been accepted since. */
	refusedBefore = false;

	get isTooMuch(): boolean {
		return this.#faults > MOST_FAULTS;
	}

	/**
	 * Counts a fault; false for one that is a consequence: a client that pipelines sends what follows before it
	 * hears that MAIL or a chunk was refused (RFC 2920 §3.1).
	 */
	counts(fault: Refusal): boolean {
		if (this.refusedBefore && FOLLOWS_A_REFUSAL.includes(fault.reason)) return false;
		this.#faults++;
		return true;
	}

	/** A question was answered. A wrong password counts, so that one session cannot go on guessing. */
	answered(refusal: Refusal | undefined, phase: Phase): void {
		if (refusal?.reason === "credentials-invalid") this.#faults++;
		if (phase === "mail") this.refusedBefore = refusal !== undefined;
	}
}
