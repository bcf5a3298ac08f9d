/** The thread that writes: it owns the file's one writing connection, and does batches as they come. */

import { parentPort, workerData } from "node:worker_threads";
import { lockFolder, openForWriting } from "../database.ts";
import { migrate, readMigrations } from "../migrate.ts";
import type { Batch, Settled, WriterStart } from "../operations.ts";
import { prepareBatches } from "../write/batch.ts";
import { nextEpoch } from "../write/epoch.ts";
import { prepareListeners } from "../write/listeners.ts";
import { prepareStage } from "../write/stage.ts";

const { folder, durable, now } = workerData as WriterStart;
const port = parentPort;
if (port === null) throw new Error("This file is the entry of a worker thread.");

const lock = lockFolder(folder);
const database = openForWriting(folder, durable);
migrate(database, readMigrations(), now);
const epoch = nextEpoch(database);
const orphans = prepareStage(database).sweep();
const listeners = prepareListeners(database);
const apply = prepareBatches(database, epoch, listeners);

port.on("message", (batch: Batch | "close") => {
	if (batch !== "close") {
		const results = apply(batch);
		port.postMessage({ results, outboxGrew: listeners.outboxGrew() } satisfies Settled);
		return;
	}
	database.close();
	lock.close();
	port.close();
});
port.postMessage({ epoch, orphans });
