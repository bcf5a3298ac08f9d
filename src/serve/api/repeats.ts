/**
 * Calls that make a thing once, however often they are sent: who gives the same Idempotency-Key within a day gets the
 * first answer again. A key belongs to who asks, and to what was asked for.
 *
 * That a call has begun is written before it is carried out, and its answer after. A crash in between leaves a key that
 * nobody knows the end of: that is said, and nothing is made a second time. Secrets are never kept: where the answer had
 * one, a repeat is told that it was made, and not shown it.
 *
 * draft-ietf-httpapi-idempotency-key-header-06.
 */

import { createHash } from "node:crypto";
import type { ApiCallStore } from "../../setup/api-call-ports.ts";
import { DAY, type Instant } from "../../terms/clock.ts";
import type { InTurn } from "../../terms/turns.ts";
import { withoutSecrets } from "./audited.ts";
import { isApiProblem, isRefusedRequest, problem } from "./problem.ts";

export const KEPT_FOR_MS = DAY;

export interface OnceWorld {
	readonly calls: ApiCallStore;
	readonly inTurn: InTurn<string>;
	readonly now: () => Instant;
}

export interface Call {
	/** Who asks, and in which account. */
	readonly asker: string;
	readonly key: string;
	/** What is asked for: path and body. */
	readonly payload: unknown;
}

/** `isRepeat`: it is the answer to an earlier call. */
export interface Once {
	readonly answer: unknown;
	readonly isRepeat: boolean;
}

export function once(
	{ asker, key, payload }: Call,
	work: () => Promise<unknown>,
	{ calls, inTurn, now }: OnceWorld,
): Promise<Once> {
	if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
		const detail = "Idempotency-Key has to be 1 to 255 visible ASCII characters";
		return Promise.resolve({ answer: problem("request-invalid", detail), isRepeat: false });
	}
	const payloadHash = createHash("sha256").update(JSON.stringify(payload)).digest("hex");
	// Those that come at once take turns: the second finds what the first has left.
	return inTurn(`${asker} ${key}`, async () => {
		const at = now();
		const earlier = await calls.begin({ asker, key, payloadHash, at }, at - KEPT_FOR_MS);
		if (earlier !== undefined) return repeated(earlier, payloadHash);
		// When this throws, nobody knows how far it came: the key stays in doubt.
		const answer = await work();
		if (isApiProblem(answer) || isRefusedRequest(answer)) await calls.forget({ asker, key });
		else await calls.end({ asker, key }, kept(answer));
		return { answer, isRepeat: false };
	});
}

interface Kept {
	readonly answer: unknown;
	readonly hadSecret: boolean;
}

function kept(answer: unknown): Kept {
	const harmless = withoutSecrets(answer);
	return { answer: harmless, hadSecret: JSON.stringify(harmless) !== JSON.stringify(answer) };
}

function repeated(
	use: { readonly payloadHash: string; readonly answer: unknown },
	payloadHash: string,
): Once {
	const no = (answer: unknown): Once => ({ answer, isRepeat: false });
	if (use.payloadHash !== payloadHash) {
		return no(problem("idempotency-key-reused", "The first call with this key asked for something else"));
	}
	if (use.answer === null) {
		const detail = "The first call with this key broke off: look whether it was done, then use another key";
		return no(problem("outcome-unknown", detail));
	}
	const { answer, hadSecret } = use.answer as Kept;
	if (!hadSecret) return { answer, isRepeat: true };
	const { id } = answer as { id?: unknown };
	const which = typeof id === "string" ? ` as ${id}` : "";
	const detail = `It was made${which} by the first call with this key, and its secret was shown there only`;
	return no(problem("secret-shown-before", detail));
}
