/**
 * One batch, one transaction. When an operation fails, nothing of the batch is kept and it is done again one
 * by one, each in a transaction of its own: only the guilty one fails.
 */

import type { DatabaseSync } from "node:sqlite";
import type { Batch, Operation, Result } from "../operations.ts";
import { prepareSql } from "../statements.ts";
import { prepareAccept } from "./accept.ts";
import { prepareAudited } from "./audited.ts";
import { prepareClaim } from "./claim.ts";
import { prepareComplete } from "./complete.ts";
import type { Listeners } from "./listeners.ts";
import { prepareMessageEvents } from "./message-events.ts";
import { preparePrune } from "./prune.ts";
import { preparePurge } from "./purge.ts";
import { prepareQuota } from "./quota.ts";
import { prepareRecover } from "./recover.ts";
import { prepareRefusals } from "./refusals.ts";
import { prepareReport } from "./report.ts";
import { prepareStage } from "./stage.ts";
import { prepareSteer } from "./steer.ts";
import { Tally } from "./tally.ts";
import { prepareTold } from "./told.ts";

export function prepareBatches(
	database: DatabaseSync,
	epoch: number,
	listeners: Listeners,
): (batch: Batch) => readonly Result[] {
	const tally = new Tally(database);
	const apply = prepareOperations(database, epoch, tally, listeners);
	const begin = database.prepare("BEGIN IMMEDIATE");
	const commit = database.prepare("COMMIT");

	/** Applies operations `from` to before `to`; throws, with nothing kept, when one of them fails. */
	const together = ({ operations, offsets, octets }: Batch, from: number, to: number): Result[] => {
		begin.run();
		try {
			const results: Result[] = [];
			for (let i = from; i < to; i++) {
				results.push({ value: apply(operations[i] as Operation, octets, offsets[i] as number) });
			}
			tally.write();
			commit.run();
			return results;
		} catch (error) {
			tally.forget();
			listeners.forget();
			if (database.isTransaction) database.exec("ROLLBACK");
			throw error;
		}
	};

	return (batch) => {
		const { length } = batch.operations;
		try {
			return together(batch, 0, length);
		} catch (error) {
			if (length === 1) return [failure(error)];
		}
		return batch.operations.flatMap((_, i) => {
			try {
				return together(batch, i, i + 1);
			} catch (error) {
				return [failure(error)];
			}
		});
	};
}

const failure = (error: unknown): Result => ({
	failed: error instanceof Error ? error.message : String(error),
});

type Apply = (operation: Operation, octets: Uint8Array, at: number) => unknown;

function prepareOperations(database: DatabaseSync, epoch: number, tally: Tally, listeners: Listeners): Apply {
	const tell = prepareMessageEvents(database, listeners);
	const stage = prepareStage(database);
	const accept = prepareAccept(database, epoch, prepareQuota(database), tally, tell);
	const claim = prepareClaim(database, epoch);
	const complete = prepareComplete(database, epoch, accept, tally, tell);
	const report = prepareReport(database, accept, tally, tell);
	const steer = prepareSteer(database, accept, tally, tell);
	const recover = prepareRecover(database, epoch);
	const recordRefusals = prepareRefusals(database, tally, tell);
	const prune = preparePrune(database);
	const purge = preparePurge(database);
	const sql = prepareSql(database);
	const audited = prepareAudited(database, sql);
	const told = prepareTold(sql, audited, accept);
	return (operation, octets, at) => {
		switch (operation.kind) {
			case "accept":
				return accept(operation, octets, at);
			case "stage":
				return stage.write(operation.message, operation.index, octets.subarray(at, at + operation.length));
			case "discard":
				return stage.discard(operation.message);
			case "claim":
				return claim(operation);
			case "complete":
				return complete(operation, octets, at);
			case "report":
				return report(operation, octets, at);
			case "steer":
				return steer(operation, octets, at);
			case "recover":
				return recover(operation.now, operation.heldAfter);
			case "refusals":
				return recordRefusals(operation.rows);
			case "prune":
				return prune.all(operation.before, operation.limit, operation.after);
			case "prune-account":
				return prune.account(operation.account, operation.before, operation.limit);
			case "purge":
				return purge(operation.account, operation.limit);
			case "sql":
				return operation.statements.map(sql);
			case "audited":
				return audited(operation);
			case "told":
				return told(operation, octets, at);
			default:
				return operation satisfies never;
		}
	};
}
