/** What is measured: one row of the table each. */

import type { ContentKind } from "./content.ts";

export interface Scenario {
	readonly name: string;
	readonly about: string;
	/** "ceiling": the generator straight into the sink. */
	readonly kind: "accept" | "relay" | "ceiling";
	readonly content: ContentKind;
	readonly contentBytes: number;
	readonly recipients: number;
	readonly startTls: boolean;
	readonly newConnectionEach: boolean;
	/** In one run, one to three seconds of work; the peer gets fewer because it needs longer for each. */
	readonly messages: number;
	readonly peerMessages: number;
}

const KB = 1_000;
const base = {
	recipients: 1,
	content: "text",
	contentBytes: 4 * KB,
	startTls: false,
	newConnectionEach: false,
} as const;

export const scenarios: readonly Scenario[] = [
	{ ...base, name: "accept-4k", about: "accept, 4 kB", kind: "accept", messages: 2_000, peerMessages: 600 },
	{
		...base,
		name: "accept-4k-tls",
		about: "accept, 4 kB, STARTTLS, kept connections",
		kind: "accept",
		startTls: true,
		messages: 2_000,
		peerMessages: 600,
	},
	{
		...base,
		name: "accept-4k-tls-new",
		about: "accept, 4 kB, STARTTLS, new connection each",
		kind: "accept",
		startTls: true,
		newConnectionEach: true,
		messages: 500,
		peerMessages: 200,
	},
	{
		...base,
		name: "accept-100k",
		about: "accept, 100 kB",
		kind: "accept",
		contentBytes: 100 * KB,
		messages: 500,
		peerMessages: 300,
	},
	{
		...base,
		name: "accept-4k-html",
		about: "accept, 4 kB, text and HTML",
		kind: "accept",
		content: "alternative",
		messages: 2_000,
		peerMessages: 600,
	},
	{
		...base,
		name: "accept-100k-pdf",
		about: "accept, 100 kB, a PDF attached",
		kind: "accept",
		content: "pdf",
		contentBytes: 100 * KB,
		messages: 500,
		peerMessages: 300,
	},
	{
		...base,
		name: "accept-50r",
		about: "accept, 4 kB, 50 recipients",
		kind: "accept",
		recipients: 50,
		messages: 250,
		peerMessages: 120,
	},
	{
		...base,
		name: "accept-100k-50r",
		about: "accept, 100 kB, 50 recipients",
		kind: "accept",
		contentBytes: 100 * KB,
		recipients: 50,
		messages: 150,
		peerMessages: 80,
	},
	{ ...base, name: "relay-4k", about: "relay, 4 kB", kind: "relay", messages: 1_000, peerMessages: 250 },
	{
		...base,
		name: "relay-4k-tls",
		about: "relay, 4 kB, STARTTLS, kept connections",
		kind: "relay",
		startTls: true,
		messages: 1_000,
		peerMessages: 250,
	},
	{
		...base,
		name: "relay-100k",
		about: "relay, 100 kB",
		kind: "relay",
		contentBytes: 100 * KB,
		messages: 300,
		peerMessages: 150,
	},
	{
		...base,
		name: "relay-50r",
		about: "relay, 4 kB, 50 recipients",
		kind: "relay",
		recipients: 50,
		messages: 150,
		peerMessages: 60,
	},
	{ ...base, name: "ceiling-4k", about: "ceiling, 4 kB", kind: "ceiling", messages: 10_000, peerMessages: 0 },
	{
		...base,
		name: "ceiling-100k",
		about: "ceiling, 100 kB",
		kind: "ceiling",
		contentBytes: 100 * KB,
		messages: 1_000,
		peerMessages: 0,
	},
];
