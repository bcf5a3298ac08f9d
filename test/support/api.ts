/** The API over a test's store, and its answers as tests read them. */

import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import type { ApiDependencies } from "../../src/serve/api/dependencies.ts";
import { createApi } from "../../src/serve/api/index.ts";
import type { Setup, Suppressions } from "../../src/setup/index.ts";
import type { Clock } from "../../src/terms/clock.ts";
import { defaultLimits } from "../../src/terms/limits.ts";
import { holdToContract } from "./api-contract.ts";
import type { Json } from "./json.ts";
import { aService, peopleOver } from "./people.ts";
import { type ProgramsWorld, programsOver } from "./programs.ts";
import type { TestStore } from "./store.ts";

interface ApiWorld {
	readonly store: TestStore;
	readonly setup: Setup;
	readonly suppressions: Suppressions;
	readonly clock: Clock;
	/** A new one when not given. */
	readonly programs?: ProgramsWorld;
}

/** Every answer is held to the API's own document. Faults are thrown, unless `more` says otherwise. */
export function apiOver(world: ApiWorld, more: Partial<ApiDependencies> = {}) {
	const { store, setup, suppressions, clock } = world;
	const dependencies: ApiDependencies = {
		...(world.programs ?? programsOver(world)),
		setup,
		people: more.people ?? peopleOver(store, clock).people,
		service: aService,
		suppressions,
		reports: store.reports,
		limits: defaultLimits,
		now: () => clock.now(),
		randomBytes,
		version: "1.2.3",
		url: () => "https://relay.example",
		incident: (during, error) => {
			throw new Error(during, { cause: error });
		},
		lacking: async () => [],
		...more,
	};
	const app = createApi(dependencies);
	holdToContract(app);
	return { app, dependencies };
}

/** What a test reads of an answer. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	/** JSON where it is that, else text; null when there is none. */
	readonly body: Json;
}

export interface Asked {
	readonly body?: object | string | undefined;
	readonly token: string | null;
	/** Of the body. */
	readonly mediaType?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** A body that is octets, a stream or text goes as it is, another object as JSON. */
export async function ask(
	app: Pick<Hono, "request">,
	method: string,
	path: string,
	{ body, token, mediaType = "application/json", headers = {} }: Asked,
): Promise<Answer> {
	const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
	const response = await app.request(path, {
		method,
		headers: {
			...(token === null ? {} : { authorization: `Bearer ${token}` }),
			...(body === undefined ? {} : { "content-type": mediaType }),
			...headers,
		},
		...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
		...(body instanceof ReadableStream ? { duplex: "half" } : {}),
	} as RequestInit);
	return { status: response.status, headers: response.headers, body: await bodyOf(response) };
}

async function bodyOf(response: Response): Promise<Json> {
	const mediaType = response.headers.get("content-type") ?? "";
	if (/event-stream/.test(mediaType)) {
		await response.body?.cancel(); // it has no end
		return null;
	}
	const text = await response.text();
	return /[/+]json\b/.test(mediaType) && text !== "" ? JSON.parse(text) : text || null;
}
