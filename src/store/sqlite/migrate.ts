/** Brings the tables up to date: numbered files of plain SQL, each applied once, in order, in a transaction. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreFault } from "./fault.ts";

export interface Migration {
	readonly version: number;
	readonly name: string;
	readonly sql: string;
}

export function readMigrations(folder = join(import.meta.dirname, "migrations")): readonly Migration[] {
	return readdirSync(folder)
		.filter((file) => /^\d{4}-.+\.sql$/.test(file))
		.sort()
		.map((file) => ({
			version: Number(file.slice(0, 4)),
			name: file.slice(5, -4),
			sql: readFileSync(join(folder, file), "utf8"),
		}));
}

/** Throws when the file was written by a newer program: an older one cannot know what it would break. */
export function migrate(database: DatabaseSync, migrations: readonly Migration[], now: number): void {
	database.exec(`CREATE TABLE IF NOT EXISTS migration (
		version integer NOT NULL PRIMARY KEY, name text NOT NULL, applied_at integer NOT NULL
	) STRICT`);
	const row = database.prepare("SELECT max(version) AS version FROM migration").get();
	const applied = Number(row?.["version"] ?? 0);
	const newest = migrations.at(-1)?.version ?? 0;
	if (applied > newest) {
		throw new StoreFault(
			`The data folder was written by a newer version of this program (tables ${applied}, ` +
				`this program knows ${newest}). Run that version, or restore a back-up made before it.`,
		);
	}
	for (const migration of migrations) if (migration.version > applied) apply(database, migration, now);
}

function apply(database: DatabaseSync, { version, name, sql }: Migration, now: number): void {
	database.exec("BEGIN IMMEDIATE");
	try {
		database.exec(sql);
		database.prepare("INSERT INTO migration VALUES (?, ?, ?)").run(version, name, now);
		database.exec("COMMIT");
	} catch (error) {
		database.exec("ROLLBACK");
		throw new StoreFault(`Migration ${version} (${name}) failed; nothing of it was kept.`, { cause: error });
	}
}
