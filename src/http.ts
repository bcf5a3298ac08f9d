/** The HTTP door: API, pages and help on one port. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Configuration } from "./world/configuration/index.ts";

export interface HttpParts {
	readonly configuration: Configuration;
	readonly version: string;
}

export interface HttpDoor {
	/** "http://127.0.0.1:8080" */
	readonly url: string;
	close(): Promise<void>;
}

export async function openHttpDoor(parts: HttpParts): Promise<HttpDoor> {
	const app = new Hono();
	app.get("/healthz", (context) => context.text("ok\n"));
	const server = createServer(getRequestListener(app.fetch));
	const { host, port } = parts.configuration.http;
	server.listen(port, host);
	await once(server, "listening");
	const bound = (server.address() as AddressInfo).port;
	return {
		url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}
