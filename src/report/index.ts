/**
 * What became of each message: refusals, reports of failure, what other servers report later, and for how long
 * Activity is kept. What attempts came to is written by the queue, in the transaction that changes the state.
 */

import type { ReturnToken } from "../terms/return-path.ts";
import { ActivityFeed } from "./feed.ts";
import { takeReport } from "./incoming/index.ts";
import type { ReportPorts } from "./ports.ts";
import { RefusalLog } from "./refusal-log.ts";
import { keepFor } from "./retention.ts";
import { type Reported, senderReport } from "./sender-report.ts";

export { ActivityFeed, type FeedEvent, type Follower, MOST_FOLLOWERS_PER_ACCOUNT } from "./feed.ts";
export { createNotices, type Mail, type Notices } from "./notices/index.ts";
export { createTelling, type EventListener, type Telling } from "./outbox/index.ts";
export type { ReportPorts } from "./ports.ts";
export { figuresOf, type Period, previousOf, slotsOf, statisticsOf, stepsOf } from "./statistics.ts";
export {
	createWebhooks,
	type DeliveryHistory,
	type DeliveryLog,
	type NewWebhook,
	type WebhookConfiguration,
	type WebhookManagement,
	type WebhookPorts,
	type WebhookProblem,
	type WebhookSettings,
	type Webhooks,
	type WithSecret,
} from "./webhooks/index.ts";

export interface ReportConfiguration {
	readonly hostname: string;
	readonly activityDays: number;
}

export function createReport(ports: ReportPorts, { hostname, activityDays }: ReportConfiguration) {
	const refusals = new RefusalLog(ports);
	const retention = keepFor(activityDays, ports);
	const feed = new ActivityFeed(ports);
	return {
		/** Rows of Activity as they are made and change. */
		feed,
		refused: (refusal: Parameters<RefusalLog["refused"]>[0]) => refusals.refused(refusal),
		/** The DSN for recipients of one message that failed for good; undefined when none is due. */
		failureReport: (failed: readonly Reported[]) => senderReport(ports, hostname, failed),
		/** A report of another server, sent to the address that the token was read from. Rejects on a fault. */
		incoming: (token: ReturnToken, content: Buffer) => takeReport(ports, hostname, token, content),
		async stop(): Promise<void> {
			retention.stop();
			await refusals.flush();
		},
	};
}
