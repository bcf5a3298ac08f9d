/**
 * What other servers tell us, in classes: whether it is worth trying again, whether the address is to blame, and
 * what a person can do. The ids are kept in Activity and never change their meaning.
 */

import type { EnhancedCode } from "../../rfc/smtp/reply.ts";

export interface Cause {
	/** What happens when the reply's own class leaves it open. */
	readonly disposition: "retry" | "fail";
	/** How it counts when it ends a recipient. */
	readonly bounce: "soft" | "hard";
	/** What a report says (RFC 3463) when the server gave no enhanced code of its own. */
	readonly status: EnhancedCode<4 | 5>;
}

const retry = (status: Cause["status"]): Cause => ({ disposition: "retry", bounce: "soft", status });
const soft = (status: Cause["status"]): Cause => ({ disposition: "fail", bounce: "soft", status });
const hard = (status: Cause["status"]): Cause => ({ disposition: "fail", bounce: "hard", status });

export const causes = {
	"recipient-unknown": hard("5.1.1"),
	"recipient-disabled": hard("5.2.1"),
	"domain-not-found": hard("5.1.2"),
	"null-mx": hard("5.1.10"),
	"mailbox-full": soft("5.2.2"),
	greylisted: retry("5.7.1"),
	"rate-limited": retry("5.7.28"),
	"our-address-blocked": soft("5.7.1"),
	"content-refused": soft("5.6.0"),
	"sender-refused": soft("5.1.8"),
	"message-too-big": soft("5.3.4"),
	"tls-required-by-them": soft("5.7.10"),
	"relay-denied-there": soft("5.7.1"),
	"host-unreachable": retry("5.4.1"),
	"connection-lost": retry("5.4.2"),
	"dns-trouble": retry("5.4.3"),
	"protocol-trouble": retry("5.5.0"),
	timeout: retry("5.4.2"),
	loop: soft("5.4.6"),
	"no-8bit-support": soft("5.6.3"),
	"no-utf8-support": soft("5.6.7"),
	/** RFC 3463 §3.5: X.4.7, delivery time expired. */
	expired: soft("4.4.7"),
	interrupted: retry("5.3.0"),
	unknown: retry("5.0.0"),
} as const satisfies Record<string, Cause>;

export type CauseId = keyof typeof causes;

export const isCause = (id: string): id is CauseId => Object.hasOwn(causes, id);
export const causeOf = (id: string): Cause => (isCause(id) ? causes[id] : causes.unknown);
