/**
 * Submission for a door whose clients are known by other means than a password: the HTTP API, whose keys belong to
 * accounts. A request is a session of its own, with the checks, limits and records that every session has.
 */

import type { Client } from "../terms/message.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import { rehearsalOf } from "./rehearsal.ts";
import type { Arrival, Programs, Rehearsal, Submission } from "./sessions.ts";
import type { Shared } from "./shared.ts";
import { SubmissionSession } from "./submission.ts";

/** Rehearsals at once: each may hold a whole message while it is looked into. */
const MOST_REHEARSALS = 8;

export function createPrograms(shared: Shared, enter: (client: Client) => Refusal | Arrival): Programs {
	let rehearsals = 0;
	return {
		async open(client, username, transcript): Promise<Refusal | Submission> {
			const arrival = enter(client);
			if ("reason" in arrival) return arrival;
			const session = new SubmissionSession(shared, client, transcript, arrival.left);
			const refusal = await session.adopt(username);
			if (refusal === undefined) return session;
			session.ended();
			return refusal;
		},
		async rehearse(client, username): Promise<Refusal | Rehearsal> {
			if (rehearsals >= MOST_REHEARSALS) return refuse("overloaded");
			rehearsals++;
			const stage = rehearsalOf(shared);
			const session = new SubmissionSession(stage.shared, client, () => []);
			const end = (): void => {
				rehearsals--;
				session.ended();
			};
			const refusal = await session.adopt(username);
			if (refusal === undefined) return { session, seen: stage.seen, end };
			end();
			return refusal;
		},
		keyUses: (account, key, since) => shared.ports.spool.keyUses(account, key, since),
	};
}
