/** Opens the HTTP door over everything that its calls and pages are about. */

import { serviceTrouble } from "./check/index.ts";
import type { Steps } from "./connect-steps.ts";
import { openDoctor } from "./doctor.ts";
import { anyOf } from "./doors.ts";
import type { RunOptions, World } from "./open-world.ts";
import type { TrySamples } from "./serve/api/try-ports.ts";
import { type HttpDoor, openHttpDoor } from "./serve/http.ts";
import { createMetrics, type Metrics } from "./serve/metrics/index.ts";
import type { Demo } from "./serve/web/index.ts";
import type { OpenServiceZone } from "./service-zone.ts";
import { createSuppressions } from "./setup/index.ts";
import type { SignIn } from "./sign-in.ts";
import type { OpenTelling } from "./telling.ts";
import { tryRecordsIn } from "./try-mode.ts";
import { VERSION } from "./version.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { openHelp } from "./world/help/index.ts";
import { randomBytes } from "./world/randomness.ts";

export interface HttpParts {
	readonly world: World;
	readonly steps: Steps;
	readonly zone: OpenServiceZone;
	readonly telling: OpenTelling;
	readonly signIn: SignIn;
	readonly demo: Demo | null;
	readonly samples: TrySamples | null;
}

export const openHttp = (
	options: RunOptions,
	{ world, steps, zone, signIn, telling, demo, samples }: HttpParts,
): Promise<HttpDoor> =>
	openHttpDoor({
		configuration: options.configuration,
		version: VERSION,
		setup: world.setup,
		people: signIn.people,
		auth: signIn.auth,
		service: serviceFacts(options, world),
		suppressions: openSuppressions(world),
		webhooks: telling.webhooks,
		reports: world.store.reports,
		steering: steps.queue.steering,
		isProxy: anyOf("http.proxies", options.configuration.http.proxies),
		feed: steps.report.feed,
		apiCalls: world.store.apiCalls,
		callRates: {
			perAsker: options.configuration.api.callsPerMinute,
			perAddress: options.configuration.api.anonymousCallsPerMinute,
		},
		zoneFile: zone.file,
		doctor: openDoctor({ ...options, ...world, zone, inboundPort: () => steps.address.inboundPort }),
		queueDepth: () => world.store.queue.depth(),
		trouble: () =>
			serviceTrouble(
				{ storeLagMs: world.store.spool.lagMs, contentInFlightBytes: 0, ...world.storage.latest() },
				steps.limits,
			)?.reason,
		limits: steps.limits,
		limiters: steps.limiters,
		metrics: openMetrics(options.configuration, world, { ...steps, ...signIn }),
		programs: steps.reception.programs,
		said: (refusal) => steps.tallies.refused(refusal),
		randomBytes,
		help: (url) => openHelp({ limits: steps.limits, acceptedTypes: steps.acceptedTypes, url }),
		mailbox: world.internet?.mailbox ?? null,
		...(world.internet === null ? {} : { tryRecords: tryRecordsIn(world.internet) }),
		...(samples === null ? {} : { trySamples: samples }),
		demo,
		open: options.tryMode,
		incident: (during, error) => world.log.incident(during, error),
	});

const serviceFacts = ({ configuration, tryMode }: RunOptions, { setup }: World) => ({
	name: "Angarium",
	hostname: configuration.hostname,
	tryMode,
	supportEmail: configuration.support.email,
	supportUrl: configuration.support.url,
	oidc: configuration.oidc.issuer !== null,
	payment: setup.payments === null ? ("request" as const) : ("stripe" as const),
	deletionGraceMs: configuration.accounts.deletionGrace,
});

const openSuppressions = ({ store }: World) =>
	createSuppressions({ store: store.suppressions, accounts: store.setup, clock: systemClock, randomBytes });

function openMetrics(
	configuration: Configuration,
	{ setup, store, log }: World,
	{ tallies, limiters, limits, queue, guard }: Steps & Pick<SignIn, "guard">,
): Metrics {
	return createMetrics({
		version: VERSION,
		startedAt: systemClock.now(),
		now: () => systemClock.now(),
		tallies,
		limiters,
		limits,
		signIns: guard,
		queue,
		storeLagMs: () => store.spool.lagMs,
		apiKeys: setup.apiKeys,
		isOpenTo: anyOf("metrics.networks", configuration.metrics.networks),
		incident: (during, error) => log.incident(during, error),
	});
}
