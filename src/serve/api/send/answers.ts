/** What was heard about a message, as the API says it. */

import type { z } from "@hono/zod-openapi";
import type { Facts, Phase, Refusal } from "../../../terms/refusals/index.ts";
import { isReason, toProblem } from "../../../terms/refusals/index.ts";
import { replyText } from "../problem.ts";
import type { Reader } from "../views.ts";
import type { HeardRecipient } from "./conversation.ts";
import type { recipientView, refusalView } from "./shapes.ts";

export function showRefusal(refusal: Refusal, phase: Phase, reader: Reader): z.input<typeof refusalView> {
	const { reason, title, detail, remedy, help, retry, facts } = toProblem(refusal, reader);
	const reply = replyText(refusal, phase, reader.helpUrl);
	return { phase, reason, title, because: detail, remedy, help, reply, retry, facts: { ...facts } };
}

export function showRecipient(
	{ address, refusals: [refusal] }: HeardRecipient,
	reader: Reader,
): z.input<typeof recipientView> {
	return {
		address,
		accepted: refusal === undefined,
		refusal: refusal === undefined ? null : showRefusal(refusal, "rcpt", reader),
	};
}

/** What is kept with an idempotency key, to say the same again: addresses, and reasons with their facts. */
export const toKept = (recipients: readonly HeardRecipient[]): string =>
	JSON.stringify(
		recipients.map(({ address, refusals: [refusal] }) =>
			refusal === undefined ? [address] : [address, refusal.reason, refusal.facts],
		),
	);

export function fromKept(kept: string): readonly HeardRecipient[] {
	return (JSON.parse(kept) as [string, string?, Facts?][]).map(([address, reason, facts]) => ({
		address,
		refusals:
			reason !== undefined && isReason(reason) ? [{ kind: "refusal", reason, facts: facts ?? {} }] : [],
	}));
}
