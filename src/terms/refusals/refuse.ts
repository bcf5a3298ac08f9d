/** Refusals as values: made with exactly the facts that their texts name. */

import type { FactNames, FaultFound } from "../../rfc/smtp/faults.ts";
import type { Reason, refusals } from "./catalogue.ts";
import type { Facts, FactValue } from "./facts.ts";
import type { Phase } from "./row.ts";
import type { english } from "./words/en.ts";

export interface Refusal {
	readonly kind: "refusal";
	readonly reason: Reason;
	readonly facts: Facts;
	/** The phase at which it was said, where the one who refused knows it. */
	readonly phase?: Phase;
	/** Which of the row's replies, when it is not the phase that decides (src/rfc/smtp/faults.ts). */
	readonly variant?: string;
}

type TextsOf<R extends Reason> =
	| (typeof refusals)[R]["says"]
	| (typeof english)[R]["title" | "because" | "remedy"];

/** The facts of a reason, by the names in braces in its reply and its words. */
export type FactsOf<R extends Reason> = { readonly [Name in FactNames<TextsOf<R>>]: FactValue<Name> };

/** Without facts where the reason's texts name none. */
export function refuse<R extends Reason>(
	reason: R,
	...[facts]: [FactNames<TextsOf<R>>] extends [never] ? [] : [facts: FactsOf<R>]
): Refusal {
	return { kind: "refusal", reason, facts: facts ?? {} };
}

/** A fault that the protocol machine found, as a refusal like any other. */
export const refuseFault = ({ fault, variant, facts }: FaultFound): Refusal => ({
	kind: "refusal",
	reason: fault,
	facts,
	variant,
});

export const isRefusal = (value: unknown): value is Refusal =>
	typeof value === "object" && value !== null && "kind" in value && value.kind === "refusal";
