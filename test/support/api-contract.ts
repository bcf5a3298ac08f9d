/** Holds every answer of the API against its own OpenAPI document. */

import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Hono } from "hono";
import type { Json } from "./json.ts";

export interface ApiContract {
	readonly document: Json;
	/** Throws what is wrong with an answer. */
	check(method: string, path: string, status: number, mediaType: string, body: string): void;
	/** What is wrong with the examples of the document, one line each. */
	wrongExamples(): readonly string[];
}

export function contractOf(document: Json): ApiContract {
	const ajv = new Ajv2020({ strict: false, allErrors: true });
	(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
	ajv.addFormat("ip", true); // one address or the other: what is said beside it tells which
	ajv.addSchema(document, "api");
	const compiled = new Map<string, ValidateFunction>();
	const at = (...place: readonly string[]): ValidateFunction => {
		const pointer = place
			.map((one) => encodeURIComponent(one.replaceAll("~", "~0").replaceAll("/", "~1")))
			.join("/");
		const known = compiled.get(pointer) ?? ajv.compile({ $ref: `api#/${pointer}` });
		compiled.set(pointer, known);
		return known;
	};
	// Fixed paths before those with parameters.
	const paths = Object.keys(document.paths)
		.toSorted((a, b) => a.split("{").length - b.split("{").length)
		.map((path) => ({
			path,
			pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
		}));
	const trouble = (validate: ValidateFunction, value: unknown): string =>
		validate(value) ? "" : ajv.errorsText(validate.errors, { dataVar: "" });

	return {
		document,
		check(method, path, status, mediaType, body) {
			const place = paths.find(
				({ path: one, pattern }) => pattern.test(path) && document.paths[one][method] !== undefined,
			);
			if (place === undefined) return assert.equal(status, 404, `${method} ${path} is not in the document`);
			const { responses } = document.paths[place.path][method];
			const found = String(status) in responses ? String(status) : "default";
			const { content } = responses[found];
			const what = `${method} ${path} answered ${status}`;
			if (content === undefined) return assert.equal(body, "", what);
			assert.ok(mediaType in content, `${what} with ${mediaType}`);
			if (!/[/+]json$/.test(mediaType)) return; // Lines of JSON are text.
			const where = ["paths", place.path, method, "responses", found, "content", mediaType, "schema"];
			const wrong = trouble(at(...where), JSON.parse(body));
			assert.equal(wrong, "", `${what}, which is not what its document says: ${wrong}\n${body}`);
		},
		wrongExamples() {
			return examplesIn(document).flatMap(({ place, example }) => {
				const wrong = example === undefined ? "has none" : trouble(at(...place, "schema"), example);
				return wrong === "" ? [] : [`${place.slice(1, -1).join(" ")}: ${wrong}`];
			});
		},
	};
}

function examplesIn(document: Json): { place: string[]; example: unknown }[] {
	return Object.entries<Json>(document.paths).flatMap(([path, item]) =>
		Object.entries<Json>(item).flatMap(([method, { requestBody, responses }]) => {
			const of = (place: string[], content: Json = {}) =>
				Object.entries<Json>(content)
					.filter(([mediaType]) => /json/.test(mediaType))
					.map(([mediaType, { example }]) => ({ place: [...place, "content", mediaType], example }));
			const base = ["paths", path, method];
			return [
				...of([...base, "requestBody"], requestBody?.content),
				...Object.entries<Json>(responses).flatMap(([status, { content }]) =>
					of([...base, "responses", status], content),
				),
			];
		}),
	);
}

/** From now on what the app answers in tests is held against what it says that it answers. */
export function holdToContract(app: Hono): void {
	const ask = app.request.bind(app);
	let contract: Promise<ApiContract> | undefined;
	app.request = async (input, init, ...rest) => {
		const response = await ask(input, init, ...rest);
		const { pathname } = new URL(String(input), "http://api.example");
		const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
		if (!pathname.startsWith("/v1/") || mediaType === "text/event-stream") return response;
		contract ??= Promise.resolve(ask("/v1/openapi.json")).then(async (answer) =>
			contractOf(await answer.json()),
		);
		const method = (init?.method ?? "GET").toLowerCase();
		if (pathname !== "/v1/openapi.json" && pathname !== "/v1/docs")
			(await contract).check(method, pathname, response.status, mediaType, await response.clone().text());
		return response;
	};
}
