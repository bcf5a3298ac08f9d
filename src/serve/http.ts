/**
 * The HTTP door: one listener for the API, the pages and the metrics, with the limits that a stranger's connection needs. What
 * a request means is said in `api/` and `web/`; which of the two it is for is told by its path.
 */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Programs } from "../accept/index.ts";
import type { Limiters } from "../check/index.ts";
import type { Webhooks } from "../report/index.ts";
import type { ReportStore } from "../report/ports.ts";
import type { Doctor, People, Setup, Suppressions } from "../setup/index.ts";
import type { AcceptedType } from "../terms/attachments.ts";
import type { Limits } from "../terms/limits.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { ServiceFacts, TryRecords } from "./api/dependencies.ts";
import { createApi } from "./api/index.ts";
import type { TrySamples } from "./api/try-ports.ts";
import type { Auth } from "./auth/index.ts";
import { clientAddress } from "./client-address.ts";
import type { Metrics } from "./metrics/index.ts";
import { listenTo, onceRead } from "./unread-bodies.ts";
import { createWeb, type Demo, type Mailbox, readBuiltApp } from "./web/index.ts";

interface Place {
	readonly host: string;
	readonly port: number;
}

export interface HttpDoorOptions {
	readonly configuration: {
		readonly http: { readonly host: string; readonly port: number };
		readonly url: string | null;
	};
	readonly version: string;
	readonly setup: Setup;
	readonly people: People;
	readonly auth: Auth;
	readonly service: Omit<ServiceFacts, "submission" | "version"> & { readonly hostname: string };
	readonly suppressions: Suppressions;
	readonly webhooks: Webhooks;
	readonly reports: ReportStore;
	/** Whether requests from there say truly whose they are: proxies of ours. Absent: none is. */
	readonly isProxy?: (address: string) => boolean;
	/** The operator's zone as a master file, line by line. */
	readonly zoneFile: () => Iterable<string>;
	readonly doctor?: Doctor;
	/** Rejects while the store cannot be asked. */
	readonly queueDepth: () => Promise<unknown>;
	readonly limits: Limits;
	readonly limiters: Limiters;
	readonly metrics: Metrics;
	readonly programs: Programs;
	/** The API refuses: for counting. */
	readonly said: (refusal: Refusal) => void;
	readonly tryRecords?: TryRecords;
	readonly trySamples?: TrySamples;
	readonly randomBytes: (count: number) => Buffer;
	/** The accept list of attachments as it runs. */
	readonly acceptedTypes: readonly AcceptedType[];
	readonly mailbox: Mailbox | null;
	readonly demo: Demo | null;
	/** No log-in for the pages: try mode, on loopback only. */
	readonly open: boolean;
	readonly incident: (during: string, error: unknown) => string;
}

export interface HttpDoor {
	/** Without a final slash. */
	readonly url: string;
	/** Where the pages tell people to send to; known once the submission door is open. */
	announce(submission: Place, submissions: Place): void;
	close(): Promise<void>;
}

/** RFC 9112 has no limits; these are what a browser or a program needs, with room. */
const HEADER_BYTES = 16 * 1024;
const HEADERS_MS = 10_000;
/** Enough for a message of full size over a slow line. */
const REQUEST_MS = 5 * 60_000;
const IDLE_MS = 10_000;
/** What answers under way get when the service stops. */
const CLOSING_MS = 2_000;
const MOST_CONNECTIONS = 1_000;

export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
	const { configuration, setup, reports, webhooks, version, incident } = options;
	let url = configuration.url ?? "";
	let submission: Place | null = null;
	let submissions: Place | null = null;
	const shared = { setup, reports, webhooks, version, incident, url: () => url };
	const api = createApi({
		...shared,
		people: options.people,
		sessions: options.auth.sessions,
		service: () => {
			const { hostname, ...facts } = options.service;
			const ports = { starttls: submission?.port ?? 0, tls: submissions?.port ?? 0 };
			return { ...facts, version, submission: { hostname, ports } };
		},
		suppressions: options.suppressions,
		programs: options.programs,
		said: options.said,
		limits: options.limits,
		limiters: options.limiters,
		...(options.tryRecords === undefined ? {} : { tryRecords: options.tryRecords }),
		...(options.trySamples === undefined ? {} : { trySamples: options.trySamples }),
		randomBytes: options.randomBytes,
		zoneFile: options.zoneFile,
		...(options.doctor === undefined ? {} : { doctor: options.doctor }),
		now: Date.now,
		isReady: () => options.queueDepth().then(() => true),
	});
	const web = createWeb({
		...shared,
		limits: options.limits,
		acceptedTypes: options.acceptedTypes,
		mailbox: options.mailbox,
		demo: options.demo,
		builtApp: readBuiltApp(),
		open: options.open,
		submission: () => submission,
		now: Date.now,
	});
	const { metrics } = options;
	const isForApi = (path: string): boolean => /^\/(?:v1(?:\/|$)|healthz$|readyz$)/.test(path);

	const answer = (request: Request, env: HttpBindings): Response | Promise<Response> => {
		const { pathname } = new URL(request.url);
		const socket = env.incoming.socket.remoteAddress ?? "";
		const address = clientAddress(socket, request.headers.get("x-forwarded-for"), options.isProxy ?? nobody);
		if (pathname === "/metrics") return metrics(request, address);
		if (pathname.startsWith("/auth/")) return options.auth.fetch(request, address);
		return (isForApi(pathname) ? api : web).fetch(request, { ...env, clientAddress: address });
	};
	const listener = getRequestListener(async (request, env) => {
		const exchange = env as HttpBindings;
		return onceRead(await answer(request, exchange), exchange);
	});
	const server = createServer({ maxHeaderSize: HEADER_BYTES });
	listenTo(server, (request, response) => void listener(request, response));
	const own = await listen(server, configuration.http);
	url = configuration.url ?? own;
	return {
		url: own,
		announce(...places) {
			[submission, submissions] = places;
		},
		close: () => close(server),
	};
}

const close = (server: Server): Promise<void> =>
	new Promise((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
	});

const nobody = (): boolean => false;

/** Where it listens then, as an address for browsers. */
async function listen(server: Server, { host, port }: Place): Promise<string> {
	server.headersTimeout = HEADERS_MS;
	server.requestTimeout = REQUEST_MS;
	server.keepAliveTimeout = IDLE_MS;
	server.maxConnections = MOST_CONNECTIONS;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const { address, family, port: opened } = server.address() as AddressInfo;
	return `http://${family === "IPv6" ? `[${address}]` : address}:${opened}`;
}
