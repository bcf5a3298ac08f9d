/**
 * What became of each message: refusals and reports of failure, and for how long Activity is kept. What became of
 * a recipient itself is written by the queue, in the transaction that changes its state.
 */

import { type Failed, failureReport } from "./failure-report.ts";
import type { ReportPorts } from "./ports.ts";
import { RefusalLog } from "./refusal-log.ts";
import { keepFor } from "./retention.ts";

export type { Failed } from "./failure-report.ts";
export type { ReportPorts } from "./ports.ts";

export interface ReportConfiguration {
	readonly hostname: string;
	readonly activityDays: number;
}

export function createReport(ports: ReportPorts, { hostname, activityDays }: ReportConfiguration) {
	const refusals = new RefusalLog(ports);
	const retention = keepFor(activityDays, ports);
	return {
		refused: (refusal: Parameters<RefusalLog["refused"]>[0]) => refusals.refused(refusal),
		/** The DSN for recipients of one message that failed for good; undefined when none is due. */
		failureReport: (failed: readonly Failed[]) => failureReport(ports, hostname, failed),
		async stop(): Promise<void> {
			retention.stop();
			await refusals.flush();
		},
	};
}
