/** Tells scripts and the command line where the service can be reached. Written whole or not at all. */

import { renameSync, writeFileSync } from "node:fs";

export interface Ready {
	readonly version: string;
	/** "http://127.0.0.1:8080" */
	readonly http: string;
	readonly submission: { readonly host: string; readonly port: number };
	readonly submissions: { readonly host: string; readonly port: number };
	readonly inbound?: { readonly host: string; readonly port: number };
	readonly bench?: { readonly host: string; readonly port: number };
	/** Where the service answers for its own zone. */
	readonly zone?: { readonly host: string; readonly port: number };
	/** Try mode's resolver. */
	readonly dns?: { readonly host: string; readonly port: number };
	readonly demo?: {
		readonly account: string;
		readonly domain: string;
		readonly username: string;
		readonly password: string;
		readonly apiKey: string;
		readonly from: string;
		readonly to: string;
		/** Who signs in at the pages: an operator, and administrator of the demo account. */
		readonly person: { readonly email: string; readonly password: string };
	};
	readonly mailbox?: { readonly http: string };
}

export function writeReadyFile(file: string, ready: Ready): void {
	const fresh = `${file}.${process.pid}`;
	writeFileSync(fresh, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
	renameSync(fresh, file);
}
