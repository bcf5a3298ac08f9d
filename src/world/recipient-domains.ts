/**
 * Whether a recipient's domain takes mail, asked at RCPT: within a deadline, with a memory of its own, so that a
 * thousand recipients of one domain cost one look-up and the usual answer comes without waiting.
 */

import type { Resolver } from "../relay/ports.ts";
import type { DomainAnswer } from "../terms/submission.ts";

const DEADLINE_MS = 1_500;
const KEPT_MS = 60_000;
const KEPT_TROUBLE_MS = 5_000;
const MOST_KEPT = 20_000;

/** RFC 6761, RFC 6762, RFC 7686: never in the public DNS. `.test` and `.example` are, in closed networks. */
const SPECIAL_USE = /^[^.]+$|\.(?:invalid|localhost|local|onion)$/;

export function recipientDomains(resolver: Resolver, now: () => number) {
	const kept = new Map<string, { readonly answer: DomainAnswer; readonly until: number }>();
	return (domain: string): DomainAnswer | Promise<DomainAnswer> => {
		if (SPECIAL_USE.test(domain)) return "not-found";
		const known = kept.get(domain);
		if (known !== undefined && known.until > now()) return known.answer;
		return withinDeadline(lookUp(resolver, domain)).then((answer) => {
			kept.delete(domain);
			kept.set(domain, { answer, until: now() + (answer === "unavailable" ? KEPT_TROUBLE_MS : KEPT_MS) });
			const oldest = kept.size > MOST_KEPT ? kept.keys().next() : undefined;
			if (oldest !== undefined && !oldest.done) kept.delete(oldest.value);
			return answer;
		});
	};
}

async function lookUp(resolver: Resolver, domain: string): Promise<DomainAnswer> {
	const mx = await resolver.mx(domain);
	if (mx.kind === "found")
		return mx.records.some(({ exchange }) => exchange === "") ? "null-mx" : "takes-mail";
	if (mx.kind === "trouble") return "unavailable";
	if (mx.kind === "no-domain") return "not-found";
	const addresses = await resolver.addresses(domain);
	if (addresses.kind === "found") return "takes-mail";
	return addresses.kind === "trouble" ? "unavailable" : "not-found";
}

function withinDeadline(asked: Promise<DomainAnswer>): Promise<DomainAnswer> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve("unavailable"), DEADLINE_MS);
		void asked.then((answer) => {
			clearTimeout(timer);
			resolve(answer);
		});
	});
}
