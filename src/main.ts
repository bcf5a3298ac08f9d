/**
 * The only place where all parts meet: opens the store, connects the steps by their ports, opens the doors, and
 * closes everything in the order in which nothing is lost.
 */

import { join } from "node:path";
import { connectSteps, SMTP_PORT, type Steps } from "./connect-steps.ts";
import { openDoctor } from "./doctor.ts";
import { anyOf, openDoors } from "./doors.ts";
import { openWorld, type RunOptions, type World } from "./open-world.ts";
import { operatorKey } from "./operator-key.ts";
import { openHttpDoor } from "./serve/http.ts";
import { createMetrics, type Metrics } from "./serve/metrics/index.ts";
import { openServiceZone } from "./service-zone.ts";
import { createSuppressions } from "./setup/index.ts";
import { prepareDemo, tryRecordsIn } from "./try-mode.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { random, randomBytes } from "./world/randomness.ts";
import { type Ready, writeReadyFile } from "./world/ready-file.ts";

export const VERSION = "0.1.0";

export interface Running {
	readonly ready: Ready;
	/** Finishes what is between dot and reply, gives back what waits, and closes. */
	stop(): Promise<void>;
}

export async function run(options: RunOptions): Promise<Running> {
	const world = await openWorld(options);
	const steps = connectSteps(options, world);
	await steps.queue.start();
	const zone = await openZone(options, world);
	const demo = world.internet && (await prepareDemo(world.folder, world.setup, world.internet));
	const http = await openHttpDoor({
		configuration: options.configuration,
		version: VERSION,
		setup: world.setup,
		suppressions: openSuppressions(world),
		reports: world.store.reports,
		zoneFile: zone.file,
		doctor: openDoctor({ ...options, ...world, zone, inboundPort: () => steps.address.inboundPort }),
		queueDepth: () => world.store.queue.depth(),
		limits: steps.limits,
		limiters: steps.limiters,
		metrics: openMetrics(options.configuration, world, steps),
		programs: steps.reception.programs,
		said: (refusal) => steps.tallies.refused(refusal),
		randomBytes,
		acceptedTypes: steps.acceptedTypes,
		mailbox: world.internet?.mailbox ?? null,
		...(world.internet === null ? {} : { tryRecords: tryRecordsIn(world.internet) }),
		demo,
		open: options.tryMode,
		incident: (during, error) => world.log.incident(during, error),
	});
	steps.address.url = options.configuration.url ?? http.url;
	await operatorKey(world.folder, world.setup);
	const doors = await openDoors(options.configuration, {
		reception: steps.reception,
		inbound: steps.inbound,
		certificate: world.certificate,
		clock: systemClock,
		helpUrl: () => steps.address.url,
		limits: steps.limits,
		said: (refusal) => steps.tallies.refused(refusal),
	});
	http.announce(doors.places.submission);
	letReportsIn(world, steps.address, doors.places.inbound);
	const ready: Ready = {
		version: VERSION,
		http: http.url,
		...doors.places,
		...(zone.place === null ? {} : { zone: zone.place }),
		...internetFacts(world),
		...(demo === null ? {} : { demo }),
	};
	writeReadyFile(join(world.folder, "run.json"), ready);
	if (options.readyFile !== null) writeReadyFile(options.readyFile, ready);
	world.log.info("started", { version: VERSION, http: http.url, ...doors.places });
	return {
		ready,
		async stop() {
			const deadlineMs = options.configuration.shutdownDeadline;
			world.log.info("stopping");
			await Promise.all([doors.close(deadlineMs), http.close(), steps.queue.stop(deadlineMs)]);
			await steps.queue.stop(0); // what the doors accepted while they closed
			await steps.relay.close();
			await steps.report.stop();
			await zone.close();
			await world.close();
			world.log.info("stopped");
		},
	};
}

/** In the closed internet, port 25 is wherever the inbound door is. */
function letReportsIn(
	{ internet }: World,
	address: { inboundPort: number },
	inbound: Ready["inbound"],
): void {
	if (internet === null) return;
	internet.reportTo(inbound ?? null);
	address.inboundPort = inbound?.port ?? SMTP_PORT;
}

const openSuppressions = ({ store }: World) =>
	createSuppressions({ store: store.suppressions, accounts: store.setup, clock: systemClock, randomBytes });

const internetFacts = ({ internet }: World): Partial<Ready> =>
	internet === null ? {} : { dns: internet.dns, mailbox: { http: internet.mailboxUrl } };

/** What the customers' CNAMEs lead to; in try mode the closed internet asks there as everybody would. */
async function openZone({ configuration, tryMode }: RunOptions, { setup, internet, log }: World) {
	const zone = await openServiceZone({
		configuration,
		domains: setup.zone,
		clock: systemClock,
		random,
		log: (about, facts) => log.info("dns", { about, ...facts }),
		closed: tryMode,
	});
	if (zone.place !== null) internet?.delegate(zone.name, zone.place);
	return zone;
}

function openMetrics(
	configuration: Configuration,
	{ setup, store, log }: World,
	{ tallies, limiters, limits, queue }: Steps,
): Metrics {
	return createMetrics({
		version: VERSION,
		startedAt: systemClock.now(),
		now: () => systemClock.now(),
		tallies,
		limiters,
		limits,
		queue,
		storeLagMs: () => store.spool.lagMs,
		apiKeys: setup.apiKeys,
		isOpenTo: anyOf("metrics.networks", configuration.metrics.networks),
		incident: (during, error) => log.incident(during, error),
	});
}
