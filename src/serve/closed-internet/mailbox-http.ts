/**
 * The mailbox over HTTP, for people and for scripts: a list, and each message as it was received. Nobody signs in, so it is
 * asked by its address only: a page of another site could reach it by a name that it has let lead here (DNS rebinding).
 */

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mailbox, ReceivedMessage } from "./mailbox.ts";

export interface MailboxDoor {
	/** "http://127.0.0.1:1234" */
	readonly url: string;
	close(): Promise<void>;
}

export async function startMailboxDoor(mailbox: Mailbox, host: string, port: number): Promise<MailboxDoor> {
	const server = createServer((request, response) => {
		const [pathname = "/"] = (request.url ?? "/").split("?", 1);
		if (!isByAddress(request.headers.host))
			return send(response, 403, "text/plain", "Open it by the address that the program printed.\n");
		if (request.method !== "GET" && request.method !== "HEAD")
			return send(response, 405, "text/plain", "GET only\n");
		if (pathname === "/messages")
			return send(response, 200, "application/json", JSON.stringify(mailbox.messages()));
		const id = /^\/messages\/(\d+)\/raw$/.exec(pathname)?.[1];
		const raw = id === undefined ? undefined : mailbox.raw(id);
		if (raw !== undefined) return send(response, 200, "message/rfc822", raw);
		if (pathname === "/") return send(response, 200, "text/html; charset=utf-8", page(mailbox.messages()));
		return send(response, 404, "text/plain", "There is no such message here.\n");
	});
	server.listen(port, host);
	await once(server, "listening");
	const { port: bound } = server.address() as AddressInfo;
	return {
		url: `http://${host}:${bound}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, "close");
		},
	};
}

/** RFC 9110 §7.2: "127.0.0.1:1234", "[::1]:1234" or "localhost:1234", and no other name. */
const isByAddress = (host = ""): boolean => /^(?:localhost|[0-9.]+|\[[0-9a-f:.]+\])(?::\d+)?$/i.test(host);

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
	response.writeHead(status, {
		"content-type": type,
		"content-length": Buffer.byteLength(body),
		"cache-control": "no-store",
		"x-content-type-options": "nosniff",
		"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
	});
	response.end(body);
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b2430;background:#fbfaf7}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #e3e0d8;overflow-wrap:anywhere}
a{color:#1f4e8c}@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#12161c}td,th{border-color:#2b333d}a{color:#8fb8f0}}`;

const page = (
	messages: readonly ReceivedMessage[],
): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Mailbox of the closed internet</title><style>${STYLE}</style>
<h1>Received by the closed internet</h1>
${messages.length === 0 ? "<p>Nothing yet. Send a message; it appears here as it was received.</p>" : table(messages)}</html>`;

const table = (
	messages: readonly ReceivedMessage[],
): string => `<table><thead><tr><th>Received<th>From<th>To<th>Subject<th>Octets</tr></thead><tbody>
${messages.map(row).join("\n")}</tbody></table>`;

const row = (message: ReceivedMessage): string =>
	`<tr><td>${message.receivedAt.slice(11, 19)}<td>${escaped(message.from || "<>")}<td>${escaped(message.to.join(", "))}` +
	`<td><a href="/messages/${message.id}/raw">${escaped(message.subject || "(no subject)")}</a><td>${message.sizeBytes}</tr>`;

const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
