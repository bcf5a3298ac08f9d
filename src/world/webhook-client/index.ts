/**
 * The WebhookClient over node:http: one request on a connection of its own, to an address that was checked. Nothing that
 * the other side does takes longer than the deadline, or more memory than the limits: it is a stranger's server.
 */

import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import type { Exchange, WebhookClient, WebhookRequest } from "../../report/ports.ts";
import { connectTo } from "./connect.ts";
import { type HostAddresses, reachable } from "./resolve.ts";

export interface WebhookClientOptions {
	readonly resolver: HostAddresses;
	/** Whether an IP address may be posted to. */
	readonly allows: (address: string) => boolean;
	/** Whether it may be without TLS. */
	readonly allowsPlain: (address: string) => boolean;
	/** For name, connection, request and the whole answer. */
	readonly deadlineMs?: number;
}

const DEADLINE_MS = 10_000;
const ANSWER_BYTES = 16 * 1024;
const HEADER_BYTES = 16 * 1024;

export interface OpenWebhookClient extends WebhookClient {
	/** Breaks off what is under way. */
	close(): void;
}

export function createWebhookClient(options: WebhookClientOptions): OpenWebhookClient {
	const { deadlineMs = DEADLINE_MS } = options;
	const underWay = new Set<AbortController>();
	return {
		async post(request) {
			const startedAt = performance.now();
			const seen: Seen = { address: null, status: null, retryAfter: null, body: [] };
			const abort = new AbortController();
			underWay.add(abort);
			const timer = setTimeout(
				() => abort.abort(new Error(`no whole answer within ${deadlineMs / 1_000} s`)),
				deadlineMs,
			);
			let error: string | null = null;
			try {
				await Promise.race([exchange(request, options, seen, abort.signal), aborted(abort.signal)]);
			} catch (thrown) {
				error = thrown instanceof Error ? thrown.message : String(thrown);
			}
			clearTimeout(timer);
			underWay.delete(abort);
			abort.abort(new Error("over"));
			const { body, ...facts } = seen;
			const text = Buffer.concat(body).toString("utf8");
			return { ...facts, body: text, error, durationMs: performance.now() - startedAt } satisfies Exchange;
		},
		close() {
			for (const abort of underWay) abort.abort(new Error("the service stops"));
		},
	};
}

/** What is known so far, whatever happens next. */
interface Seen {
	address: string | null;
	status: number | null;
	retryAfter: string | null;
	readonly body: Buffer[];
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true });
	});
}

async function exchange(
	{ url: text, headers, body }: WebhookRequest,
	{ resolver, allows, allowsPlain }: WebhookClientOptions,
	seen: Seen,
	signal: AbortSignal,
): Promise<void> {
	const url = new URL(text);
	const isPlain = url.protocol === "http:";
	const addresses = await reachable(
		url.hostname,
		resolver,
		(address) => allows(address) && (!isPlain || allowsPlain(address)),
	);
	const { socket, address } = await connectTo(url, addresses, signal);
	seen.address = address;
	const request = httpRequest({
		method: "POST",
		createConnection: () => socket,
		path: url.pathname + url.search,
		headers: { host: url.host, ...headers, "content-length": Buffer.byteLength(body), connection: "close" },
		maxHeaderSize: HEADER_BYTES,
	});
	request.end(body);
	try {
		await answered(request, seen);
	} finally {
		socket.destroy();
	}
}

function answered(request: ClientRequest, seen: Seen): Promise<void> {
	return new Promise((resolve, reject) => {
		request.on("error", reject);
		request.on("response", (response: IncomingMessage) => {
			seen.status = response.statusCode ?? null;
			seen.retryAfter = response.headers["retry-after"] ?? null;
			let bytes = 0;
			response.on("data", (chunk: Buffer) => {
				const rest = chunk.subarray(0, ANSWER_BYTES - bytes);
				bytes += rest.length;
				seen.body.push(rest);
				// What it says is known by its status; nobody has to listen to all of it.
				if (bytes >= ANSWER_BYTES) resolve();
			});
			response.on("end", resolve);
			response.on("error", reject);
			response.on("close", () => reject(new Error("the answer broke off")));
		});
	});
}
