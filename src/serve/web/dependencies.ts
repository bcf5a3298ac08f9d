/** All that the pages need from outside. */

import type { Setup } from "../../setup/index.ts";
import type { HelpLibrary } from "../../terms/help/index.ts";
import type { BuiltApp } from "./built-app.ts";

export interface WebDependencies {
	readonly setup: Setup;
	readonly help: HelpLibrary;
	/** Try mode's receiving server; null in production. */
	readonly mailbox: Mailbox | null;
	readonly demo: Demo | null;
	/** The web app; null where it has not been built. */
	readonly builtApp: BuiltApp | null;
	/** Where to send to; null until the submission doors are open. */
	readonly submission: () => { readonly host: string; readonly port: number } | null;
	/** No log-in: try mode, on loopback only. */
	readonly open: boolean;
	readonly version: string;
	/** Where this service's pages are, without a final slash. */
	readonly url: () => string;
	/** An unexpected error; returns the incident's id, which is in the log. */
	readonly incident: (during: string, error: unknown) => string;
	readonly now: () => number;
}

/** What the closed internet has received. */
export interface Mailbox {
	/** Newest first. */
	messages(): readonly ReceivedMail[];
	raw(id: string): Buffer | undefined;
}

export interface ReceivedMail {
	readonly id: string;
	readonly receivedAt: string;
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly sizeBytes: number;
	readonly tls: string | null;
}

export interface Demo {
	readonly account: string;
	readonly username: string;
	readonly password: string;
	readonly from: string;
	readonly to: string;
}
