/** The steps of the journey, each with its ports filled. They never call each other: they are connected here. */

import { createInboundReception, createReception } from "./accept/index.ts";
import { createChecks, createLimiters } from "./check/index.ts";
import { logAccepted, logged, logSteered } from "./mail-log.ts";
import type { RunOptions, World } from "./open-world.ts";
import { createQueue } from "./queue/index.ts";
import { refusedSubmission } from "./refused-submission.ts";
import { createRelay } from "./relay/index.ts";
import { createReport } from "./report/index.ts";
import { openReturnPaths } from "./return-paths.ts";
import { counted, Tallies } from "./serve/metrics/index.ts";
import { acceptConfiguration, queueConfiguration, relayConfiguration } from "./settings.ts";
import { DAY } from "./terms/clock.ts";
import { suppressionAddress } from "./terms/suppression.ts";
import { createScanner } from "./world/clamd.ts";
import { systemClock } from "./world/clock.ts";
import { dialer } from "./world/dial.ts";
import { sign } from "./world/keys.ts";
import { random, randomBytes } from "./world/randomness.ts";
import { recipientDomains } from "./world/recipient-domains.ts";

/** RFC 5321 §4.5.4.2. */
export const SMTP_PORT = 25;

export function connectSteps({ configuration, tryMode }: RunOptions, world: World) {
	const { store, setup, resolver, log } = world;
	const fault = (during: string, error: unknown): void => void log.incident(during, error);
	const common = { clock: systemClock, random, randomBytes, fault };
	const tallies = new Tallies();
	const report = createReport(
		{ ...common, store: store.reports, noteDue: (at) => queue.noteDue(at) },
		{ hostname: configuration.hostname, activityDays: configuration.retention.activityDays },
	);
	const returnPaths = openReturnPaths(configuration, world);
	const relay = createRelay(
		{
			...{ ...common, resolver, dialer, content: store.content, keys: setup.signingKeys, sign },
			...(returnPaths === undefined ? {} : { returnPaths }),
		},
		relayConfiguration(configuration, world.internet?.smtp.port),
	);
	const queue = createQueue(
		{
			...common,
			store: logged(counted(store.queue, tallies), log),
			steering: store.steering,
			steered(act, recipients, by) {
				logSteered(log, act, recipients, by);
				if (act === "cancel") tallies.cancelled(recipients.length);
			},
			relayer: relay,
			reporter: { report: report.failureReport },
		},
		queueConfiguration(configuration),
	);
	/** Known once the doors are open; other servers deliver to port 25, but in the closed internet. */
	const address = { url: configuration.url ?? "", inboundPort: SMTP_PORT };
	const acceptance = acceptConfiguration(configuration, tryMode);
	const { limits } = acceptance;
	const { recipientDomainMustBeKnown } = configuration.relay;
	const { scanner } = configuration.attachments;
	const incident = (during: string, error: unknown): string => log.incident(during, error);
	const limiters = createLimiters(limits);
	const inbound = createInboundReception(
		{
			...{ ...common, limiters, spool: store.spool, incident },
			tokens: returnPaths?.tokens ?? null,
			lifetimeMs: configuration.retention.activityDays * DAY,
			reports: report.incoming,
		},
		acceptance,
	);
	const reception = createReception(
		{
			...common,
			checks: createChecks(limits, acceptance.attachments, recipientDomainMustBeKnown),
			limiters,
			spool: store.spool,
			identities: setup.directory,
			suppression: (account, { address, domainAscii }) =>
				store.suppressions.find(account, suppressionAddress(address, domainAscii)),
			lookUpDomain: recipientDomains(resolver, systemClock),
			inspector: world.inspector,
			scanner: scanner === null ? null : createScanner(scanner),
			storage: world.storage.latest,
			queued(message, content) {
				tallies.accepted(message);
				logAccepted(log, message);
				queue.offer(message, content);
			},
			queueHasRoom: (domains) => queue.hasRoom(domains),
			refused: (refused) => report.refused(refusedSubmission(refused, systemClock.now(), address.url)),
			incident,
		},
		acceptance,
	);
	const acceptedTypes = acceptance.attachments.types;
	return { report, relay, queue, reception, inbound, limits, limiters, tallies, acceptedTypes, address };
}

export type Steps = ReturnType<typeof connectSteps>;
