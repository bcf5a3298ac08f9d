/** Everything outside the steps: files, threads, the resolver, set-up over its store, in try mode the internet itself. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lookUpsFor, tellIn, toAll } from "./domain-checks.ts";
import { type ClosedInternet, startClosedInternet } from "./serve/closed-internet/index.ts";
import { serversOf, setupConfiguration, stripeConfiguration } from "./settings.ts";
import { createSetup, createVerifier, type Setup } from "./setup/index.ts";
import type { LookUps } from "./setup/look-up-ports.ts";
import type { PaymentProvider } from "./setup/plan-ports.ts";
import { SERVER_KEY_BYTES } from "./setup/secrets.ts";
import { openStore, type Store } from "./store/sqlite/index.ts";
import { loadCertificate, selfSignedFiles } from "./world/certificate.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { createInspector } from "./world/inspector/index.ts";
import { generateKey } from "./world/keys.ts";
import { createLog, type Log } from "./world/log.ts";
import { randomBytes } from "./world/randomness.ts";
import { createResolver } from "./world/resolver/index.ts";
import { systemServers } from "./world/resolver/servers.ts";
import { secretFile } from "./world/secret-file.ts";
import { watchStorage } from "./world/storage.ts";

export interface RunOptions {
	readonly configuration: Configuration;
	/** The whole service in a closed internet, with a demo account. */
	readonly tryMode: boolean;
	readonly readyFile: string | null;
}

export async function openWorld({ configuration, tryMode }: RunOptions) {
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
	const serverKey = secretFile(join(folder, "server.key"), () => randomBytes(SERVER_KEY_BYTES));
	const paymentProvider = await openPayments(configuration);
	const setup = openSetup(serverKey, configuration, { ...store, paymentProvider }, lookUps, log);
	setup.keyTask.start();
	setup.checkTask.start();
	setup.billingTask.start();
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
		serverKey,
		setup,
		async close() {
			await Promise.all([setup.keyTask.stop(), setup.checkTask.stop(), setup.billingTask.stop()]);
			await internet?.close();
			await inspector.close();
			await store.close();
			certificate.close();
			storage.stop();
		},
	};
}

export type World = Awaited<ReturnType<typeof openWorld>>;

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

/** Loaded where it is wanted only: it is large. */
async function openPayments(configuration: Configuration): Promise<PaymentProvider | undefined> {
	const stripe = stripeConfiguration(configuration);
	if (stripe === null) return undefined;
	const { createStripe } = await import("./world/stripe/index.ts");
	return createStripe(stripe);
}

function openSetup(
	serverKey: Buffer,
	configuration: Configuration,
	store: Pick<Store, "setup" | "plans" | "audit"> & { readonly paymentProvider: PaymentProvider | undefined },
	lookUps: LookUps,
	log: Log,
): Setup {
	return createSetup(
		{
			store: store.setup,
			plans: store.plans,
			...(store.paymentProvider === undefined ? {} : { paymentProvider: store.paymentProvider }),
			audit: store.audit,
			verifier: createVerifier(lookUps, systemClock),
			lookUps,
			verification: { graceMs: configuration.verification.grace },
			tell: toAll([tellIn(log)], (error) => void log.incident("domain-event", error)),
			clock: systemClock,
			randomBytes,
			generateKey,
			fault: (during, error) => void log.incident(during, error),
			serverKey,
		},
		setupConfiguration(configuration),
	);
}
