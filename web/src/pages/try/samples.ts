/** The sample messages as this page shows them: in which group, and with which status they should end. */

import type { SentSample } from "../../api/schema.ts";
import type { Status } from "../../ui/marks.tsx";

/** Which there are, GET /v1/try/samples says; of an unknown one only its name is shown. */
export const sampleGroups = {
	outcomes: {
		delivered: "delivered",
		deferred: "deferred",
		"soft-bounce": "soft-bounce",
		"hard-bounce": "hard-bounce",
		"late-bounce": "hard-bounce",
		complaint: "delivered",
	},
	refusals: {
		"domain-not-authenticated": "rejected",
		"domain-mismatch": "rejected",
		"too-many-recipients": "rejected",
		"message-too-large": "rejected",
		"attachment-refused": "rejected",
		"attachment-disguised": "rejected",
		"address-invalid": "rejected",
		"domain-not-found": "rejected",
	},
	quota: { "quota-warning": "delivered", "quota-exceeded": "rejected" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Status>>>>;

export type SampleGroup = keyof typeof sampleGroups;

export const groupNames = Object.keys(sampleGroups) as readonly SampleGroup[];

/** Those that stand in no other's way, in the order of the page: they can be sent in one go. */
export const harmless: readonly string[] = [
	...Object.keys(sampleGroups.outcomes),
	...Object.keys(sampleGroups.refusals),
];

/**
 * How the row of Activity is found, from the last words of the session: a refusal by its reason, which stands in
 * brackets, anything else by the id under which it was queued. Undefined when the door said neither.
 */
export function rowOf({
	said,
}: SentSample): { reason: string; status: Status } | { messageId: string } | undefined {
	const lines = said.filter(({ who }) => who === "server").map(({ line }) => line);
	const reason = lines.map((line) => /\[([a-z0-9-]+)\]/.exec(line)?.[1]).find((found) => found !== undefined);
	if (reason !== undefined) return { reason, status: "rejected" };
	const messageId = /\bQueued as (\w{26})\b/.exec(lines.join("\n"))?.[1];
	return messageId === undefined ? undefined : { messageId };
}

/** "C: MAIL FROM:<…>" and "S: 250 …", as transcripts are written. */
export const transcriptOf = ({ said }: SentSample): string =>
	said.map(({ who, line }) => `${who === "client" ? "C" : "S"}: ${line}`).join("\n");
