/**
 * `GET /metrics` for Prometheus. The operator may read it: with the operator's API key, or without one from networks
 * that the configuration names. None is named by default, since behind a proxy on the same machine everybody's
 * requests come from loopback.
 */

import type { Setup } from "../../setup/index.ts";
import { type Measured, measure } from "./catalogue.ts";
import { CONTENT_TYPE, exposition } from "./format.ts";

export type { Measured } from "./catalogue.ts";
export { counted, Tallies } from "./tallies.ts";

export interface MetricsDependencies extends Measured {
	readonly apiKeys: Pick<Setup["apiKeys"], "authenticate">;
	/** Whether this address may read without a key. */
	readonly isOpenTo: (address: string) => boolean;
	readonly incident: (during: string, error: unknown) => string;
}

/** Answers one request of a client at this address. Never rejects. */
export type Metrics = (request: Request, address: string) => Promise<Response>;

const STATUS = { unauthorised: 401, wrongMethod: 405, unavailable: 503 } as const;

export function createMetrics(dependencies: MetricsDependencies): Metrics {
	const { isOpenTo, apiKeys, incident } = dependencies;
	return async (request, address) => {
		try {
			if (request.method !== "GET" && request.method !== "HEAD")
				return new Response("GET only\n", { status: STATUS.wrongMethod, headers: { allow: "GET, HEAD" } });
			if (!isOpenTo(address) && !(await isOperator(request.headers.get("authorization"), address, apiKeys)))
				return new Response("Send the operator's API key: Authorization: Bearer ak_...\n", {
					status: STATUS.unauthorised,
					headers: { "www-authenticate": "Bearer" },
				});
			const text = exposition(await measure(dependencies));
			return new Response(text, { headers: { "content-type": CONTENT_TYPE, "cache-control": "no-store" } });
		} catch (error) {
			const text = `Incident ${incident("metrics", error)}\n`;
			return new Response(text, { status: STATUS.unavailable });
		}
	};
}

/** RFC 6750 §2.1. A key that is blocked for its failures is not asked about here. */
async function isOperator(
	authorization: string | null,
	address: string,
	apiKeys: MetricsDependencies["apiKeys"],
): Promise<boolean> {
	const token = /^Bearer +([\w-]{1,200})$/i.exec(authorization ?? "")?.[1];
	if (token === undefined) return false;
	const check = await apiKeys.authenticate(token, address);
	return check.kind === "key" && check.key.accountId === null;
}
