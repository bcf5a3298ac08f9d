/**
 * The HTTP door: one listener for the API, the pages and the metrics, with the limits that a stranger's connection needs. What
 * a request means is said in `api/` and `web/`; which of the two it is for is told by its path.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Programs } from "../accept/index.ts";
import type { Limiters } from "../check/index.ts";
import type { ActivityFeed } from "../report/index.ts";
import type { ReportStore } from "../report/ports.ts";
import type { Doctor, Setup, Suppressions } from "../setup/index.ts";
import type { ApiCallStore } from "../setup/ports.ts";
import type { AcceptedType } from "../terms/attachments.ts";
import type { Limits } from "../terms/limits.ts";
import type { Refusal } from "../terms/refusals/index.ts";
import type { TryRecords } from "./api/dependencies.ts";
import { createApi } from "./api/index.ts";
import type { CallRates } from "./api/rates.ts";
import type { Sessions } from "./api/sessions.ts";
import type { Metrics } from "./metrics/index.ts";
import { listenTo, onceRead } from "./unread-bodies.ts";
import { createWeb, type Demo, type Mailbox } from "./web/index.ts";

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
	/** Absent where nobody can sign in. */
	readonly sessions?: Sessions;
	readonly suppressions: Suppressions;
	readonly reports: ReportStore;
	readonly feed: ActivityFeed;
	readonly apiCalls: ApiCallStore;
	/** How many calls are answered; the usual numbers when absent. */
	readonly callRates?: CallRates;
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
	announce(submission: Place): void;
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

function openApi(options: HttpDoorOptions, url: () => string, isOpen: () => boolean): Hono {
	const { callRates, sessions, tryRecords, doctor, queueDepth, trouble, ...rest } = options;
	return createApi({
		...rest,
		url,
		...(callRates === undefined ? {} : { callRates }),
		...(sessions === undefined ? {} : { sessions }),
		...(tryRecords === undefined ? {} : { tryRecords }),
		...(doctor === undefined ? {} : { doctor }),
		now: Date.now,
		async lacking() {
			await queueDepth();
			return [isOpen() ? undefined : "doors", trouble?.()].filter((one) => one !== undefined);
		},
	});
}

export async function openHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
	const { configuration, setup, reports, version, incident } = options;
	let url = configuration.url ?? "";
	/** Known once the SMTP doors are open, and until this one closes. */
	let submission: Place | null = null;
	const shared = { setup, reports, version, incident, url: () => url };
	const api = openApi(
		options,
		() => url,
		() => submission !== null,
	);
	const web = createWeb({
		...shared,
		limits: options.limits,
		acceptedTypes: options.acceptedTypes,
		mailbox: options.mailbox,
		demo: options.demo,
		open: options.open,
		submission: () => submission,
		now: Date.now,
	});
	const { metrics } = options;
	const isForApi = (path: string): boolean => /^\/(?:v1(?:\/|$)|healthz$|readyz$)/.test(path);

	const answer = (request: Request, env: HttpBindings): Response | Promise<Response> => {
		const { pathname } = new URL(request.url);
		if (pathname === "/metrics") return metrics(request, env.incoming.socket.remoteAddress ?? "");
		return (isForApi(pathname) ? api : web).fetch(request, env);
	};
	const listener = getRequestListener(async (request, env) => {
		const exchange = env as HttpBindings;
		return onceRead(await answer(request, exchange), exchange);
	});
	const server = createServer({ maxHeaderSize: HEADER_BYTES });
	listenTo(server, (request, response) => void listener(request, response));
	server.headersTimeout = HEADERS_MS;
	server.requestTimeout = REQUEST_MS;
	server.keepAliveTimeout = IDLE_MS;
	server.maxConnections = MOST_CONNECTIONS;
	const { host, port } = configuration.http;
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, resolve);
	});
	const address = server.address() as AddressInfo;
	const own = `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
	url = configuration.url ?? own;
	return {
		url: own,
		announce(place) {
			submission = place;
		},
		close: () =>
			new Promise((resolve) => {
				submission = null;
				// Those who follow it would stay for good.
				options.feed.stop();
				server.close(() => resolve());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
			}),
	};
}
