/** Calls of a running service's API, by its operator or by the demo account. What is refused fails the test. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "./json.ts";
import type { Service } from "./service.ts";

export type Call = (
	method: string,
	path: string,
	body?: object,
	headers?: Readonly<Record<string, string>>,
) => Promise<Json>;

interface Operated {
	readonly ready: { readonly http: string };
	readonly folder: string;
}

export const operatorKey = ({ folder }: Pick<Operated, "folder">): string =>
	readFileSync(join(folder, "operator.key"), "utf8").trim();

export const operatorOf = (service: Operated): Call => callsOf(service, () => operatorKey(service));
export const customerOf = (service: Service): Call => callsOf(service, () => service.ready.demo.apiKey);

/** The key is asked for at each call: before the first the service need not be there. */
const callsOf =
	(service: Pick<Operated, "ready">, key: () => string): Call =>
	async (method, path, body, headers = {}) => {
		const response = await fetch(`${service.ready.http}${path}`, {
			method,
			headers: { authorization: `Bearer ${key()}`, "content-type": "application/json", ...headers },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
		return text === "" ? null : JSON.parse(text);
	};

/** Gives the demo account a plan of try mode, at once: its own has room for a thousand recipients. */
export async function choosePlan(service: Service, name: string): Promise<void> {
	const call = operatorOf(service);
	const { items } = await call("GET", "/v1/plans");
	const planId = items.find((plan: Json) => plan.name === name)?.id;
	await call("POST", `/v1/accounts/${service.ready.demo.account}/plan`, { planId, atOnce: true });
}
