/** A refusal as the door saw it, made into what Activity keeps. */

import type { AcceptPorts } from "./accept/index.ts";
import type { RefusedSubmission } from "./report/ports.ts";
import type { Instant } from "./terms/clock.ts";
import { toReply } from "./terms/refusals/index.ts";

export function refusedSubmission(
	refused: Parameters<AcceptPorts["refused"]>[0],
	at: Instant,
	helpUrl: string,
): RefusedSubmission {
	const { refusal, phase, sender, session } = refused;
	const reply = toReply(refusal, phase, { helpUrl });
	return {
		at,
		accountId: sender.account.id,
		smtpUserId: sender.user.id,
		domainId: sender.domain.id,
		reason: refusal.reason,
		phase,
		facts: refusal.facts,
		reply: reply.lines.map((line) => `${reply.code} ${reply.enhanced} ${line}`).join("\n"),
		sender: refused.reversePath,
		recipient: refused.recipient,
		author: refused.author,
		subject: refused.subject,
		headerMessageId: refused.headerMessageId,
		session,
	};
}
