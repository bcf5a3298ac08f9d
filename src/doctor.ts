/** What `angarium doctor` looks at, from the configuration, and what it looks with. */

import { join } from "node:path";
import { hostFrom } from "./base-zone.ts";
import { parseDomain } from "./rfc/address/domain.ts";
import type { OpenServiceZone } from "./service-zone.ts";
import { setupConfiguration } from "./settings.ts";
import { createDoctor, type Doctor, type Setup } from "./setup/index.ts";
import type { LookUps } from "./setup/look-up-ports.ts";
import type { Store } from "./store/sqlite/index.ts";
import type { Instant } from "./terms/clock.ts";
import { certificateFacts } from "./world/certificate-facts.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { greetingOf } from "./world/greeting.ts";

export interface DoctorParts {
	readonly configuration: Configuration;
	readonly tryMode: boolean;
	readonly folder: string;
	readonly setup: Pick<Setup, "domains">;
	readonly store: Pick<Store, "reports" | "audit">;
	readonly lookUps: LookUps;
	readonly zone: Pick<OpenServiceZone, "name" | "place" | "serial">;
	/** Where other servers deliver to; known once the doors are open. */
	readonly inboundPort: () => number;
}

/** Domains that are looked at for return paths. */
const DOMAINS = 200;

export function openDoctor(parts: DoctorParts): Doctor {
	const { configuration, folder, setup, zone } = parts;
	const { zone: zoneName, inboundHost = zoneName, egressAddresses = [] } = setupConfiguration(configuration);
	const hostname = configuration.hostname.toLowerCase();
	return createDoctor(
		{
			lookUps: parts.lookUps,
			greet: greetingOf,
			certificate: () =>
				certificateFacts(configuration.tls.certificate ?? join(folder, "self-signed.pem"), hostname),
			newest: () => newestIn(parts.store),
			domains: () => setup.domains.list(null, { limit: DOMAINS }),
			serial: zone.serial,
			clock: systemClock,
		},
		{
			tryMode: parts.tryMode,
			hostname,
			inboundHost,
			inboundEnabled: configuration.inbound.enabled,
			inboundPort: parts.inboundPort,
			zone: zoneName,
			answersItself: zone.place !== null,
			nameservers: configuration.dns.nameservers.map((text) => hostFrom("dns.nameservers", text)),
			egressAddresses,
			smarthost: configuration.relay.smarthost !== null,
			blockLists: configuration.doctor.blockLists.map(blockListFrom),
		},
	);
}

/** Throws for what is no name in the DNS: the service is not started with it. */
function blockListFrom(text: string): string {
	const name = parseDomain(text.trim());
	if (name.kind === "invalid") throw new Error(`doctor.blockLists: ${text} is no domain name`);
	return name.domain.ascii;
}

/** Ids are in the order of time, so that the newest of each kind comes first whatever the clock says now. */
async function newestIn({ reports, audit }: DoctorParts["store"]): Promise<Instant | null> {
	const [activity, entries] = await Promise.all([reports.activity({}, 1), audit.list({}, 1)]);
	const moments = [...activity.rows, ...entries].map(({ at }) => at);
	return moments.length === 0 ? null : Math.max(...moments);
}
