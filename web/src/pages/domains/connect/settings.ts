/** What a program has to be told to send through this service. */

import type { Service } from "../../../api/who.ts";

export interface Settings {
	readonly host: string;
	readonly port: number;
	/** With TLS from the start; otherwise with STARTTLS. */
	readonly implicit: boolean;
	readonly username: string;
	readonly password: string;
	/** An address that this SMTP user may send as. */
	readonly from: string;
}

/** Stands where a password belongs that is not known any more. */
export const PASSWORD = "YOUR-PASSWORD";

export const settingsOf = (
	{ submission: { hostname, ports } }: Service,
	{
		implicit,
		username,
		password = PASSWORD,
		domain,
	}: {
		readonly implicit: boolean;
		readonly username: string;
		readonly password?: string | undefined;
		readonly domain: string;
	},
): Settings => ({
	host: hostname,
	port: implicit ? ports.tls : ports.starttls,
	implicit,
	username,
	password,
	from: `hello@${domain}`,
});
