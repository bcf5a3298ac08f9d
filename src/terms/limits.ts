/** The limits that an operator sets and that refusals, help articles and EHLO all quote. */

import { MINUTE } from "./clock.ts";

export interface Limits {
	/** Octets on the wire, header and encoded attachments included (RFC 1870). */
	readonly messageBytes: number;
	readonly recipientsPerMessage: number;
	readonly sessionsPerAddress: number;
	readonly sessionsPerUser: number;
	readonly sessionsPerAccount: number;
	/** For an SMTP user that has no rate of its own. */
	readonly recipientsPerMinute: number;
	/** Failed log-ins from one network (IPv4 address, IPv6 /64) before it is blocked. */
	readonly failedLoginsPerAddress: number;
	/** Failed log-ins for one username before strangers' addresses are blocked for it. */
	readonly failedLoginsPerUser: number;
	readonly loginWindowMs: number;
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
	sessionsPerAddress: 100,
	sessionsPerUser: 50,
	sessionsPerAccount: 200,
	recipientsPerMinute: 6_000,
	failedLoginsPerAddress: 10,
	failedLoginsPerUser: 50,
	loginWindowMs: 10 * MINUTE,
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
