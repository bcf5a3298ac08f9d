/**
 * What is odd about the addresses of a header, and no reason to refuse it: names that look like other addresses,
 * lists that cannot be read. Said to the people who look at the message, in English.
 *
 * What decides about the author is `facts.ts`. RFC 5322 §3.6.2, §3.6.3.
 */

import { type Mailbox, parseMailboxList } from "../address/mailbox-list.ts";
import type { Fields } from "./fields.ts";
import { decodeWords } from "./words.ts";

const LISTS: ReadonlyMap<string, string> = new Map([
	["sender", "Sender"],
	["reply-to", "Reply-To"],
	["to", "To"],
	["cc", "Cc"],
]);

/** `author` as `facts.ts` found it. At most one remark for each field. */
export function remarksOn({ fields }: Fields, author: Mailbox): readonly string[] {
	const remarks: string[] = [];
	const shown = otherAddressIn(author);
	if (shown !== undefined)
		remarks.push(`The name in From shows another address, ${shown}, than ${author.address}.`);
	for (const { name, value } of fields) {
		const title = LISTS.get(name);
		if (title === undefined) continue;
		const list = parseMailboxList(value);
		if (list.kind === "invalid") remarks.push(`${title} cannot be read as addresses: ${list.why}.`);
		else if (name === "sender") {
			const remark = remarkOnSender(list.mailboxes, author);
			if (remark !== undefined) remarks.push(remark);
		}
	}
	return remarks;
}

function remarkOnSender(senders: readonly Mailbox[], author: Mailbox): string | undefined {
	const [sender, ...others] = senders;
	if (sender === undefined || others.length > 0) return "Sender names more or less than one address.";
	if (sender.domainAscii === author.domainAscii) return undefined;
	return `Sender is of another domain, ${sender.domainAscii}, than From.`;
}

/** Longest name that is searched: past it, nobody reads on. */
const NAME_CHARACTERS = 500;
const ADDRESS = /[^\s<>"'(),:;@]{1,64}@((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/u;

/** An address in the display name that is not the author's own: what a reader may take for the author. */
function otherAddressIn({ displayName, address }: Mailbox): string | undefined {
	const name = decodeWords(displayName).slice(0, NAME_CHARACTERS);
	if (!name.includes("@")) return undefined;
	const shown = ADDRESS.exec(name)?.[0];
	return shown === undefined || shown.toLowerCase() === address.toLowerCase() ? undefined : shown;
}
