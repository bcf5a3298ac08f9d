/**
 * The closed internet of try mode: a name server, a mail server and its mailbox, all on loopback, so that mail can
 * be seen to travel with no network at all.
 */

import type { SecureContext } from "node:tls";
import { startNameServer } from "./dns.ts";
import { Mailbox } from "./mailbox.ts";
import { startMailboxDoor } from "./mailbox-http.ts";
import { startReceiver } from "./receiver.ts";
import { type Place, Reporter } from "./reporter.ts";
import { Zone } from "./zone.ts";

export type { ReceivedMessage } from "./mailbox.ts";

const HOST = "127.0.0.1";
const DEAD_HOST = "127.0.0.2";

export interface ClosedInternet {
	readonly zone: Zone;
	readonly mailbox: Mailbox;
	readonly dns: { readonly host: string; readonly port: number };
	readonly smtp: { readonly host: string; readonly port: number };
	readonly mailboxUrl: string;
	/** The service's own zone is asked of its DNS door, as on the real internet. */
	delegate(zone: string, door: { readonly host: string; readonly port: number }): void;
	/** A domain that takes mail here. */
	readonly recipientDomain: string;
	/** The door that takes reports, so that those who bounce late, or complain, can. */
	reportTo(place: Place | null): void;
	close(): Promise<void>;
}

export async function startClosedInternet(tls: { context(): SecureContext } | null): Promise<ClosedInternet> {
	const zone = new Zone();
	publish(zone);
	const mailbox = new Mailbox();
	const dns = await startNameServer(zone, HOST, 0);
	const reporter = new Reporter();
	const smtp = await startReceiver({ host: HOST, port: 0, mailbox, tls, reporter });
	const door = await startMailboxDoor(mailbox, HOST, 0);
	return {
		zone,
		mailbox,
		dns,
		smtp,
		mailboxUrl: door.url,
		recipientDomain: "client.example",
		delegate: (zoneName, { host, port }) => dns.delegate({ zone: zoneName.toLowerCase(), host, port }),
		reportTo: (place) => reporter.reportTo(place),
		async close() {
			reporter.close();
			await Promise.all([dns.close(), smtp.close(), door.close()]);
		},
	};
}

/** Who lives in the closed internet. What is not here does not exist. */
function publish(zone: Zone): void {
	for (const domain of ["client.example", "partner.example", "friend.test"]) {
		zone.publish(domain, { type: "MX", data: { preference: 10, exchange: `mx.${domain}` } });
		zone.publish(`mx.${domain}`, { type: "A", data: HOST });
	}
	zone.publish("host-only.example", { type: "A", data: HOST });
	zone.publish("nullmx.example", { type: "MX", data: { preference: 0, exchange: "." } });
	zone.silence("silent.example");
	zone.publish("dead.example", { type: "MX", data: { preference: 10, exchange: "mx.dead.example" } });
	zone.publish("mx.dead.example", { type: "A", data: DEAD_HOST });
}
