/**
 * What other servers tell us, in classes: whether it is worth trying again, whether the address is to blame, and
 * whose move it is. The ids are kept in Activity and never change their meaning; new ones may be added.
 *
 * What a person reads stands in ./words, how a reply is recognised in ./patterns. A row says nothing about one
 * reply: a server's own class (4 or 5) leads, and the row decides what the reply leaves open.
 */

import type { EnhancedCode } from "../../rfc/smtp/reply.ts";

/** Who can change something: `nobody` means that waiting is all there is to do. */
export type Move = "sender" | "recipient" | "operator" | "nobody";

export interface Cause {
	/** What happens when the reply's own class leaves it open. */
	readonly disposition: "retry" | "fail";
	/** How it counts when it ends a recipient. */
	readonly bounce: "soft" | "hard";
	/** What a report says (RFC 3463) when the server gave no enhanced code of its own. */
	readonly status: EnhancedCode<4 | 5>;
	readonly move: Move;
	/** Whether an address that ends so is not tried again for later messages either: a mailbox surely is not there. */
	readonly suppresses: boolean;
}

type Status = Cause["status"];

const retry = (status: Status, move: Move = "nobody"): Cause => ({
	disposition: "retry",
	bounce: "soft",
	status,
	move,
	suppresses: false,
});
const soft = (status: Status, move: Move): Cause => ({ ...retry(status, move), disposition: "fail" });
const hard = (status: Status, move: Move): Cause => ({ ...soft(status, move), bounce: "hard" });

/** The address, the mailbox and the domain behind it. */
const recipient = {
	"recipient-unknown": { ...hard("5.1.1", "sender"), suppresses: true },
	"recipient-disabled": hard("5.2.1", "recipient"),
	"recipient-moved": hard("5.1.6", "sender"),
	"recipient-address-malformed": hard("5.1.3", "sender"),
	"recipient-too-busy": retry("5.2.1"),
	"mailbox-full": soft("5.2.2", "recipient"),
	"sender-blocked-by-recipient": soft("5.7.1", "recipient"),
	"domain-not-found": hard("5.1.2", "sender"),
	"null-mx": hard("5.1.10", "sender"),
	"not-accepting-mail": soft("5.3.2", "recipient"),
	"their-domain-suspended": soft("5.2.1", "recipient"),
	"relay-denied-there": soft("5.7.1", "recipient"),
} as const satisfies Record<string, Cause>;

/** Who sends: the sending domain's records, and the address that our connections come from. */
const sender = {
	"sender-refused": soft("5.1.8", "sender"),
	"sender-domain-unresolvable": soft("5.1.8", "sender"),
	"authentication-failed": soft("5.7.26", "sender"),
	"spf-failed": soft("5.7.23", "sender"),
	"dkim-failed": soft("5.7.20", "sender"),
	"dmarc-failed": soft("5.7.26", "sender"),
	"blocked-by-reputation": soft("5.7.1", "sender"),
	"our-address-blocked": soft("5.7.1", "operator"),
	"reverse-dns-missing": soft("5.7.25", "operator"),
	"helo-refused": soft("5.7.1", "operator"),
	"login-needed-there": soft("5.7.0", "operator"),
} as const satisfies Record<string, Cause>;

/** The message itself. */
const message = {
	"content-refused": soft("5.7.1", "sender"),
	"link-refused": soft("5.7.1", "sender"),
	"attachment-refused": soft("5.7.1", "sender"),
	"virus-found": soft("5.7.1", "sender"),
	"message-malformed": soft("5.6.0", "sender"),
	"message-too-big": soft("5.3.4", "sender"),
	policy: soft("5.7.1", "recipient"),
	"no-8bit-support": soft("5.6.3", "sender"),
	"no-utf8-support": soft("5.6.7", "sender"),
	loop: soft("5.4.6", "recipient"),
} as const satisfies Record<string, Cause>;

/** The other server and the way to it. */
const service = {
	greylisted: retry("5.7.1"),
	"rate-limited": retry("5.7.28"),
	"too-many-connections": retry("5.7.0"),
	"too-many-recipients-there": retry("5.5.3"),
	"temporarily-unavailable": retry("5.3.2"),
	"system-fault-there": retry("5.3.0"),
	"tls-required-by-them": soft("5.7.10", "operator"),
	"host-unreachable": retry("5.4.1"),
	"connection-lost": retry("5.4.2"),
	"dns-trouble": retry("5.4.3"),
	"protocol-trouble": retry("5.5.0", "operator"),
	timeout: retry("5.4.2"),
	/** RFC 3463 §3.5: X.4.7, delivery time expired. */
	expired: soft("4.4.7", "sender"),
	interrupted: retry("5.3.0"),
	unknown: retry("5.0.0", "sender"),
} as const satisfies Record<string, Cause>;

/** Decided here, by hand: what the operator does to the queue. */
const operator = {
	"destination-paused": retry("5.3.2", "operator"),
	"held-by-operator": retry("5.7.0", "operator"),
	"cancelled-by-operator": soft("5.7.0", "operator"),
} as const satisfies Record<string, Cause>;

/** In the order in which a reader meets them. */
export const causeSections = { recipient, sender, message, service, operator } as const;

export const causes = { ...recipient, ...sender, ...message, ...service, ...operator } as const;

export type CauseId = keyof typeof causes;

export const causeIds = Object.keys(causes) as readonly CauseId[];

export const isCause = (id: string): id is CauseId => Object.hasOwn(causes, id);
export const causeOf = (id: string): Cause => (isCause(id) ? causes[id] : causes.unknown);
