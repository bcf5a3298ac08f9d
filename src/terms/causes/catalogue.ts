/**
 * What other servers tell us, in classes: whether it is worth trying again, whether the address is to blame, and
 * what a person can do. The ids are kept in Activity and never change their meaning.
 */

export interface Cause {
	/** What happens when the reply's own class leaves it open. */
	readonly disposition: "retry" | "fail";
	/** How it counts when it ends a recipient. */
	readonly bounce: "soft" | "hard";
}

const retry: Cause = { disposition: "retry", bounce: "soft" };
const soft: Cause = { disposition: "fail", bounce: "soft" };
const hard: Cause = { disposition: "fail", bounce: "hard" };

export const causes = {
	"recipient-unknown": hard,
	"recipient-disabled": hard,
	"domain-not-found": hard,
	"null-mx": hard,
	"mailbox-full": soft,
	greylisted: retry,
	"rate-limited": retry,
	"our-address-blocked": soft,
	"content-refused": soft,
	"sender-refused": soft,
	"message-too-big": soft,
	"tls-required-by-them": soft,
	"relay-denied-there": soft,
	"host-unreachable": retry,
	"connection-lost": retry,
	"dns-trouble": retry,
	"protocol-trouble": retry,
	timeout: retry,
	loop: soft,
	"no-8bit-support": soft,
	"no-utf8-support": soft,
	expired: soft,
	interrupted: retry,
	unknown: retry,
} as const satisfies Record<string, Cause>;

export type CauseId = keyof typeof causes;

export const isCause = (id: string): id is CauseId => Object.hasOwn(causes, id);
export const causeOf = (id: string): Cause => (isCause(id) ? causes[id] : causes.unknown);
