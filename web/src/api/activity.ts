/** Names for parts of what the API tells of Activity: one row for each recipient and each refusal, and all that is known of one. */

import type { Activity, ActivityDetail } from "./schema.ts";

export type { Activity as ActivityRow, ActivityDetail, Attachment } from "./schema.ts";

export interface ActivityPage {
	readonly items: readonly Activity[];
	readonly next: string | null;
}
export type ActivityEvent = ActivityDetail["events"][number];
export type Attempt = NonNullable<ActivityEvent["attemptFacts"]>;
export type SubmissionSession = NonNullable<ActivityDetail["session"]>;
export type MessageFacts = NonNullable<ActivityDetail["message"]>;
/** What a message's page needs of GET /v1/messages/{id}. */
export interface MessageRecipients {
	readonly recipients: readonly Activity[];
}
