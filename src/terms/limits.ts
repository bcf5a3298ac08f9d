/** The limits that an operator sets and that refusals, help articles and EHLO all quote. */

import { HOUR, MINUTE } from "./clock.ts";

export interface Limits {
	/** Octets on the wire, header and encoded attachments included (RFC 1870). */
	readonly messageBytes: number;
	readonly recipientsPerMessage: number;
	/** Of all clients together, from the moment that TCP accepts one. */
	readonly connections: number;
	/** For one network (IPv4 address, IPv6 /64). */
	readonly sessionsPerAddress: number;
	readonly sessionsPerUser: number;
	readonly sessionsPerAccount: number;
	/** For an SMTP user that has no rate of its own. */
	readonly recipientsPerMinute: number;
	readonly messagesPerMinute: number;
	readonly recipientsPerMinuteOfAccount: number;
	readonly messagesPerMinuteOfAccount: number;
	/** How much of a minute's rate may come at once: with 60,000 all of it. */
	readonly rateBurstMs: number;
	/** Failed log-ins from one network (IPv4 address, IPv6 /64) before it is blocked. */
	readonly failedLoginsPerAddress: number;
	/** Failed log-ins for one username before networks that it never logged in from have one try each. */
	readonly failedLoginsPerUser: number;
	/** How long failures are added up. */
	readonly loginWindowMs: number;
	/** The first block; each further one is twice as long. */
	readonly loginBlockMs: number;
	readonly longestLoginBlockMs: number;
	/** How long a domain sends on after its records broke. */
	readonly brokenDomainMs: number;
	readonly headerBytes: number;
	readonly headerFields: number;
	readonly mimeDepth: number;
	readonly mimeParts: number;
	readonly receivedFields: number;
	readonly ownReceivedFields: number;
	/** Refuse new mail while the store's oldest write waits longer. */
	readonly storeLagMs: number;
	/** Content of all sessions together that may be held in memory. */
	readonly contentInFlightBytes: number;
	readonly minimumFreePercent: number;
}

export const defaultLimits: Limits = {
	messageBytes: 20 * 1024 * 1024,
	recipientsPerMessage: 50,
	connections: 2_000,
	sessionsPerAddress: 100,
	sessionsPerUser: 50,
	sessionsPerAccount: 200,
	recipientsPerMinute: 6_000,
	messagesPerMinute: 6_000,
	recipientsPerMinuteOfAccount: 24_000,
	messagesPerMinuteOfAccount: 24_000,
	rateBurstMs: MINUTE,
	failedLoginsPerAddress: 10,
	failedLoginsPerUser: 50,
	loginWindowMs: 10 * MINUTE,
	loginBlockMs: MINUTE,
	longestLoginBlockMs: HOUR,
	brokenDomainMs: 72 * HOUR,
	headerBytes: 256 * 1024,
	headerFields: 1_000,
	mimeDepth: 30,
	mimeParts: 1_000,
	receivedFields: 50,
	ownReceivedFields: 3,
	storeLagMs: 2_000,
	contentInFlightBytes: 256 * 1024 * 1024,
	minimumFreePercent: 10,
};
