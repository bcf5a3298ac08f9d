/**
 * Writes docs/reference/schema.sql: the tables as all migrations together leave them. With --check it only
 * compares, and fails when the file is not what it would write.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrate, readMigrations } from "../src/store/sqlite/migrate.ts";

const file = join(import.meta.dirname, "../docs/reference/schema.sql");

function schema(): string {
	const database = new DatabaseSync(":memory:");
	migrate(database, readMigrations(), 0);
	const rows = database
		.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name")
		.all();
	return `-- Made by scripts/gen-schema.ts from src/store/sqlite/migrations; not to be edited.\n\n${rows
		.map(({ sql }) => `${sql};\n`)
		.join("\n")}`;
}

const wanted = schema();
if (!process.argv.includes("--check")) writeFileSync(file, wanted);
else if (read() !== wanted) {
	console.error("docs/reference/schema.sql is not what the migrations make: run node scripts/gen-schema.ts");
	process.exitCode = 1;
}

function read(): string {
	try {
		return readFileSync(file, "utf8");
	} catch {
		return "";
	}
}
