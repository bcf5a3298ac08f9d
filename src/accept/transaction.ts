/** The envelope of one mail transaction, as it grows from MAIL to the end of the content (RFC 5321 §3.3). */

import type { NewRecipient } from "../terms/message.ts";
import type { Promised } from "./quota-ledger.ts";
import type { MailParameters } from "./sessions.ts";

export interface Transaction {
	/** "" is the null reverse-path. */
	readonly reversePath: string;
	readonly parameters: MailParameters;
	readonly recipients: NewRecipient[];
	/** An address of the envelope is not ASCII. */
	utf8Addresses: boolean;
	/** What the recipients count against; undefined until there is one. */
	promised: Promised | undefined;
}

export const openTransaction = (
	reversePath: string,
	parameters: MailParameters,
	utf8: boolean,
): Transaction => ({ reversePath, parameters, recipients: [], utf8Addresses: utf8, promised: undefined });

/**
 * The same mailbox twice in one transaction is one recipient: it gets one copy and counts once. Local parts are
 * compared as written, since only the recipient's server knows whether case matters (RFC 5321 §2.4).
 */
export const hasRecipient = (transaction: Transaction, address: string): boolean =>
	transaction.recipients.some((recipient) => recipient.address === address);

/** The destinations of a transaction, each once. */
export const domainsOf = ({ recipients }: Transaction): readonly string[] => [
	...new Set(recipients.map(({ domain }) => domain)),
];
