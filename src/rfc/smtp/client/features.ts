/** What a server says in its reply to EHLO. RFC 5321 §4.1.1.1; unknown keywords are none of our business. */

import type { Reply } from "../reply.ts";

export interface Features {
	readonly pipelining: boolean; // RFC 2920
	readonly eightBitMime: boolean; // RFC 6152
	readonly smtpUtf8: boolean; // RFC 6531
	readonly dsn: boolean; // RFC 3461
	readonly startTls: boolean; // RFC 3207
	/** RFC 1870: whether SIZE is offered, and the largest content; 0 when the server does not say. */
	readonly size: boolean;
	readonly sizeLimitBytes: number;
	/** RFC 4954: mechanisms in upper case. */
	readonly auth: readonly string[];
}

export const NO_FEATURES: Features = {
	pipelining: false,
	eightBitMime: false,
	smtpUtf8: false,
	dsn: false,
	startTls: false,
	size: false,
	sizeLimitBytes: 0,
	auth: [],
};

export function featuresIn(reply: Reply): Features {
	const parameters = new Map<string, readonly string[]>();
	for (const line of reply.lines.slice(1)) {
		// Old servers write "AUTH=LOGIN PLAIN".
		const [keyword = "", ...rest] = line
			.trim()
			.toUpperCase()
			.replace(/^AUTH=/, "AUTH ")
			.split(/ +/);
		parameters.set(keyword, [...(parameters.get(keyword) ?? []), ...rest]);
	}
	const limit = parameters.get("SIZE")?.[0] ?? "";
	return {
		pipelining: parameters.has("PIPELINING"),
		eightBitMime: parameters.has("8BITMIME"),
		smtpUtf8: parameters.has("SMTPUTF8"),
		dsn: parameters.has("DSN"),
		startTls: parameters.has("STARTTLS"),
		size: parameters.has("SIZE"),
		sizeLimitBytes: /^\d{1,15}$/.test(limit) ? Number(limit) : 0,
		auth: parameters.get("AUTH") ?? [],
	};
}
