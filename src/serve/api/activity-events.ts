/** Activity as it happens, as server-sent events. WHATWG HTML §9.2. */

import { z } from "@hono/zod-openapi";
import { type FeedEvent, type Follower, MOST_FOLLOWERS_PER_ACCOUNT } from "../../report/index.ts";
import { MINUTE, SECOND } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import { accountOf } from "./access.ts";
import { showActivity } from "./activity-views.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint, pieces } from "./endpoint.ts";
import { problem } from "./problem.ts";
import { id } from "./schemas.ts";
import type { Reader } from "./views.ts";

/** So often something is written, so that no proxy takes the line for dead. */
export const HEARTBEAT_MS = 20 * SECOND;
/** So often it is asked again whether the asker may still see this: before what is told, so that nobody waits for it. */
const RECHECK_MS = 5 * SECOND;
/** How long a browser waits before it comes back. */
const RETRY_MS = 3 * SECOND;

export const activityEvents = ({ feed, now, url }: ApiDependencies): Endpoint =>
	endpoint({
		method: "get",
		path: "/v1/activity/events",
		tag: "Activity",
		summary: "Follow what becomes of messages",
		description: `Server-sent events, one for each row that is made or changes: JSON with \`type\` "activity" and the row. \`type\` "reset" says that more happened than can be told: load the list again. Who comes back with Last-Event-ID goes on where it was, if that is not long ago. At most ${MOST_FOLLOWERS_PER_ACCOUNT} follow an account; who reads too slowly is let go.`,
		access: "activity:read",
		query: z.strictObject({
			account: id<AccountId>().optional(),
			lastEventId: z.string().max(60).optional().openapi({ description: "For clients that set no headers" }),
		}),
		headers: z.object({ "last-event-id": z.string().max(60).optional() }),
		gives: { mediaType: "text/event-stream" },
		answers: pieces,
		async run({ scope, query, header, language, still, answerHeader }) {
			const after = header("last-event-id") ?? query.lastEventId;
			const reader = { language, helpUrl: url() };
			// Who comes back keeps their place until they are told more: the line may break before that.
			const begin = after === undefined ? `id: ${feed.position}\n` : "";
			const follow = (letGo: () => void) => feed.follow(accountOf(scope, query.account), after, letGo);
			const stream = eventStream(follow, { reader, still, now, begin });
			if (stream === undefined) {
				return problem("too-many-followers", "Close another page or program that follows this account", {
					retryAfterMs: MINUTE,
				});
			}
			answerHeader("x-accel-buffering", "no"); // what proxies would keep back is no news
			return stream;
		},
	});

interface Watch {
	readonly reader: Reader;
	readonly still: () => Promise<boolean>;
	readonly now: () => number;
	/** The field with the id before that of the first event, for who has none. */
	readonly begin: string;
}

/** Undefined when there is no place. */
function eventStream(
	follow: (letGo: () => void) => Follower | undefined,
	{ reader, still, now, begin }: Watch,
): ReadableStream<string> | undefined {
	let controller: ReadableStreamDefaultController<string> | undefined;
	const follower = follow(() => controller?.error(new Error("The client reads too slowly")));
	if (follower === undefined) return undefined;
	let checkedAt = now();
	return new ReadableStream<string>(
		{
			start(its) {
				controller = its;
				its.enqueue(`retry: ${RETRY_MS}\n${begin}\n`);
			},
			async pull(its) {
				const event = await follower.next(HEARTBEAT_MS);
				if (event === undefined) return its.close();
				if (now() - checkedAt >= RECHECK_MS) {
					checkedAt = now();
					if (!(await still())) {
						follower.end();
						return its.close();
					}
				}
				its.enqueue(event === "quiet" ? ": still here\n\n" : eventText(event, reader));
			},
			cancel: () => follower.end(),
		},
		{ highWaterMark: 0 },
	);
}

const eventText = (event: FeedEvent, reader: Reader): string => {
	const data =
		event.kind === "reset" ? { type: "reset" } : { type: "activity", ...showActivity(event.row, reader) };
	return `id: ${event.id}\ndata: ${JSON.stringify(data)}\n\n`;
};
