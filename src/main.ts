/**
 * The only place where all parts meet: opens the store, connects the steps by their ports, opens the doors, and
 * closes everything in the order in which nothing is lost.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInboundReception, createReception } from "./accept/index.ts";
import { createChecks, createLimiters } from "./check/index.ts";
import { openDoctor } from "./doctor.ts";
import { lookUpsFor, tellIn } from "./domain-checks.ts";
import { anyOf, openDoors } from "./doors.ts";
import { operatorKey } from "./operator-key.ts";
import { createQueue } from "./queue/index.ts";
import { refusedSubmission } from "./refused-submission.ts";
import { createRelay } from "./relay/index.ts";
import { createReport } from "./report/index.ts";
import { openReturnPaths } from "./return-paths.ts";
import { type ClosedInternet, startClosedInternet } from "./serve/closed-internet/index.ts";
import { openHttpDoor } from "./serve/http.ts";
import { counted, createMetrics, type Metrics, Tallies } from "./serve/metrics/index.ts";
import { openServiceZone } from "./service-zone.ts";
import {
	acceptConfiguration,
	queueConfiguration,
	relayConfiguration,
	serversOf,
	setupConfiguration,
} from "./settings.ts";
import { createSetup, createSuppressions, createVerifier, type Setup } from "./setup/index.ts";
import type { LookUps } from "./setup/ports.ts";
import { SERVER_KEY_BYTES } from "./setup/secrets.ts";
import { openStore } from "./store/sqlite/index.ts";
import { DAY } from "./terms/clock.ts";
import { suppressionAddress } from "./terms/suppression.ts";
import { prepareDemo, tryRecordsIn } from "./try-mode.ts";
import { loadCertificate, selfSignedFiles } from "./world/certificate.ts";
import { createScanner } from "./world/clamd.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { dialer } from "./world/dial.ts";
import { createInspector } from "./world/inspector/index.ts";
import { generateKey, sign } from "./world/keys.ts";
import { createLog, type Log } from "./world/log.ts";
import { random, randomBytes } from "./world/randomness.ts";
import { type Ready, writeReadyFile } from "./world/ready-file.ts";
import { recipientDomains } from "./world/recipient-domains.ts";
import { createResolver } from "./world/resolver/index.ts";
import { systemServers } from "./world/resolver/servers.ts";
import { secretFile } from "./world/secret-file.ts";
import { watchStorage } from "./world/storage.ts";

/** RFC 5321 §4.5.4.2. */
const SMTP_PORT = 25;

export const VERSION = "0.1.0";

export interface RunOptions {
	readonly configuration: Configuration;
	/** The whole service in a closed internet, with a demo account. */
	readonly tryMode: boolean;
	readonly readyFile: string | null;
}

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

/** Everything outside the steps: files, threads, the resolver, and in try mode the internet itself. */
async function openWorld({ configuration, tryMode }: RunOptions) {
	const folder = configuration.data;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const log = createLog(configuration.log);
	const certificate = await openCertificate(configuration, folder, tryMode, log);
	const internet = tryMode ? await startClosedInternet(certificate) : null;
	const servers = dnsServers(configuration, internet);
	const resolver = createResolver({ servers, now: () => systemClock.now() });
	const lookUps = lookUpsFor(configuration, servers, internet !== null);
	const store = await openStore({
		folder,
		clock: systemClock,
		log: (about, facts) => log.info("store", { about, ...facts }),
	});
	const setup = openSetup(folder, configuration, store.setup, lookUps, log);
	setup.keyTask.start();
	setup.checkTask.start();
	const storage = await watchStorage(folder);
	const { archiveEntries, deadline } = configuration.attachments;
	const inspector = createInspector({
		folder,
		deadlineMs: deadline,
		limits: { entries: archiveEntries },
	});
	return {
		folder,
		log,
		certificate,
		internet,
		resolver,
		lookUps,
		store,
		storage,
		inspector,
		setup,
		async close() {
			await Promise.all([setup.keyTask.stop(), setup.checkTask.stop()]);
			await internet?.close();
			await inspector.close();
			await store.close();
			certificate.close();
			storage.stop();
		},
	};
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** The steps of the journey, each with its ports filled. */
function connectSteps({ configuration, tryMode }: RunOptions, world: World) {
	const { store, setup, resolver, log } = world;
	const fault = (during: string, error: unknown): void => void log.incident(during, error);
	const common = { clock: systemClock, random, randomBytes, fault };
	const tallies = new Tallies();
	const report = createReport(
		{ ...common, store: store.reports, noteDue: (at) => queue.noteDue(at) },
		{ hostname: configuration.hostname, activityDays: configuration.retention.activityDays },
	);
	const returnPaths = openReturnPaths(configuration, world.folder, setup);
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
			store: counted(store.queue, tallies),
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

function openMetrics(
	configuration: Configuration,
	{ setup, store, log }: World,
	{ tallies, limiters, limits, queue }: ReturnType<typeof connectSteps>,
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

async function openCertificate(configuration: Configuration, folder: string, tryMode: boolean, log: Log) {
	const { certificate, key } = configuration.tls;
	if ((certificate === null || key === null) && !tryMode)
		throw new Error("tls.certificate and tls.key have to be set: submission needs TLS");
	const files =
		certificate === null || key === null
			? await selfSignedFiles(folder, configuration.hostname)
			: { certificateFile: certificate, keyFile: key };
	return loadCertificate(files, {
		loaded: (expires) => log.info("certificate-loaded", { expires }),
		refused: (error) => log.warn("certificate-refused", { problem: String(error) }),
	});
}

const dnsServers = (configuration: Configuration, internet: ClosedInternet | null) => {
	if (internet !== null) return [{ address: internet.dns.host, port: internet.dns.port }];
	const configured = serversOf(configuration.relay.dnsServers);
	return configured.length > 0 ? configured : systemServers();
};

function openSetup(
	folder: string,
	configuration: Configuration,
	store: Parameters<typeof createSetup>[0]["store"],
	lookUps: LookUps,
	log: Log,
): Setup {
	return createSetup(
		{
			store,
			verifier: createVerifier(lookUps, systemClock),
			verification: { graceMs: configuration.verification.grace },
			tell: tellIn(log),
			clock: systemClock,
			randomBytes,
			generateKey,
			fault: (during, error) => void log.incident(during, error),
			serverKey: secretFile(join(folder, "server.key"), () => randomBytes(SERVER_KEY_BYTES)),
		},
		setupConfiguration(configuration),
	);
}
