/** From what a server said, or did not say, to the outcome for a recipient. Unknown means temporary. */

import type { Obstacle, Verdict } from "../rfc/smtp/client/transaction.ts";
import type { Reply } from "../rfc/smtp/reply.ts";
import { classify } from "../terms/causes/index.ts";
import type { AttemptFacts, LeasedRecipient, Outcome } from "../terms/outcome.ts";

const REPLY_LIMIT = 1_000;

/** A reply on one line, as it is kept and shown. */
export function replyText({ code, enhanced, lines }: Reply): string {
	const text = lines.join(" ").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
	return `${code} ${enhanced === undefined ? "" : `${enhanced} `}${text}`.trim().slice(0, REPLY_LIMIT);
}

export function outcomeOf(recipient: LeasedRecipient, verdict: Verdict, facts: AttemptFacts): Outcome {
	switch (verdict.kind) {
		case "delivered":
			return { kind: "delivered", recipient, facts: { ...facts, reply: replyText(verdict.reply) } };
		case "remainder":
			return { kind: "again", recipient, facts: { ...facts, reply: replyText(verdict.reply) } };
		case "temporary":
		case "permanent":
			return refused(recipient, verdict.reply, verdict.phase, facts);
		case "unsendable":
			return {
				kind: "bounced",
				recipient,
				cause: OBSTACLES[verdict.why],
				facts: { ...facts, phase: "mail", reply: OBSTACLE_WORDS[verdict.why] },
			};
		case "lost":
			return {
				kind: "deferred",
				recipient,
				cause: "connection-lost",
				facts: { ...facts, phase: verdict.phase, reply: verdict.why, uncertain: verdict.uncertain },
			};
		default:
			return verdict satisfies never;
	}
}

/** A server's no, at whatever command. */
export function refused(
	recipient: LeasedRecipient,
	reply: Reply,
	phase: string,
	facts: AttemptFacts,
): Outcome {
	const text = replyText(reply);
	const { cause, disposition, retryAfterMs } = classify({
		code: reply.code,
		enhanced: reply.enhanced ?? null,
		text,
		phase,
	});
	const known = { recipient, cause, facts: { ...facts, phase, reply: text } };
	if (disposition === "fail") return { kind: "bounced", ...known };
	return { kind: "deferred", ...known, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
	"too-large": "message-too-big",
	"needs-smtputf8": "no-utf8-support",
	"needs-8bitmime": "no-8bit-support",
	"bad-address": "recipient-address-malformed",
};

const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
	"too-large": "the server takes no messages of this size",
	"needs-smtputf8": "the address is not ASCII, and the server does not offer SMTPUTF8",
	"needs-8bitmime": "the content has octets above 127, and the server does not offer 8BITMIME",
	"bad-address": "the address cannot be put in a command",
};
