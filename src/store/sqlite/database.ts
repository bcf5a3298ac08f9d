/**
 * Opens the file that everything is in, with the settings that durability rests on: a write-ahead log that is
 * synced at each commit, so that what was answered with 250 survives the loss of power.
 */

import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreFault } from "./fault.ts";

export const DATABASE_FILE = "angarium.db";

/** Measured with messages of 4 kB: pages of 8 kB cost a quarter more CPU, for rows of many accounts lie apart. */
const PAGE_BYTES = 4096;
/** The kernel keeps the rest; SQLite goes through a larger cache at each commit, which was a tenth of its CPU. */
const CACHE_KIB = 16 * 1024;
/** Pages that are written again before a checkpoint are copied once: content comes and goes in the log. */
const CHECKPOINT_PAGES = 8192;
const BUSY_MS = 5_000;

export function openForWriting(folder: string, durable: boolean): DatabaseSync {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, DATABASE_FILE);
	// Made by us first, so that nobody else may read it; the log takes over the mode.
	closeSync(openSync(path, "a", 0o600));
	const database = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
	database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL;
		PRAGMA synchronous = ${durable ? "FULL" : "OFF"}; PRAGMA cache_size = -${CACHE_KIB};
		PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
		PRAGMA journal_size_limit = ${2 * CHECKPOINT_PAGES * PAGE_BYTES};`);
	return database;
}

export function openForReading(folder: string): DatabaseSync {
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { timeout: BUSY_MS, readOnly: true });
	database.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;`);
	return database;
}

/**
 * Keeps every other process out of the folder for as long as the connection that it returns is open; the
 * kernel lets go when the process dies. Two servers on one folder would relay each other's mail.
 */
export function lockFolder(folder: string): DatabaseSync {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const lock = new DatabaseSync(join(folder, "angarium.lock"), { timeout: 0 });
	try {
		lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
	} catch (error) {
		lock.close();
		throw new StoreFault(`Another process has the data folder ${folder} open.`, { cause: error });
	}
	return lock;
}
