/**
 * Whether a recipient's domain takes mail, asked at RCPT: within a deadline, with a memory of its own, so that a
 * thousand recipients of one domain cost one look-up and the usual answer comes without waiting.
 *
 * Asking again while an answer is awaited costs nothing: whoever sees the recipients of a transaction coming asks
 * for all their domains at once, and each RCPT then waits for what is left of its own.
 */

import type { Resolver } from "../relay/ports.ts";
import type { Clock } from "../terms/clock.ts";
import type { DomainAnswer } from "../terms/submission.ts";

const DEADLINE_MS = 1_500;
const KEPT_MS = 60_000;
const KEPT_TROUBLE_MS = 5_000;
const MOST_KEPT = 20_000;
/** Look-ups under way; beyond, a domain is taken for one that the DNS does not answer for. */
const MOST_ASKED = 2_000;

/** RFC 6761, RFC 6762, RFC 7686: never in the public DNS. `.test` and `.example` are, in closed networks. */
const SPECIAL_USE = /^[^.]+$|\.(?:invalid|localhost|local|onion)$/;

export type LookUpDomain = (domain: string) => DomainAnswer | Promise<DomainAnswer>;

/** `domain` is asked for in lower case, as an A-label. The function never rejects. */
export function recipientDomains(resolver: Resolver, clock: Pick<Clock, "now" | "after">): LookUpDomain {
	const kept = new Map<string, { readonly answer: DomainAnswer; readonly until: number }>();
	const asked = new Map<string, Promise<DomainAnswer>>();

	const keep = (domain: string, answer: DomainAnswer): void => {
		kept.delete(domain);
		const keptMs = answer === "unavailable" ? KEPT_TROUBLE_MS : KEPT_MS;
		kept.set(domain, { answer, until: clock.now() + keptMs });
		const oldest = kept.size > MOST_KEPT ? kept.keys().next() : undefined;
		if (oldest !== undefined && !oldest.done) kept.delete(oldest.value);
	};

	return (domain) => {
		if (SPECIAL_USE.test(domain)) return "not-found";
		const known = kept.get(domain);
		if (known !== undefined && known.until > clock.now()) return known.answer;
		const underWay = asked.get(domain);
		if (underWay !== undefined) return underWay;
		if (asked.size >= MOST_ASKED) return "unavailable";
		const answer = withinDeadline(lookUp(resolver, domain), clock).then((told) => {
			asked.delete(domain);
			keep(domain, told);
			return told;
		});
		asked.set(domain, answer);
		return answer;
	};
}

/** RFC 5321 §5.1: MX first, then addresses. RFC 7505 §3: one MX that names no host takes no mail; beside others it is none. */
async function lookUp(resolver: Resolver, domain: string): Promise<DomainAnswer> {
	const mx = await resolver.mx(domain);
	if (mx.kind === "found")
		return mx.records.every(({ exchange }) => exchange === "") ? "null-mx" : "takes-mail";
	if (mx.kind === "trouble") return "unavailable";
	if (mx.kind === "no-domain") return "not-found";
	const addresses = await resolver.addresses(domain);
	if (addresses.kind === "found") return "takes-mail";
	return addresses.kind === "trouble" ? "unavailable" : "not-found";
}

function withinDeadline(asked: Promise<DomainAnswer>, clock: Pick<Clock, "after">): Promise<DomainAnswer> {
	return new Promise((resolve) => {
		const timer = clock.after(DEADLINE_MS, () => resolve("unavailable"));
		const answered = (answer: DomainAnswer): void => {
			timer.cancel();
			resolve(answer);
		};
		asked.then(answered, () => answered("unavailable"));
	});
}
