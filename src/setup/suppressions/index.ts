/**
 * Whom an account must not write to, for people: add, look, remove, take in and give out as CSV. What bounces add is
 * written where outcomes are (src/store), and asked about at RCPT (src/check); a success takes nothing off, only a
 * person does.
 */

import type { Clock, Instant } from "../../terms/clock.ts";
import { type AccountId, ID_RANDOM_BYTES, makeId, type SuppressionId } from "../../terms/ids.ts";
import type { Suppression, SuppressionKind } from "../../terms/suppression.ts";
import type { SetupStore } from "../ports.ts";
import { invalidField, notFound, type Problem } from "../problem.ts";
import type { SuppressionFilter, SuppressionPage, SuppressionStore } from "../suppression-ports.ts";
import { HEADER, toRecord } from "./csv.ts";
import { readAddress, sinceTrouble, textTrouble } from "./fields.ts";
import { type ImportReport, importCsv } from "./import.ts";
import { fullList, MOST_SUPPRESSIONS, Room } from "./room.ts";

export type { ImportProblem, ImportReport } from "./import.ts";

export interface NewSuppression {
	readonly address: string;
	/** Default: by-hand. */
	readonly kind?: SuppressionKind;
	/** Default: now. */
	readonly since?: Instant;
	readonly note?: string;
}

export interface Suppressions {
	/**
	 * `by` says who does it: "the account", "the operator". "taken" when the address is on the list, "invalid" when
	 * the list is full.
	 */
	add(account: AccountId, wanted: NewSuppression, by: string): Promise<Suppression | Problem>;
	/** The address may be written to from the next RCPT on. */
	remove(id: SuppressionId): Promise<boolean>;
	one(id: SuppressionId): Promise<Suppression | undefined>;
	/** By the address as a person writes it. */
	byAddress(account: AccountId, address: string): Promise<Suppression | undefined | Problem>;
	/** Newest first; `text` in any case. */
	list(filter: SuppressionFilter, limit: number, before?: SuppressionId): Promise<SuppressionPage>;
	/**
	 * Lines that are right are taken in, whatever the others are; doing it again changes nothing. Of a file without a
	 * heading, the first column is the address. `kind` is for lines that say none. It ends where the list is full.
	 */
	importCsv(
		account: AccountId,
		file: AsyncIterable<Uint8Array>,
		by: string,
		kind?: SuppressionKind,
	): Promise<ImportReport | Problem>;
	/** Heading and records of all that `filter` allows, in pieces. */
	exportCsv(filter: SuppressionFilter): AsyncIterable<string>;
}

export interface SuppressionPorts {
	readonly store: SuppressionStore;
	readonly accounts: Pick<SetupStore, "account">;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	/** Addresses that people may put on one account's list. */
	readonly most?: number;
}

const EXPORT_PAGE = 1_000;

export function createSuppressions(ports: SuppressionPorts): Suppressions {
	const { store, accounts, clock, most = MOST_SUPPRESSIONS } = ports;
	const newId = (): SuppressionId => makeId(clock.now(), ports.randomBytes(ID_RANDOM_BYTES));

	return {
		async add(accountId, { address: written, kind = "by-hand", since = clock.now(), note = "" }, by) {
			if ((await accounts.account(accountId)) === undefined) return notFound("account");
			const address = readAddress(written);
			if (typeof address !== "string") return address;
			const trouble = sinceTrouble(since, clock.now()) ?? textTrouble({ note });
			if (trouble !== undefined) return trouble;
			const said = { reportedBy: by, reply: "", activityId: null, note };
			const made: Suppression = { id: newId(), accountId, address, kind, since, ...said };
			const { taken: isRoom, added } = await new Room(store, accountId, most).add([made]);
			if (added === 1) return made;
			const standing = await store.find(accountId, address);
			if (isRoom === 0 && standing === undefined) return invalidField("address", fullList(most));
			return taken(standing, address);
		},
		remove: (id) => store.remove(id),
		one: (id) => store.get(id),
		async byAddress(account, written) {
			const address = readAddress(written);
			return typeof address === "string" ? store.find(account, address) : address;
		},
		list: ({ text, ...filter }, limit, before) =>
			store.list(
				text === undefined ? filter : { ...filter, text: text.normalize("NFC").toLowerCase() },
				limit,
				before,
			),
		async importCsv(accountId, file, by, kind = "by-hand") {
			if ((await accounts.account(accountId)) === undefined) return notFound("account");
			const defaults = { kind, since: clock.now(), reportedBy: by };
			const room = new Room(store, accountId, most);
			const full = fullList(most);
			return importCsv(file, defaults, full, (lines) =>
				room.add(lines.map((line) => ({ ...line, id: newId(), accountId, activityId: null }))),
			);
		},
		async *exportCsv(filter) {
			yield HEADER;
			for (let before: SuppressionId | undefined; ; ) {
				const { rows, next } = await store.list(filter, EXPORT_PAGE, before);
				if (rows.length > 0) yield rows.map(toRecord).join("");
				if (next === null) return;
				before = next;
			}
		},
	};
}

const taken = (standing: Suppression | undefined, address: string): Problem => ({
	kind: "problem",
	problem: "taken",
	detail:
		standing === undefined
			? `${address} was on the list and has just been removed`
			: `${address} is on the list since ${new Date(standing.since).toISOString()} (${standing.kind})`,
});
