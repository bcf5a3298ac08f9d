/** Our own state: each needs a service of its own that is brought into trouble. */

import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SmtpClient } from "../../../support/smtp-client.ts";
import { type Case, message, NOT_LOGGED_IN, type World } from "../case.ts";
import { attached } from "./message.ts";

const FROM = "billing@shop.example";

/** A service with these settings, and what it refuses for. */
export interface Trouble {
	readonly flags: readonly string[] | (() => Promise<readonly string[]>);
	readonly cases: Readonly<Record<string, Case | readonly Case[]>>;
}

/** Takes tables away behind the service's back: what any broken store looks like from inside. */
function breakStore({ service }: World, ...tables: readonly string[]): void {
	const file = readdirSync(service.folder).find((name) => name.endsWith(".db") || name.endsWith(".sqlite"));
	const database = new DatabaseSync(join(service.folder, file ?? "angarium.db"));
	database.exec(tables.map((table) => `ALTER TABLE ${table} RENAME TO lost_${table};`).join(""));
	database.close();
}

/** A virus scanner that finds something in everything (clamd's INSTREAM). It ends with the test's process. */
async function suspiciousScanner(): Promise<readonly string[]> {
	const server = createServer((socket) => {
		socket.on("error", () => {});
		socket.on("data", (octets: Buffer) => {
			// A piece of length 0 ends the stream.
			if (octets.subarray(-4).equals(Buffer.alloc(4))) socket.end("stream: Test-Signature FOUND\0");
		});
	});
	server.listen(0, "127.0.0.1").unref();
	await once(server, "listening");
	return ["--attachments.scanner", `127.0.0.1:${(server.address() as AddressInfo).port}`];
}

export const troubles: Readonly<Record<string, Trouble>> = {
	"a service that is narrow": {
		flags: ["--limits.sessionsPerUser", "1", "--limits.sessionsPerAddress", "2"],
		cases: {
			"too-many-sessions": [
				{
					said: "auth 454 4.7.0",
					async provoke({ service }) {
						const first = await SmtpClient.loggedIn(service);
						const second = await SmtpClient.underTls(service);
						const said = await second.logIn(service.ready.demo);
						first.destroy();
						second.destroy();
						return said;
					},
				},
				{
					said: "connect 421 4.7.0",
					withoutRow: NOT_LOGGED_IN,
					async provoke({ service }) {
						const open = [await SmtpClient.underTls(service), await SmtpClient.underTls(service)];
						const third = await SmtpClient.at(service.ready.submission);
						const said = await third.hear();
						for (const guest of open) guest.destroy();
						return said;
					},
				},
			],
		},
	},
	"a service that blocks at once": {
		flags: ["--limits.failedLoginsPerAddress", "1"],
		cases: {
			"authentication-blocked": {
				said: "auth 454 4.7.0",
				withoutRow: NOT_LOGGED_IN,
				async provoke({ service }) {
					for (let i = 0; ; i++) {
						const guest = await SmtpClient.underTls(service);
						const said = await guest.logIn({ username: "nobody", password: "wrong" });
						guest.destroy();
						if (!said.startsWith("535") || i > 5) return said;
					}
				},
			},
		},
	},
	"a service without room": {
		flags: ["--limits.messageBytes", "1000000MB"],
		cases: {
			"storage-full": {
				said: "mail 452 4.3.1",
				provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say(`MAIL FROM:<${FROM}>`),
			},
		},
	},
	"a service whose inspection is late": {
		flags: ["--attachments.deadline", "1ms"],
		cases: {
			overloaded: {
				said: "content 451 4.3.2",
				async provoke({ service }) {
					const octets = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(3 * 1024 * 1024, 1)]);
					return (await SmtpClient.loggedIn(service)).send(
						FROM,
						["ok@client.example"],
						attached("a.zip", octets),
					);
				},
			},
		},
	},
	"a service with a suspicious scanner": {
		flags: suspiciousScanner,
		cases: {
			"malware-found": {
				said: "content 554 5.7.1",
				provoke: async ({ service }) =>
					(await SmtpClient.loggedIn(service)).send(FROM, ["ok@client.example"], message(FROM)),
			},
		},
	},
	"a service without patience": {
		flags: ["--limits.idleTimeout", "1s"],
		cases: {
			"idle-timeout": {
				said: "any 421 4.4.2",
				provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).hear(),
			},
		},
	},
	"a service whose store is broken": {
		flags: [],
		cases: {
			"internal-fault": {
				said: "content 451 4.3.0",
				async provoke(world) {
					const guest = await SmtpClient.loggedIn(world.service);
					breakStore(world, "message");
					return guest.send(FROM, ["ok@client.example"], message(FROM));
				},
			},
			"authentication-unavailable": {
				said: "auth 454 4.7.0",
				withoutRow: NOT_LOGGED_IN,
				async provoke(world) {
					const guest = await SmtpClient.underTls(world.service);
					breakStore(world, "smtp_user");
					return guest.logIn({ username: "somebody.else", password: "secret" });
				},
			},
		},
	},
	"a service that stops": {
		flags: [],
		cases: {
			"shutting-down": {
				said: "any 421 4.3.2",
				withoutRow: "the session ends; no message is refused",
				async provoke({ service }) {
					const guest = await SmtpClient.loggedIn(service);
					const said = guest.hear();
					await service.stop();
					return said;
				},
			},
		},
	},
};
