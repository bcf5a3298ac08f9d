/** A submission door for one user with a quota of two, whose slow parts answer when the test says so. */

import assert from "node:assert/strict";
import { createReception } from "../../src/accept/index.ts";
import type { AcceptPorts } from "../../src/accept/ports.ts";
import type { Submission } from "../../src/accept/sessions.ts";
import { createChecks, createLimiters } from "../../src/check/index.ts";
import type { Sender } from "../../src/terms/identity.ts";
import { defaultLimits, type Limits } from "../../src/terms/limits.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import type { DomainAnswer } from "../../src/terms/submission.ts";
import { aSender } from "./builders.ts";
import { virtualClock } from "./clock.ts";

const TLS = { version: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256" };
export const MAIL = {
	...{ sizeBytes: null, body: null, smtpUtf8: false, dsnReturn: null, envelopeId: null },
} as const;
export const RCPT = { notify: null, originalRecipient: null };

export function openOneUserDoor(limits: Partial<Limits> = {}) {
	const all = { ...defaultLimits, ...limits };
	const accepted: NewMessage[] = [];
	const user = Promise.withResolvers<void>();
	const domain = Promise.withResolvers<DomainAnswer>();
	const suppression = Promise.withResolvers<void>();
	const keys = Promise.withResolvers<void>();
	/** As set-up knows it now. */
	const known: { sender: Sender | undefined } = {
		sender: aSender({ account: { monthlyRecipients: 2 } }),
	};
	const slow = { user: false, domain: false, suppression: false };
	const ports = {
		checks: createChecks(all),
		limiters: createLimiters(all),
		spool: {
			lagMs: 0,
			stage: async () => {},
			discard: () => {},
			async *staged() {},
			async accept(message: NewMessage) {
				accepted.push(message);
				return { kind: "accepted" };
			},
			async keyUses() {
				await keys.promise;
				return [];
			},
		},
		identities: {
			async sender() {
				if (slow.user) await user.promise;
				return known.sender;
			},
			refresh: () => known.sender,
			passwordMatches: () => true,
			connected: () => {},
			loginFailed: () => {},
			quota: async () => ({
				period: 0,
				periodStart: 0,
				renewsAt: Number.MAX_SAFE_INTEGER,
				limit: 2,
				used: 0,
			}),
		},
		clock: virtualClock(Date.UTC(2026, 0, 5)),
		randomBytes: (count: number) => Buffer.alloc(count),
		suppression: () => (slow.suppression ? suppression.promise : undefined),
		lookUpDomain: () => (slow.domain ? domain.promise : "takes-mail"),
		inspector: {},
		scanner: null,
		storage: () => ({ freeBytes: 50e9, totalBytes: 100e9 }),
		queued: () => {},
		queueHasRoom: () => true,
		refused: () => {},
		incident: () => "I1",
	} as unknown as AcceptPorts;
	const door = createReception(ports, {
		...{ hostname: "relay.example", limits: all, requiresTls: true, benchUsername: null },
	});
	const client = { sessionId: "s", door: "submission", address: "192.0.2.1", port: 1 } as const;
	const connect = (): Submission => {
		const session = door.connect(client, () => []) as Submission;
		session.greeted("client.example", TLS);
		return session;
	};
	return { accepted, known, connect, slow, user, domain, suppression, keys };
}

export type OneUserDoor = ReturnType<typeof openOneUserDoor>;

/** Logged in, and MAIL accepted. */
export async function inMail(door: OneUserDoor): Promise<Submission> {
	const session = door.connect();
	assert.equal(await session.authenticate("user", "right"), undefined);
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
	return session;
}
