/** What has become of a domain, as the outbox has it. */

import type { ServiceEvent } from "../terms/events.ts";
import type { SendingDomain } from "../terms/identity.ts";
import { type EventId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { SetupPorts } from "./ports.ts";
import type { DomainEvent } from "./verification-ports.ts";

const typeOf = {
	"domain-verified": "domain.verified",
	"domain-broken": "domain.broken",
	"domain-mended": "domain.mended",
	"domain-stopped": "domain.stopped",
} as const;

export const serviceEventOf = (
	{ id: domainId, accountId, name }: SendingDomain,
	{ kind, at, records }: DomainEvent,
	randomBytes: SetupPorts["randomBytes"],
): ServiceEvent => ({
	id: makeId<EventId>(at, randomBytes(ID_RANDOM_BYTES)),
	at,
	accountId,
	type: typeOf[kind],
	data: { domainId, name, records },
});
