/** The calls about the queue: what waits where and why, and what the operator does about it. */

import { z } from "@hono/zod-openapi";
import type { Steering } from "../../queue/index.ts";
import type { Act, DestinationOrder, DestinationRow, Scope as Steered } from "../../queue/steering-ports.ts";
import type { ReportStore } from "../../report/ports.ts";
import { type AccountId, type ActivityId, ID_CHARACTERS, type MessageId } from "../../terms/ids.ts";
import { isFinal } from "../../terms/recipient.ts";
import type { Language } from "../../terms/refusals/index.ts";
import { actorOf } from "./access.ts";
import { given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { toCursor } from "./pages.ts";
import { type ApiProblem, isApiProblem, nothing, problem } from "./problem.ts";
import {
	destinationQuery,
	destinationView,
	destinationParams as params,
	pausing,
	queuedRecipientView,
	recipientQuery,
	showDestination,
	showQueuedRecipient,
	steeredView,
	steering as steeringBody,
} from "./queue-schemas.ts";
import { page } from "./schemas.ts";
import type { Reader } from "./views.ts";

const tag = "Queue";
const access = "operator";

export function queueEndpoints({ steering, reports, url }: ApiDependencies): readonly Endpoint[] {
	const reader = (language: Language): Reader => ({ language, helpUrl: url() });
	return [
		...reading(steering, reader),
		...pauses(steering, reader),
		act({ steering, reports }, "retry", {
			summary: "Try what waits for a destination now",
			description:
				"All of it, one account's, or one recipient. It is due at once, and a destination that rests because it could not be reached is tried again. Nothing is done at a destination that is paused, nor to what is held.",
		}),
		act({ steering, reports }, "hold", {
			summary: "Hold back what waits for a destination",
			description:
				"Nothing of it is tried until it is released, and it does not expire. What comes in later is not held: pause the destination for that.",
		}),
		act({ steering, reports }, "release", {
			summary: "Release what is held for a destination",
			description: "It is due at once.",
		}),
		act({ steering, reports }, "cancel", {
			summary: "Cancel what waits for a destination",
			description:
				"What waits and what is held ends for good, as a soft bounce with the reason cancelled-by-operator. Its senders are told, as of other failures. It cannot be taken back.",
		}),
	];
}

const reading = (steering: Steering, reader: (language: Language) => Reader): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/queue",
		tag,
		summary: "List the destinations that mail waits for",
		description: "And those that are paused.",
		access,
		query: z.strictObject(destinationQuery),
		answers: page(destinationView),
		async run({ query: { limit, cursor, text, state, order }, language }) {
			const place = /^(\d+) (\S+)$/.exec(cursor ?? "");
			if (cursor !== undefined && place === null) return wrongCursor;
			const after = place === null ? undefined : { rank: Number(place[1]), destination: place[2] as string };
			const filter = given({ text: text?.toLowerCase(), state, order });
			const rows = await steering.destinations(filter, limit + 1, after);
			const items = rows.slice(0, limit);
			const last = rows.length > limit ? items.at(-1) : undefined;
			return {
				items: items.map((row) => showDestination(row, reader(language))),
				next: last === undefined ? null : toCursor(`${rankOf(last, order)} ${last.destination}`),
			};
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/queue/{destination}",
		tag,
		summary: "Get a destination",
		description: "Also one that nothing waits for: all its numbers are 0.",
		access,
		params,
		answers: destinationView,
		run: async ({ params, language }) =>
			showDestination(await steering.destination(params.destination), reader(language)),
	}),
	endpoint({
		method: "get",
		path: "/v1/queue/{destination}/recipients",
		tag,
		summary: "List the recipients in the queue at a destination",
		description:
			"Those that wait, in the order in which they are due; then those held, then those under way.",
		access,
		params,
		query: z.strictObject(recipientQuery),
		answers: page(queuedRecipientView),
		async run({ params, query: { limit, cursor, account, state }, language }) {
			if (cursor !== undefined && !/^(?:waiting|held|leased)\b/.test(cursor)) return wrongCursor;
			const filter = { destination: params.destination, ...given({ accountId: account, state }) };
			const { rows, next } = await steering.recipients(filter, limit, cursor);
			return {
				items: rows.map((row) => showQueuedRecipient(row, reader(language))),
				next: next === null ? null : toCursor(next),
			};
		},
	}),
];

const wrongCursor = problem("request-invalid", "query.cursor is no cursor of this list", {
	errors: [{ field: "query.cursor", detail: "is no cursor of this list" }],
});

/** What a list in this order goes on by. */
const rankOf = (row: DestinationRow, order: DestinationOrder): number =>
	({
		recipients: row.queued + row.deferred + row.leased + row.held,
		oldest: row.oldestAt ?? 0,
		name: 0,
	})[order];

const pauses = (steering: Steering, reader: (language: Language) => Reader): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/queue/{destination}/pause",
		tag,
		summary: "Pause a destination",
		description:
			"Nothing of it is tried until it is resumed, also after a restart. Mail for it is accepted and waits, and Activity says why. What is under way goes on: `leased` says how many recipients that are. Pausing again changes the note.",
		access,
		audits: "destination.pause",
		params,
		body: pausing,
		answers: destinationView,
		async run({ scope, params, body: { note }, language }) {
			const row = await steering.pause(params.destination, { by: actorOf(scope).name, note });
			return showDestination(row, reader(language));
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/queue/{destination}/resume",
		tag,
		summary: "Resume a destination",
		description: "What is due is tried at once, the rest at its time.",
		access,
		audits: "destination.resume",
		params,
		answers: destinationView,
		run: async ({ params, language }) =>
			showDestination(await steering.resume(params.destination), reader(language)),
	}),
];

interface Parts {
	readonly steering: Steering;
	readonly reports: ReportStore;
}

const act = (
	parts: Parts,
	what: Act,
	{ summary, description }: { readonly summary: string; readonly description: string },
): Endpoint =>
	endpoint({
		method: "post",
		path: `/v1/queue/{destination}/${what}`,
		tag,
		summary,
		description,
		access,
		audits: `destination.${what}`,
		params,
		body: steeringBody,
		answers: steeredView,
		async run({ scope, params: { destination }, body: { accountId, recipient, note } }) {
			const { steering, reports } = parts;
			if (what === "retry" && (await steering.destination(destination)).pause !== null)
				return problem("unavailable", `${destination} is paused: resume it first`);
			const one = recipient === undefined ? undefined : await waitingOne(reports, recipient, what);
			if (isApiProblem(one)) return one;
			const steered: Steered = {
				destination,
				...given({ accountId: accountId as AccountId | undefined, recipient: one }),
			};
			const done = await steering.act(what, steered, { by: actorOf(scope).name, note });
			return { ...done, accountId: accountId ?? null, recipient: recipient ?? null, note };
		},
	});

/** A recipient that has ended cannot be steered any more; that it was cancelled may be said twice. */
async function waitingOne(reports: ReportStore, id: string, what: Act) {
	const found = await reports.activityRow(id as ActivityId);
	const { state = null, status } = found?.row ?? {};
	if (found === undefined || state === null) return nothing("recipient") satisfies ApiProblem;
	if (isFinal(state) && !(what === "cancel" && state === "cancelled"))
		return problem("unavailable", `Nothing waits for this recipient any more: ${status}`);
	return { message: id.slice(0, ID_CHARACTERS) as MessageId, index: Number(id.slice(ID_CHARACTERS + 1)) };
}
