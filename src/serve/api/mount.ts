/** From endpoints to routes: who asks, what with, and the answer. Every request of the API passes here. */

import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Setup } from "../../setup/index.ts";
import type { Actor } from "../../terms/audit.ts";
import { type InTurn, turns } from "../../terms/turns.ts";
import { accountOf, actorOf, admit, type Scope } from "./access.ts";
import { audited } from "./audited.ts";
import { BodyBudget, type BodyLease, readFirst } from "./body.ts";
import type { ApiDependencies } from "./dependencies.ts";
import type { ApiRequest, Endpoint } from "./endpoint.ts";
import {
	type ApiProblem,
	isApiProblem,
	isRefusedRequest,
	problem,
	problemResponse,
	type RefusedRequest,
	refusedResponse,
} from "./problem.ts";
import { askerOf, defaultCallRates, Rates } from "./rates.ts";
import { clientOf, languageOf, readRequest } from "./read-request.ts";
import { type Once, once } from "./repeats.ts";
import { changedMeanwhile, tagOf } from "./versions.ts";

const BODY_BYTES = 1024 * 1024;

/** What all calls have together. */
interface Mounted {
	readonly dependencies: ApiDependencies;
	readonly rates: Rates;
	readonly inTurn: InTurn<string>;
}

/** One call, and what it is about. */
interface Route {
	readonly one: Endpoint;
	readonly shown: Endpoint | undefined;
}

export function mount(app: Hono, endpoints: readonly Endpoint[], dependencies: ApiDependencies): void {
	const tooLarge = () =>
		problemResponse(
			problem("request-too-large", `The body has more than ${BODY_BYTES} octets`),
			dependencies.url(),
		);
	const limited = readFirst(bodyLimit({ maxSize: BODY_BYTES, onError: tooLarge }));
	const budget = new BodyBudget();
	const rates = new Rates(dependencies.callRates ?? defaultCallRates, dependencies.now);
	const mounted = { dependencies, rates, inTurn: turns<string>() };
	for (const one of endpoints) {
		const path = one.path.replaceAll(/\{(\w+)\}/g, ":$1");
		const method = one.method.toUpperCase();
		const route = { one, shown: shownBy(one, endpoints) };
		if (one.bodyLimit === undefined && one.streams === undefined) app.on(method, path, limited);
		app.on(method, path, async (c) => {
			const lease = budget.lease();
			try {
				return await respond(c, route, lease, mounted);
			} finally {
				lease.end();
			}
		});
	}
}

/** The call that shows the thing that `one` is about: of its path up to the first parameter. */
export const shownBy = ({ path }: Endpoint, endpoints: readonly Endpoint[]): Endpoint | undefined => {
	const thing = /^[^{]+\{\w+\}/.exec(path)?.[0];
	return endpoints.find(({ method, path }) => method === "get" && path === thing);
};

async function respond(c: Context, route: Route, lease: BodyLease, mounted: Mounted): Promise<Response> {
	const { setup, sessions, url } = mounted.dependencies;
	const { access } = route.one;
	const asker = {
		method: c.req.method,
		headers: c.req.raw.headers,
		address: clientOf(c).address,
		account: c.req.query("account"),
	};
	const gatekeepers = { keys: setup.apiKeys, sessions };
	const ask = () => admit(access, asker, gatekeepers);
	let name: string | undefined;
	const scope = await admit(access, asker, gatekeepers, (actor) => {
		name = askerOf(actor);
	});
	// Handing in messages has limits of its own, by recipients and by messages.
	const counted = access === "messages:send" ? undefined : mounted.rates.count(name, asker.address);
	const trouble =
		counted?.refused ?? (isApiProblem(scope) ? scope : await closed(route.one, scope as Scope, setup));
	const still = async (): Promise<boolean> => {
		const now = await ask();
		return !isApiProblem(now) && accountOf(now, undefined) === accountOf(scope as Scope, undefined);
	};
	const response =
		trouble === undefined
			? await carryOut(c, route, { scope: scope as Scope, still, lease }, mounted)
			: problemResponse(trouble, url());
	for (const [name, value] of Object.entries(counted?.headers ?? {})) response.headers.set(name, value);
	return response;
}

interface Admitted {
	readonly scope: Scope;
	readonly still: () => Promise<boolean>;
	readonly lease: BodyLease;
}

async function carryOut(
	c: Context,
	route: Route,
	{ scope, still, lease }: Admitted,
	mounted: Mounted,
): Promise<Response> {
	const { url, said } = mounted.dependencies;
	const { one, shown } = route;
	const request = await readRequest(c, one, lease);
	if (isApiProblem(request)) return problemResponse(request, url());
	const reader = { helpUrl: url(), language: languageOf(c) };
	const refusing = (refused: RefusedRequest): Response => {
		said?.(refused.refusal);
		return refusedResponse(refused, reader);
	};
	if (isRefusedRequest(request)) return refusing(request);
	let actor: Actor | undefined;
	const whole: WholeRequest = {
		scope,
		still,
		language: reader.language,
		client: clientOf(c),
		header: (name: string) => c.req.header(name),
		answerHeader: (name: string, value: string) => c.header(name, value),
		actedBy: (who: Actor) => {
			actor = who;
		},
		...request,
	};
	const { answer, isRepeat } = await answerTo(c.req.path, { whole, actor: () => actor }, route, mounted);
	if (isApiProblem(answer)) return problemResponse(answer, url());
	if (isRefusedRequest(answer)) return refusing(answer);
	c.header("cache-control", "no-store"); // answers hold secrets and other people's addresses
	if (isRepeat) c.header("idempotent-replayed", "true");
	if (one.gives !== undefined) return textOf(c, one.gives, answer as AsyncIterable<string>);
	if (one === shown || (one.answers !== null && one.answers === shown?.answers))
		c.header("etag", tagOf(answer));
	return one.answers === null ? c.body(null, 204) : c.json(answer as object, statusOf(one));
}

/** Of an account that is being deleted nothing changes but that; it can be read, and taken along. */
async function closed(
	{ audits, whileClosing }: Endpoint,
	scope: Scope,
	{ accounts }: Setup,
): Promise<ApiProblem | undefined> {
	if (audits === undefined || whileClosing === true || scope.kind !== "account") return undefined;
	const deletesAt = (await accounts.one(scope.account))?.deletesAt ?? null;
	if (deletesAt === null) return undefined;
	const when = new Date(deletesAt).toISOString();
	return problem("account-closing", `It goes on ${when}. Restore it to change anything`);
}

type WholeRequest = ApiRequest<unknown, unknown, unknown>;

/** Carries the call out, once and in its turn. */
function answerTo(
	path: string,
	{ whole, actor }: { readonly whole: WholeRequest; readonly actor: () => Actor | undefined },
	{ one, shown }: Route,
	{ dependencies, inTurn }: Mounted,
): Promise<Once> {
	const { setup, apiCalls, now } = dependencies;
	const run = (): Promise<unknown> => one.run(whole);
	const show = async (): Promise<unknown> => shown?.run({ ...whole, query: {}, body: undefined });
	const made = (): Promise<unknown> =>
		one.audits === undefined
			? run()
			: audited(one.audits, whole, { show, run, actor }, { ...dependencies, audit: setup.audit });
	const edits = one.method === "patch" || one.method === "delete";
	const work = (): Promise<unknown> =>
		edits && shown !== undefined
			? inTurn(path, async () => (await changedMeanwhile(whole.header("if-match"), show)) ?? made())
			: made();
	const key = whole.header("idempotency-key");
	if (key === undefined || !takesKey(one)) return work().then((answer) => ({ answer, isRepeat: false }));
	const asker = `${askerOf(actorOf(whole.scope))} ${accountOf(whole.scope, undefined) ?? ""}`;
	const payload = [path, whole.params, whole.query, whole.body];
	return once({ asker, key, payload }, work, { calls: apiCalls, inTurn, now });
}

/** Whether a call makes a thing and may be told to do so once. Sending sees to its keys itself. */
export const takesKey = ({ method, created, access }: Endpoint): boolean =>
	method === "post" && created === true && access !== "anyone";

/** Pieces are asked for as fast as the client takes them. */
function textOf(
	c: Context,
	{ mediaType, fileName }: NonNullable<Endpoint["gives"]>,
	text: AsyncIterable<string>,
): Response {
	c.header("content-type", `${mediaType}; charset=utf-8`);
	if (fileName !== undefined) c.header("content-disposition", `attachment; filename="${fileName}"`);
	// A stream is taken as it is: who goes away while it waits for a piece is to end it at once.
	const stream = text instanceof ReadableStream ? text : ReadableStream.from(text);
	return c.body(stream.pipeThrough(new TextEncoderStream()));
}

const statusOf = ({ created, accepted }: Endpoint) => (accepted ? 202 : created ? 201 : 200);
