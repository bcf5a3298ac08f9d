/** Which reasons can be filtered by: those of the newest rows first, then all that there are for the chosen statuses. */

import type { ActivityRow } from "../../api/activity.ts";
import type { HelpArticles } from "../../api/schema.ts";
import type { ActivitySearch } from "./filters.ts";

type Statuses = ActivitySearch["status"];

export interface ReasonChoice {
	readonly value: string;
	readonly label: string;
}

/** By id, with their titles; without those of other statuses. */
export function seenReasons(
	rows: readonly ActivityRow[],
	status: Statuses = [],
): ReadonlyMap<string, string> {
	const seen = new Map<string, string>();
	for (const row of rows)
		if (row.reason !== "" && (status.length === 0 || status.includes(row.status)))
			seen.set(row.reason, row.words?.title ?? row.reason);
	return seen;
}

/** What Help has an article about: refusals for what was rejected, causes for what waits or came back. */
export function catalogueReasons(
	{ groups }: Pick<HelpArticles, "groups">,
	status: Statuses = [],
): readonly ReasonChoice[] {
	const isFor = {
		refused: status.length === 0 || status.includes("rejected"),
		answered: status.length === 0 || status.some((one) => !ARRIVED.includes(one)),
	};
	return groups.flatMap(({ id, sections }) =>
		(id === "refused" || id === "answered") && isFor[id]
			? sections.flatMap(({ articles }) =>
					articles.flatMap(({ title, name }) =>
						name === null ? [] : [{ value: name.slice(name.indexOf(" ") + 1), label: title }],
					),
				)
			: [],
	);
}

/** No cause is recorded with these. */
const ARRIVED: readonly string[] = ["rejected", "delivered", "pending"];
