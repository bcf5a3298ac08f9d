/** A suppression as a record of CSV and back. What was given out is taken in as it was, but for whose it is. */

import { csvRecord, guarded, unguarded } from "../../rfc/csv/writer.ts";
import { isSuppressionKind, type Suppression, suppressionKinds } from "../../terms/suppression.ts";
import { readAddress, sinceTrouble, textTrouble } from "./fields.ts";

const COLUMNS = ["address", "kind", "since", "reported_by", "reply", "note"] as const;
type Column = (typeof COLUMNS)[number];

export const HEADER = csvRecord(COLUMNS);

export const toRecord = ({ address, kind, since, reportedBy, reply, note }: Suppression): string =>
	csvRecord([address, kind, new Date(since).toISOString(), reportedBy, reply, note].map(guarded));

/** Which field of a record is which; columns that are not ours are passed over. */
export type Layout = { readonly [Name in Column]?: number };

/** What the first record tells; undefined when it names no column of addresses, and is a line like the others. */
export function layoutOf(first: readonly string[]): Layout | undefined {
	const names = first.map((field) => field.trim().toLowerCase().replaceAll(/[ -]/g, "_"));
	// "email" is what lists of other services call it.
	const address = names.findIndex((name) => ["address", "email", "e_mail", "email_address"].includes(name));
	if (address < 0) return undefined;
	const others = COLUMNS.filter((column) => column !== "address").flatMap((column) => {
		const at = names.indexOf(column);
		return at < 0 ? [] : [[column, at] as const];
	});
	return { address, ...Object.fromEntries(others) };
}

/** What a line that leaves fields empty means by it. */
export type Defaults = Pick<Suppression, "kind" | "since" | "reportedBy">;

/** A text says what is wrong with the line. */
export function fromRecord(
	fields: readonly string[],
	layout: Layout,
	defaults: Defaults,
): Omit<Suppression, "id" | "accountId" | "activityId"> | string {
	const cell = (column: Column): string => unguarded(fields[layout[column] ?? -1] ?? "");
	const address = readAddress(cell("address"));
	if (typeof address !== "string") return address.detail;
	const kind = cell("kind").trim() || defaults.kind;
	if (!isSuppressionKind(kind)) return `The kind is none of ${suppressionKinds.join(", ")}`;
	const written = cell("since").trim();
	const since = written === "" ? defaults.since : momentOf(written);
	const texts = {
		reportedBy: cell("reported_by") || defaults.reportedBy,
		reply: cell("reply"),
		note: cell("note"),
	};
	const trouble = sinceTrouble(since, defaults.since) ?? textTrouble(texts);
	return trouble?.detail ?? { address, kind, since, ...texts };
}

/** A day, or a moment with its zone; what else Date.parse would guess is NaN. */
const momentOf = (text: string): number =>
	/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)
		? Date.parse(text)
		: Number.NaN;
