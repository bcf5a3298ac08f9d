/**
 * What came home: a report that was sent to an address of ours is read, settled and written down.
 *
 * Promise: it resolves after the commit is synced; the same report twice changes nothing; a report about a message
 * that is unknown or forgotten is taken and noted nowhere; nothing is ever sent back to whoever reports (RFC 3834 §2).
 */

import { SECOND } from "../../terms/clock.ts";
import type { NewMessage } from "../../terms/message.ts";
import type { ReturnToken } from "../../terms/return-path.ts";
import type { ReportableRecipient, ReportedChange, ReportPorts } from "../ports.ts";
import { type Reported, senderReport } from "../sender-report.ts";
import { readReport } from "./read.ts";
import { settleReport } from "./settle.ts";

/** A server that bounces at once is faster than our own disk: its report waits for the outcome so often, so long. */
const PAUSES_MS = [SECOND / 4, SECOND / 2, SECOND];

/** "early": the outcome that it is about is not written down yet; it is to be sent again later. */
export async function takeReport(
	ports: ReportPorts,
	hostname: string,
	token: ReturnToken,
	content: Buffer,
): Promise<"taken" | "early"> {
	const report = readReport(content);
	for (let pause = 0; ; pause++) {
		const recipients = await ports.store.reportable(token.message);
		if (recipients === undefined) return "taken";
		const { changes, early } = settleReport(report, token, recipients, ports.clock.now());
		const pauseMs = PAUSES_MS[pause];
		if (early && pauseMs === undefined) return "early";
		if (!early) {
			await writeDown(ports, hostname, changes, recipients);
			return "taken";
		}
		await new Promise<void>((resolve) => ports.clock.after(pauseMs as number, resolve));
	}
}

async function writeDown(
	ports: ReportPorts,
	hostname: string,
	changes: readonly ReportedChange[],
	recipients: readonly ReportableRecipient[],
): Promise<void> {
	if (changes.length === 0) return;
	const dsn = await dsnFor(ports, hostname, changes, recipients);
	const isNew = await ports.store.applyReport(changes, dsn === undefined ? [] : [dsn]);
	if (isNew && dsn !== undefined) ports.noteDue(dsn.receivedAt);
}

/** Whoever sent the message hears of it as of every bounce: the envelope sender that we put in its place is ours. */
function dsnFor(
	ports: ReportPorts,
	hostname: string,
	changes: readonly ReportedChange[],
	recipients: readonly ReportableRecipient[],
): Promise<NewMessage | undefined> {
	const reported = changes.flatMap(({ kind, recipient, at, cause, facts }): Reported[] => {
		const known = recipients.find(({ index }) => index === recipient.index);
		const action = kind === "complained" ? undefined : ACTIONS[kind];
		if (action === undefined || known?.state !== "delivered") return [];
		const { address, notify, originalRecipient } = known;
		return [
			{
				recipient: { message: recipient.message, address, notify, originalRecipient },
				action,
				settlement: { at, to: "bounced", cause, facts },
			},
		];
	});
	return senderReport(ports, hostname, reported);
}

const ACTIONS = { bounced: "failed", delayed: "delayed", confirmed: "delivered" } as const;
