/**
 * The command line's side of the HTTP API: where the service is, with which key, and what went wrong in words for
 * the operator. Everything else of the API is data here.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An error that the operator can do something about: its message is all that is shown. */
export class CommandError extends Error {}

export interface Connection {
	readonly url: string;
	readonly key: string;
}

export interface ConnectionOptions {
	readonly data?: string;
	readonly url?: string;
	readonly key?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: JSON is looked into where it is shown
export type Json = any;

export const DATA_FOLDER = "data";

/** Flags, then ANGARIUM_URL and ANGARIUM_KEY, then what the service on this machine left in its data folder. */
export function connectionOf(
	options: ConnectionOptions,
	environment: Readonly<Record<string, string | undefined>>,
): Connection {
	const folder = options.data ?? (environment["ANGARIUM_DATA"] || DATA_FOLDER);
	return {
		url: (options.url ?? (environment["ANGARIUM_URL"] || readUrl(folder))).replace(/\/+$/, ""),
		key: options.key ?? (environment["ANGARIUM_KEY"] || readLocal(folder, "operator.key").trim()),
	};
}

function readUrl(folder: string): string {
	const { http } = JSON.parse(readLocal(folder, "run.json")) as { http?: unknown };
	if (typeof http !== "string") throw notRunning(folder);
	return http;
}

function readLocal(folder: string, name: string): string {
	try {
		return readFileSync(join(folder, name), "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") throw notRunning(folder);
		throw new CommandError(`${join(folder, name)} cannot be read: ${(error as Error).message}`);
	}
}

const notRunning = (folder: string): CommandError =>
	new CommandError(
		`No service has run in the data folder ${folder}. Start it with "angarium serve", or say where it is with --data, or --url and --key.`,
	);

export interface Api {
	get(path: string, query?: Query): Promise<Json>;
	/** All pages of a list. */
	all(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<Json[]>;
	post(path: string, body?: object): Promise<Json>;
	patch(path: string, body: object): Promise<Json>;
	delete(path: string): Promise<void>;
	/** Sends octets of a media type other than JSON. */
	upload(
		path: string,
		query: Query,
		mediaType: string,
		octets: Uint8Array<ArrayBuffer>,
		headers?: Readonly<Record<string, string>>,
	): Promise<Uploaded>;
	/** Text of a media type other than JSON, as it comes. */
	download(path: string, query: Query): Promise<AsyncIterable<Uint8Array>>;
}

export interface Uploaded {
	readonly answer: Json;
	/** It is that to an earlier request with the same idempotency key, and nothing was done anew. */
	readonly isRepeat: boolean;
}

/** A list is given more than once. */
type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

const TIMEOUT_MS = 30_000;
/** Lists are long and lines are slow. */
const TRANSFER_MS = 600_000;
const PAGE = 200;

export function apiOf({ url, key }: Connection): Api {
	/** An answer that is no problem. */
	const ask = async (
		method: string,
		path: string,
		body?: {
			readonly type: string;
			readonly content: string | Uint8Array<ArrayBuffer>;
			readonly headers?: Readonly<Record<string, string>>;
		},
		timeoutMs = TIMEOUT_MS,
	): Promise<Response> => {
		const response = await fetch(url + path, {
			method,
			headers: {
				authorization: `Bearer ${key}`,
				...(body === undefined ? {} : { ...body.headers, "content-type": body.type }),
			},
			...(body === undefined ? {} : { body: body.content }),
			signal: AbortSignal.timeout(timeoutMs),
		}).catch((error: Error) => {
			throw new CommandError(`The service at ${url} does not answer: is it running? (${reasonOf(error)})`);
		});
		if (response.ok) return response;
		throw new CommandError(problemText(response.status, await response.text()));
	};
	const call = async (method: string, path: string, body?: object): Promise<Json> => {
		const json = body && { type: "application/json", content: JSON.stringify(body) };
		const text = await (await ask(method, path, json)).text();
		return text === "" ? null : JSON.parse(text);
	};
	const api: Api = {
		get: (path, query = {}) => call("GET", path + queryText(query)),
		async all(path, query = {}) {
			const items: Json[] = [];
			for (let cursor: string | undefined; ; ) {
				const page = await api.get(path, { ...query, limit: PAGE, cursor });
				items.push(...page.items);
				if (page.next === null) return items;
				cursor = page.next;
			}
		},
		post: (path, body) => call("POST", path, body),
		patch: (path, body) => call("PATCH", path, body),
		delete: (path) => call("DELETE", path),
		async upload(path, query, type, content, headers = {}) {
			const body = { type, content, headers };
			const response = await ask("POST", path + queryText(query), body, TRANSFER_MS);
			return {
				answer: await response.json(),
				isRepeat: response.headers.get("idempotent-replayed") === "true",
			};
		},
		async download(path, query) {
			const { body } = await ask("GET", path + queryText(query), undefined, TRANSFER_MS);
			return (body ?? []) as AsyncIterable<Uint8Array>;
		},
	};
	return api;
}

const reasonOf = (error: Error): string =>
	error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : error.message;

function queryText(query: Query): string {
	const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
		value === undefined ? [] : [value].flat().map((each) => [name, String(each)]),
	);
	const text = new URLSearchParams(given).toString();
	return text === "" ? "" : `?${text}`;
}

/** What the operator's key has to say, and an account's key need not. */
const ACCOUNT_FIELDS: readonly string[] = ["query.account", "body.accountId"];

function problemText(status: number, text: string): string {
	try {
		const { title, detail, reason, remedy, errors = [] } = JSON.parse(text) as Json;
		const fields: readonly string[] = errors.map(({ field }: Json) => field);
		const toDo = fields.some((field) => ACCOUNT_FIELDS.includes(field)) ? "Name it with --account" : remedy;
		const advice = toDo === undefined ? "" : `\nWhat to do: ${toDo}`;
		return `${title}: ${detail} [${reason}]${advice}`;
	} catch {
		return `The service answered ${status}, and not as Angarium does: is this the right address?`;
	}
}
