/**
 * The thread that reads: a connection of its own, which sees the last commit and holds nobody up. Statements
 * of one question see the same state.
 */

import { parentPort, workerData } from "node:worker_threads";
import { openForReading } from "../database.ts";
import type { Answer, Statement } from "../operations.ts";
import { prepareSql } from "../statements.ts";

const port = parentPort;
if (port === null) throw new Error("This file is the entry of a worker thread.");

const database = openForReading((workerData as { folder: string }).folder);
const run = prepareSql(database);

port.on("message", (question: { id: number; statements: readonly Statement[] } | "close") => {
	if (question === "close") {
		database.close();
		port.close();
		return;
	}
	const { id, statements } = question;
	try {
		const answers = ask(statements);
		port.postMessage({ id, answers }, octetsIn(answers));
	} catch (error) {
		port.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
	}
});

function ask(statements: readonly Statement[]): readonly (readonly Answer[])[] {
	if (statements.length === 1) return statements.map(run);
	database.exec("BEGIN");
	try {
		return statements.map(run);
	} finally {
		database.exec("COMMIT");
	}
}

/** Blobs are fresh memory: they are handed over rather than copied. */
function octetsIn(answers: readonly (readonly Answer[])[]): ArrayBuffer[] {
	const found: ArrayBuffer[] = [];
	for (const rows of answers) {
		for (const row of rows) {
			for (const value of Object.values(row)) {
				if (value instanceof Uint8Array) found.push(value.buffer as ArrayBuffer);
			}
		}
	}
	return found;
}
