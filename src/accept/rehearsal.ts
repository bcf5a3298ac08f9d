/**
 * A submission that is only tried: the same session, the same checks in the same order, but every refusal is
 * collected instead of said, and nothing is written, counted or used up.
 *
 * It is made of the real parts with their effects taken off, so that a check which is added to the real journey
 * is in the rehearsal too, without being named here.
 */

import { parsePath } from "../rfc/address/path.ts";
import type { Sender } from "../terms/identity.ts";
import type { NewMessage } from "../terms/message.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { MailFacts } from "../terms/submission.ts";
import { InFlight } from "./in-flight.ts";
import { then } from "./maybe.ts";
import type { AcceptPorts, Checks, Limiters, Spool } from "./ports.ts";
import type { Seen } from "./sessions.ts";
import type { Ledger, Shared } from "./shared.ts";

interface Stage {
	readonly shared: Shared;
	readonly seen: Seen;
}

export function rehearsalOf(shared: Shared): Stage {
	const { ports } = shared;
	let refusals: Refusal[] = [];
	let mail: MailFacts | undefined;
	let message: NewMessage | undefined;
	const collect = (found: readonly Refusal[]): undefined => {
		refusals.push(...found);
	};
	const spool = spoolOf(ports, (written) => {
		message = written;
	});
	const rehearsed: AcceptPorts = {
		...ports,
		checks: checksOf(ports.checks, collect, (facts) => {
			mail = facts;
		}),
		limiters: limitersOf(ports.limiters),
		spool,
		identities: {
			sender: (username) => ports.identities.sender(username),
			refresh: (sender: Sender) => ports.identities.refresh(sender),
			passwordMatches: () => false,
			connected: () => {},
			loginFailed: () => {},
			quota: (account) => ports.identities.quota(account),
		},
		queued: () => {},
		queueHasRoom: () => false,
		refused: () => {},
	};
	return {
		shared: {
			...shared,
			ports: rehearsed,
			ledger: ledgerOf(shared.ledger),
			inFlight: new InFlight(),
			rehearses: true,
		},
		seen: {
			taken() {
				const since = refusals;
				refusals = [];
				return since;
			},
			async domainRefusal(path) {
				const parsed = parsePath(path);
				if (parsed.kind === "invalid" || parsed.path.literal !== null) return undefined;
				const { domainAscii } = parsed.path;
				return ports.checks.recipientDomain(domainAscii, await ports.lookUpDomain(domainAscii));
			},
			get mail() {
				return mail;
			},
			get message() {
				return message;
			},
		},
	};
}

function checksOf(
	checks: Checks,
	collect: (found: readonly Refusal[]) => undefined,
	sawMail: (facts: MailFacts) => void,
): Checks {
	const { every } = checks;
	return {
		every,
		login: (facts) => collect(every.login(facts)),
		mail(facts) {
			sawMail(facts);
			return collect(every.mail(facts));
		},
		// A recipient that would be refused is not counted among those of the message: the first refusal is said.
		rcpt(facts) {
			const [first, ...others] = every.rcpt(facts);
			collect(others);
			return first;
		},
		recipientDomain: (...about) => checks.recipientDomain(...about),
		content: (facts) => collect(every.content(facts)),
		// Not collected: asked for every piece, it only ends the reading. The check of the content says it.
		size: (wireBytes) => checks.size(wireBytes),
	};
}

const UNCOUNTED = { enter: () => true, leave: () => {} };

/** Rates are looked at; sessions are not counted, since none is kept open. */
const limitersOf = ({ rates, logins }: Limiters): Limiters => ({
	places: { arrive: () => ({ identify: () => undefined, leave: () => {} }) },
	userSessions: UNCOUNTED,
	accountSessions: UNCOUNTED,
	rates: {
		forMessage: (sender, now) => rates.forMessage(sender, now),
		forRecipient: (sender, now) => rates.forRecipient(sender, now),
		take: () => {},
	},
	logins: {
		blockedMs: (address, username, now) => logins.blockedMs(address, username, now),
		failed: () => {},
		succeeded: () => {},
	},
});

/** Pieces are kept only where a scanner will read them. */
function spoolOf({ spool, scanner }: AcceptPorts, written: (message: NewMessage) => void): Spool {
	const pieces: Buffer[] = [];
	return {
		get lagMs() {
			return spool.lagMs;
		},
		async stage(_, index, chunk) {
			if (scanner !== null) pieces[index] = chunk;
		},
		discard: () => {},
		async *staged() {
			yield* pieces;
		},
		async accept(message) {
			written(message);
			return { kind: "accepted" };
		},
		keyUses: async () => [],
	};
}

/** Starts from what is used now, and counts the recipients of the rehearsal for itself. */
function ledgerOf(real: Ledger): Ledger {
	let recipients = 0;
	return {
		state: (account) => then(real.state(account), (facts) => ({ ...facts, used: facts.used + recipients })),
		promise(_, promised) {
			recipients++;
			return promised;
		},
		keep: () => {},
		giveBack: () => {},
		giveBackOne: () => {},
		correct: () => {},
	};
}
