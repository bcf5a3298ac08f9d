/**
 * The envelope as it leaves. Its sender becomes an address of ours under the signing domain's return-path host, so
 * that SPF aligns with From and bounces come home; the customer's own stays in the store, for reports of ours.
 *
 * RFC 5321 §4.5.5: the null reverse-path stays null. RFC 3461 §5.2.1: ENVID and NOTIFY are passed on as they came and
 * never made up; ORCPT may be added, with the address that we were given.
 */

import { isAscii } from "node:buffer";
import type { TransactionRecipient } from "../rfc/smtp/client/transaction.ts";
import type { LeasedRecipient, QueuedMessage } from "../terms/outcome.ts";
import type { RelayPorts } from "./ports.ts";

export interface Envelope {
	readonly reversePath: string;
	readonly recipients: readonly TransactionRecipient[];
}

/** Of one transaction. Where it carries several recipients, a report about it has to say which. */
export function envelopeOf(
	message: QueuedMessage,
	recipients: readonly LeasedRecipient[],
	host: string | undefined,
	tokens: NonNullable<RelayPorts["returnPaths"]>["tokens"] | undefined,
): Envelope {
	if (host === undefined || tokens === undefined) return { reversePath: message.reversePath, recipients };
	const index = recipients.length === 1 ? (recipients[0] as LeasedRecipient).index : null;
	return {
		reversePath: tokens.address(message.id, index, host),
		recipients: recipients.map((each) => ({
			address: each.address,
			notify: each.notify,
			originalRecipient: each.originalRecipient ?? originalOf(each.address),
		})),
	};
}

/** Undefined: the message leaves with the envelope sender that it came with. */
export function returnPathHost(
	{ reversePath, signingDomain }: QueuedMessage,
	returnPaths: RelayPorts["returnPaths"],
): string | undefined | Promise<string | undefined> {
	return reversePath === "" || signingDomain === null ? undefined : returnPaths?.hostOf(signingDomain);
}

/** RFC 6533 §3 needs SMTPUTF8 for addresses beyond ASCII; those do without. */
const originalOf = (address: string): string | null =>
	isAscii(Buffer.from(address)) ? `rfc822;${address}` : null;
