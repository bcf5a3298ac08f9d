/**
 * What the closed internet's mail server does with a recipient: the local part chooses, so that every outcome can
 * be seen without anybody's help. Any other local part is accepted.
 */

import type { Reply } from "../../rfc/smtp/reply.ts";

export interface Behaviour {
	/** Said to RCPT; undefined accepts. */
	readonly rcpt?: Reply;
	/** Said after the final dot; undefined accepts. */
	readonly content?: Reply;
	/** Before the reply to the final dot. */
	readonly delayMs?: number;
	readonly disconnects?: true;
	/** What comes back to the envelope sender, after it was accepted. */
	readonly reports?: "bounce" | "full" | "complaint";
}

const no = (code: number, enhanced: NonNullable<Reply["enhanced"]>, text: string): Reply => ({
	code,
	enhanced,
	lines: [text],
});

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
	"unknown-user": { rcpt: no(550, "5.1.1", "User unknown") },
	"mailbox-full": { rcpt: no(452, "4.2.2", "The mailbox is over its quota") },
	blocked: { rcpt: no(550, "5.7.1", "Client host blocked using a block list") },
	tempfail: { rcpt: no(451, "4.3.0", "Temporary trouble") },
	"too-many-connections": { rcpt: no(421, "4.7.0", "Too many connections, slow down") },
	"reject-content": { content: no(554, "5.7.1", "Message rejected as spam") },
	slow: { delayMs: 5_000 },
	disconnect: { disconnects: true },
	"late-bounce": { reports: "bounce" },
	"late-full": { reports: "full" },
	complain: { reports: "complaint" },
};

const GREYLISTED = no(451, "4.7.1", "Greylisted, please come back in 1 minute");
const MOST_GREYLISTED = 10_000;

/** Remembers who was greylisted: the second try is let in. */
export class Behaviours {
	readonly #greylisted = new Set<string>();

	of(address: string): Behaviour {
		const localPart = address.slice(0, Math.max(0, address.lastIndexOf("@"))).toLowerCase();
		if (localPart.startsWith("greylist")) return this.#greylist(address.toLowerCase());
		return (Object.hasOwn(BEHAVIOURS, localPart) ? BEHAVIOURS[localPart] : undefined) ?? {};
	}

	#greylist(address: string): Behaviour {
		if (this.#greylisted.delete(address)) return {};
		if (this.#greylisted.size < MOST_GREYLISTED) this.#greylisted.add(address);
		return { rcpt: GREYLISTED };
	}
}
