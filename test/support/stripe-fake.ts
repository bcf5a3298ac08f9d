/**
 * Stripe on loopback, as far as plans are paid there: customers, Checkout sessions, subscriptions, the portal, signed
 * events. It remembers, honours idempotency keys, and counts what it charges.
 */

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";

interface FakeSubscription {
	readonly id: string;
	readonly object: "subscription";
	readonly customer: string;
	status: string;
	readonly created: number;
	readonly items: {
		readonly object: "list";
		readonly data: { readonly id: string; readonly price: { id: string } }[];
	};
}

interface FakeSession {
	readonly id: string;
	readonly object: "checkout.session";
	readonly customer: string;
	readonly url: string;
	readonly client_reference_id: string;
	status: "open" | "complete" | "expired";
	subscription: string | null;
	readonly price: string;
}

export interface SignedEvent {
	readonly body: string;
	readonly signature: string;
}

export type StripeFake = Awaited<ReturnType<typeof startStripeFake>>;

export const WEBHOOK_SECRET = "whsec_fake";
const signer = new Stripe("sk_test_fake");

export async function startStripeFake() {
	let serial = 0;
	const id = (kind: string): string => `${kind}_${++serial}`;
	const customers = new Map<string, object>();
	const sessions = new Map<string, FakeSession>();
	const subscriptions = new Map<string, FakeSubscription>();
	/** Each subscription that was begun, by its price. */
	const charged: string[] = [];
	const portals: URLSearchParams[] = [];
	const answered = new Map<string, { readonly request: string; readonly answer: Answer }>();
	const seen: string[] = [];
	/** While set, every call fails. */
	const trouble = { away: false };

	const routes: readonly [string, RegExp, (form: URLSearchParams, name: string) => Answer][] = [
		[
			"POST",
			/^\/v1\/customers$/,
			(form) => {
				const made = { id: id("cus"), object: "customer", email: form.get("email") };
				customers.set(made.id, made);
				return ok(made);
			},
		],
		[
			"POST",
			/^\/v1\/checkout\/sessions$/,
			(form) => {
				const customer = form.get("customer") ?? "";
				if (!customers.has(customer)) return wrong(`No such customer: ${customer}`);
				const session: FakeSession = {
					id: id("cs"),
					object: "checkout.session",
					customer,
					url: `https://checkout.stripe.example/${serial}`,
					client_reference_id: form.get("client_reference_id") ?? "",
					status: "open",
					subscription: null,
					price: form.get("line_items[0][price]") ?? "",
				};
				sessions.set(session.id, session);
				return ok(session);
			},
		],
		["GET", /^\/v1\/checkout\/sessions\/(\w+)$/, (_, name) => found(sessions.get(name))],
		[
			"POST",
			/^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
			(_, name) => {
				const session = sessions.get(name);
				if (session?.status !== "open") return wrong("Only open sessions can be expired");
				session.status = "expired";
				return ok(session);
			},
		],
		[
			"POST",
			/^\/v1\/billing_portal\/sessions$/,
			(form) => {
				portals.push(form);
				return ok({ id: id("bps"), url: `https://billing.stripe.example/${serial}` });
			},
		],
		[
			"GET",
			/^\/v1\/subscriptions$/,
			(form) => {
				const data = [...subscriptions.values()].filter(({ customer }) => customer === form.get("customer"));
				return ok({ object: "list", data, has_more: false });
			},
		],
		[
			"DELETE",
			/^\/v1\/subscriptions\/(\w+)$/,
			(_, name) => {
				const subscription = subscriptions.get(name);
				if (subscription !== undefined) subscription.status = "canceled";
				return found(subscription);
			},
		],
	];

	const answer = (method: string, url: URL, form: URLSearchParams): Answer => {
		if (trouble.away) return { status: 503, body: { error: { type: "api_error", message: "away" } } };
		for (const [verb, path, act] of routes) {
			const match = path.exec(url.pathname);
			if (verb === method && match !== null) return act(form, match[1] ?? "");
		}
		return wrong(`Unrecognized request: ${method} ${url.pathname}`);
	};

	const server = createServer(async (request, response) => {
		const url = new URL(request.url ?? "/", "http://stripe");
		const text = await textOf(request);
		const method = request.method ?? "";
		seen.push(`${method} ${url.pathname}`);
		const key = request.headers["idempotency-key"] as string | undefined;
		const known = key === undefined || method !== "POST" ? undefined : answered.get(key);
		const given = new URLSearchParams(method === "GET" ? url.search : text);
		const result =
			known === undefined
				? answer(method, url, given)
				: known.request === text
					? known.answer
					: wrong(
							"Keys for idempotent requests can only be used with the same parameters",
							"idempotency_error",
						);
		if (key !== undefined && known === undefined && result.status < 500)
			answered.set(key, { request: text, answer: result });
		response.writeHead(result.status, { "content-type": "application/json" });
		response.end(JSON.stringify(result.body));
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;

	return {
		apiHost: `127.0.0.1:${port}`,
		customers,
		sessions,
		subscriptions,
		charged,
		portals,
		seen,
		trouble,
		/** The customer pays on the page. Throws when it is not open. */
		pay(url: string, created = Math.floor(Date.now() / 1_000)): FakeSession {
			const session = [...sessions.values()].find((one) => one.url === url);
			if (session?.status !== "open") throw new Error(`the page is ${session?.status ?? "unknown"}`);
			session.status = "complete";
			session.subscription = id("sub");
			subscriptions.set(session.subscription, {
				id: session.subscription,
				object: "subscription",
				customer: session.customer,
				status: "active",
				created,
				items: { object: "list", data: [{ id: id("si"), price: { id: session.price } }] },
			});
			charged.push(session.price);
			return session;
		},
		/** What Stripe would send about it; `object` as it was then. */
		event: (type: string, object: object, eventId = id("evt"), at = Date.now()): SignedEvent => {
			const body = JSON.stringify({
				id: eventId,
				object: "event",
				type,
				data: { object: structuredClone(object) },
			});
			const signature = signer.webhooks.generateTestHeaderString({
				payload: body,
				secret: WEBHOOK_SECRET,
				timestamp: Math.floor(at / 1_000),
			});
			return { body, signature };
		},
		async close(): Promise<void> {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

interface Answer {
	readonly status: number;
	readonly body: object;
}

const ok = (body: object): Answer => ({ status: 200, body });
const wrong = (message: string, type = "invalid_request_error"): Answer => ({
	status: 400,
	body: { error: { type, message } },
});
const found = (thing: object | undefined): Answer =>
	thing === undefined
		? { status: 404, body: { error: { type: "invalid_request_error", message: "No such thing" } } }
		: ok(thing);

async function textOf(request: IncomingMessage): Promise<string> {
	let text = "";
	for await (const chunk of request) text += chunk;
	return text;
}
