/** The SteeringStore: what waits in the queue, as people see it, and what they do about it. */

import type {
	Act,
	Candidate,
	Change,
	DestinationFilter,
	DestinationPlace,
	DestinationRow,
	Pause,
	QueuedRecipient,
	RecipientFilter,
	RecipientPage,
	ReportOf,
	Scope,
	SteeringStore,
} from "../../queue/steering-ports.ts";
import { parseDomainOrLiteral } from "../../rfc/address/domain.ts";
import { type ActivityId, activityIdOf, type MessageId } from "../../terms/ids.ts";
import type { RecipientKey } from "../../terms/outcome.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import type { SteerAnswer } from "./operations.ts";
import type { Parameter, Reader } from "./reader.ts";
import type { SetUpWrites } from "./set-up-writes.ts";
import {
	candidateOf,
	candidatesAsked,
	destinationAsked,
	destinationOf,
	destinationsAsked,
	leasedAsked,
	nothingAt,
	pauseRowOf,
	placeOf,
	type RecipientPart,
	recipientParts,
	recipientRowOf,
	recipientsAsked,
} from "./steering-rows.ts";

/** Rows that a pause is told of one by one. */
const MOST_TOLD = 200;

export class SqliteSteering implements SteeringStore {
	readonly #writes: SetUpWrites;
	readonly #searcher: Reader;
	/** Told of what waits for a destination that was paused or resumed. It must neither wait nor throw. */
	onShownOtherwise: ((ids: readonly ActivityId[] | "many") => void) | undefined;
	/** By destination, as last written: Activity asks for each row that it shows. */
	readonly #paused = new Map<string, Pause>();

	constructor(writes: SetUpWrites, searcher: Reader) {
		this.#writes = writes;
		this.#searcher = searcher;
	}

	/** The pause of the destination that an address is at. */
	readonly pauseOf = (address: string): Pause | undefined => {
		if (this.#paused.size === 0) return undefined;
		const at = parseDomainOrLiteral(address.slice(address.lastIndexOf("@") + 1));
		return at.kind === "invalid" ? undefined : this.#paused.get(at.domain.ascii);
	};

	async pauses(): Promise<readonly Pause[]> {
		const rows = await this.#searcher.all("SELECT * FROM pause ORDER BY domain");
		this.#paused.clear();
		for (const row of rows) this.#paused.set(row["domain"] as string, pauseRowOf(row));
		return [...this.#paused.values()];
	}

	async pause({ destination, since, by, note }: Pause): Promise<void> {
		const [rows] = await this.#writes.write(
			{
				sql: `INSERT INTO pause (domain, since, paused_by, note) VALUES (?, ?, ?, ?)
					ON CONFLICT (domain) DO UPDATE SET note = excluded.note WHERE note <> excluded.note RETURNING *`,
				parameters: [destination, since, by, note],
			},
			{
				sql: "UPDATE destination SET turn_at = NULL WHERE domain = ? AND turn_at IS NOT NULL",
				parameters: [destination],
			},
		);
		const [row] = rows ?? [];
		if (row === undefined) return;
		this.#paused.set(destination, pauseRowOf(row));
		await this.#tell(destination);
	}

	async resume(destination: string): Promise<void> {
		const due = "(SELECT min(due_at) FROM queue WHERE domain = ?1 AND due_at IS NOT NULL)";
		const parameters = [destination];
		const [rows = []] = await this.#writes.write(
			{ sql: "DELETE FROM pause WHERE domain = ? RETURNING domain", parameters },
			{ sql: `DELETE FROM destination WHERE domain = ?1 AND turn_at IS NULL AND ${due} IS NULL`, parameters },
			{ sql: `UPDATE destination SET turn_at = ${due} WHERE domain = ?1 AND turn_at IS NULL`, parameters },
		);
		this.#paused.delete(destination);
		if (rows.length > 0) await this.#tell(destination);
	}

	/** What waits may be a hundred thousand: beyond some, that there are many is all that is told. */
	async #tell(destination: string): Promise<void> {
		if (this.onShownOtherwise === undefined) return;
		const rows = await this.#searcher
			.all(
				"SELECT message_id, n FROM queue WHERE domain = ? AND due_at IS NOT NULL LIMIT ?",
				...[destination, MOST_TOLD + 1],
			)
			.catch(() => undefined); // it is paused or resumed all the same
		if (rows === undefined || rows.length > MOST_TOLD) return this.onShownOtherwise?.("many");
		const ids = rows.map((row) => activityIdOf(row["message_id"] as MessageId, row["n"] as number));
		if (ids.length > 0) this.onShownOtherwise?.(ids);
	}

	async destinations(
		filter: DestinationFilter,
		limit: number,
		after?: DestinationPlace,
	): Promise<readonly DestinationRow[]> {
		const [rows = []] = await this.#searcher.ask([destinationsAsked(filter, limit, after)]);
		return rows.map(destinationOf);
	}

	async destination(destination: string): Promise<DestinationRow> {
		const [[row] = []] = await this.#searcher.ask([destinationAsked(destination)]);
		return row === undefined ? nothingAt(destination) : destinationOf(row);
	}

	async recipients(filter: RecipientFilter, limit: number, after?: string): Promise<RecipientPage> {
		const place = after === undefined ? undefined : placeIn(after);
		const all = Object.keys(recipientParts) as RecipientPart[];
		const wanted = filter.state === undefined ? all : all.filter((part) => part === filter.state);
		const rows: QueuedRecipient[] = [];
		for (const part of wanted.slice(place === undefined ? 0 : wanted.indexOf(place.part))) {
			const from = place?.part === part ? place.values : undefined;
			const more = limit - rows.length + 1;
			const [found = []] = await this.#searcher.ask([recipientsAsked(part, filter, more, from)]);
			const shown = found.slice(0, more - 1);
			rows.push(...shown.map((row) => this.#shown(recipientRowOf(row), filter.destination)));
			const last = shown.at(-1);
			if (found.length < more) continue;
			// The page is full: it goes on behind its last row, or at the beginning of this part.
			const values = last === undefined ? [] : placeOf(part, last);
			return { rows, next: [part, ...values].join(" ") };
		}
		return { rows, next: null };
	}

	/** What waits for a paused destination is not due; what was last heard of it is still worth knowing. */
	#shown(row: QueuedRecipient, destination: string): QueuedRecipient {
		const pause = this.#paused.get(destination);
		if (pause === undefined || row.nextAttemptAt === null) return row;
		const why = row.reason === "" ? { reason: "destination-paused", reply: pause.note } : {};
		return { ...row, ...why, nextAttemptAt: null };
	}

	async candidates(act: Act, scope: Scope, now: number, limit: number): Promise<readonly Candidate[]> {
		const answers = await this.#searcher.ask(candidatesAsked(act, scope, now, limit));
		return answers.flat().slice(0, limit).map(candidateOf);
	}

	async leased(scope: Scope): Promise<number> {
		const [[row] = []] = await this.#searcher.ask([leasedAsked(scope)]);
		return Number(row?.["n"] ?? 0);
	}

	async apply(change: Change, reports: readonly ReportOf[]): Promise<readonly RecipientKey[]> {
		const { recipients, ...what } = change;
		const { changed } = await this.#writes.carry<SteerAnswer>(
			(audit) => ({
				kind: "steer",
				...what,
				recipients: recipients.flatMap(({ message, index }) => [message, index]),
				// Our own reports count against nobody's quota.
				reports: reports.map(({ about, report }) => ({
					about,
					accept: { ...acceptOperation(report), quota: null },
				})),
				audit,
			}),
			reports.flatMap(({ report }) => acceptOctets(report)),
		);
		return Array.from({ length: changed.length / 2 }, (_, i) => ({
			message: changed[2 * i] as MessageId,
			index: changed[2 * i + 1] as number,
		}));
	}
}

interface Place {
	readonly part: RecipientPart;
	/** Undefined at the beginning of the part. */
	readonly values: readonly Parameter[] | undefined;
}

/** What a page left as its `next`. */
function placeIn(text: string): Place {
	const [part, ...values] = text.split(" ");
	return {
		part: part as RecipientPart,
		values:
			values.length === 0
				? undefined
				: values.map((value) => (/^\d{1,15}$/.test(value) ? Number(value) : value)),
	};
}
