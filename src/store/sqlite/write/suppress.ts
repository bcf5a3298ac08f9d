/**
 * A bounce or a complaint puts the address on the account's suppression list, in the transaction that records it.
 */

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { ID_RANDOM_BYTES, makeId } from "../../../terms/ids.ts";
import { type Suppression, suppressionAddress } from "../../../terms/suppression.ts";
import { INSERT_SUPPRESSION, suppressionRow } from "../suppression-rows.ts";

export interface Grounds
	extends Pick<Suppression, "accountId" | "activityId" | "kind" | "reportedBy" | "reply"> {
	readonly address: string;
	/** Lower-case A-label. */
	readonly domain: string;
	readonly at: number;
}

/** The function returns the address as it stands on the list; undefined when it stood there before. */
export function prepareSuppress(database: DatabaseSync): (grounds: Grounds) => string | undefined {
	const insert = database.prepare(INSERT_SUPPRESSION);
	return ({ address: written, domain, at, ...grounds }) => {
		const address = suppressionAddress(written, domain);
		const id = makeId<Suppression["id"]>(at, randomBytes(ID_RANDOM_BYTES));
		const row = suppressionRow({ ...grounds, address, id, since: at, note: "" });
		return insert.get(...row) === undefined ? undefined : address;
	};
}
