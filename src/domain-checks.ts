/** How sending domains are looked up in the DNS, and who hears what becomes of them. */

import { createGuard } from "./relay/guard.ts";
import type { LookUps } from "./setup/look-up-ports.ts";
import type { DomainEvent } from "./setup/verification-ports.ts";
import type { SendingDomain } from "./terms/identity.ts";
import type { Configuration } from "./world/configuration/index.ts";
import type { Log } from "./world/log.ts";
import { createLookUps } from "./world/look-ups.ts";
import type { DnsServer } from "./world/resolver/question.ts";

/** Try mode's internet is on loopback, with one name server for everything. */
export function lookUpsFor(
	{ relay, verification }: Configuration,
	resolvers: readonly DnsServer[],
	closedInternet: boolean,
): LookUps {
	const guard = createGuard(closedInternet ? ["127.0.0.0/8"] : relay.allowedNetworks, []);
	const ownPort = closedInternet ? resolvers[0]?.port : verification.port;
	return createLookUps({
		resolvers,
		mayAsk: (address) => guard.allows(address),
		...(ownPort === undefined ? {} : { ownPort }),
	});
}

/** Hears what has become of a sending domain, after it was written down. */
export type DomainListener = (domain: SendingDomain, event: DomainEvent) => void;

/** Every event of every domain passes here. A listener that fails keeps none from the others, nor from the check. */
export const toAll =
	(listeners: readonly DomainListener[], fault: (error: unknown) => void): DomainListener =>
	(domain, event) => {
		for (const listener of listeners) {
			try {
				listener(domain, event);
			} catch (error) {
				fault(error);
			}
		}
	};

export const tellIn =
	(log: Log): DomainListener =>
	({ id, accountId, name }, { kind, records }) => {
		const good = kind === "domain-verified" || kind === "domain-mended";
		const states = Object.fromEntries(records.map(({ purpose, state }) => [purpose, state]));
		log[good ? "info" : "warn"](kind, { domain: name, domainId: id, accountId, ...states });
	};
