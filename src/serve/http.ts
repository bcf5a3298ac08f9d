/**
 * The HTTP door: one listener for the API, the pages and the metrics, with the limits that a stranger's connection needs. What
 * a request means is said in `api/` and `web/`; which of the two it is for is told by its path.
 */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Programs } from "../accept/index.ts";
import type { Limiters } from "../check/index.ts";
import type { Steering } from "../queue/index.ts";
import type { ActivityFeed, Webhooks } from "../report/index.ts";
import type { ReportStore } from "../report/ports.ts";
import type { ApiCallStore } from "../setup/api-call-ports.ts";
import type { Doctor, People, Setup, Suppressions } from "../setup/index.ts";
import type { HelpLibrary } from "../terms/help/index.ts";
import type { Limits } from "../terms/limits.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { ServiceFacts, TryRecords } from "./api/dependencies.ts";
import { createApi } from "./api/index.ts";
import type { CallRates } from "./api/rates.ts";
import type { TrySamples } from "./api/try-ports.ts";
import type { Auth } from "./auth/index.ts";
import { clientAddress } from "./client-address.ts";
import { isLoopback, limitConnections } from "./connections.ts";
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
	readonly steering: Steering;
	readonly feed: ActivityFeed;
	readonly apiCalls: ApiCallStore;
	/** How many calls are answered; the usual numbers when absent. */
	readonly callRates?: CallRates;
	/** Whether requests from there say truly whose they are: proxies of ours. Absent: none is. */
	readonly isProxy?: (address: string) => boolean;
	/** The operator's zone as a master file, line by line. */
	readonly zoneFile: () => Iterable<string>;
	readonly doctor?: Doctor;
	/** Rejects while the store cannot be asked. */
	readonly queueDepth: () => Promise<unknown>;
	/** Why no mail can be taken for now, but for closed doors; undefined when it can. */
	readonly trouble?: () => string | undefined;
	readonly limits: Limits;
	readonly limiters: Limiters;
	readonly metrics: Metrics;
	readonly programs: Programs;
	/** The API refuses: for counting. */
	readonly said: (refusal: Refusal) => void;
	readonly tryRecords?: TryRecords;
	readonly trySamples?: TrySamples;
	readonly randomBytes: (count: number) => Buffer;
	/** Articles are served from where the door is. */
	readonly help: (url: () => string) => HelpLibrary;
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
const MOST_OF_NETWORK = 200;
/** So often those that are too slow are looked for; Node's own half a minute lets them stay four times as long. */
const LOOK_MS = 1_000;

/** The submission doors: known once they are open, and until this one closes. */
interface Places {
	submission: Place | null;
	submissions: Place | null;
}

interface Shared {
	readonly url: () => string;
	readonly help: HelpLibrary;
}

function openApi(options: HttpDoorOptions, { url, help }: Shared, places: Places): Hono {
	const { auth, service, queueDepth, trouble, ...rest } = options;
	return createApi({
		...rest,
		url,
		help,
		sessions: auth.sessions,
		service: () => {
			const { hostname, ...facts } = service;
			const ports = { starttls: places.submission?.port ?? 0, tls: places.submissions?.port ?? 0 };
			return { ...facts, version: options.version, submission: { hostname, ports } };
		},
		now: Date.now,
		async lacking() {
			await queueDepth();
			const doors = places.submission === null ? "doors" : undefined;
			return [doors, trouble?.()].filter((one) => one !== undefined);
		},
	});
}

export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
	const { configuration, setup, reports, webhooks, version, incident } = options;
	let url = configuration.url ?? "";
	const places: Places = { submission: null, submissions: null };
	const help = options.help(() => url);
	const shared = { setup, reports, webhooks, version, incident, help, url: () => url };
	const api = openApi(options, shared, places);
	const web = createWeb({
		...shared,
		mailbox: options.mailbox,
		demo: options.demo,
		builtApp: readBuiltApp(),
		open: options.open,
		submission: () => places.submission,
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
	const server = createServer({ maxHeaderSize: HEADER_BYTES, connectionsCheckingInterval: LOOK_MS });
	const isProxy = options.isProxy ?? nobody;
	limitConnections(server, {
		perNetwork: MOST_OF_NETWORK,
		isMany: (address) => isLoopback(address) || isProxy(address),
	});
	listenTo(server, (request, response) => void listener(request, response));
	const own = await listen(server, configuration.http);
	url = configuration.url ?? own;
	return {
		url: own,
		announce(submission, submissions) {
			Object.assign(places, { submission, submissions });
		},
		close() {
			places.submission = null;
			// Those who follow it would stay for good.
			options.feed.stop();
			return close(server);
		},
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
