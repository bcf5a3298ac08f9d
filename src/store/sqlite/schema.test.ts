import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { isFinal, recipientStates, statuses } from "../../terms/recipient.ts";
import { suppressionKinds } from "../../terms/suppression.ts";
import { DATABASE_FILE, lockFolder, openForWriting } from "./database.ts";
import { migrate, readMigrations } from "./migrate.ts";

function tables(): DatabaseSync {
	const database = new DatabaseSync(":memory:");
	migrate(database, readMigrations(), 1);
	return database;
}

/** The words of a constraint `CHECK (column IN (…))`. */
function allowed(database: DatabaseSync, table: string, column: string): readonly string[] {
	const row = database.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").get(table);
	const list = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`).exec(row?.["sql"] as string)?.[1] ?? "";
	return list.split(",").map((word) => word.trim().replaceAll("'", ""));
}

describe("the tables", () => {
	test("know the states, statuses and kinds that the terms know", () => {
		const database = tables();
		const unfinished = recipientStates.filter((state) => !isFinal(state));
		assert.deepEqual([...allowed(database, "queue", "state")].sort(), [...unfinished].sort());
		assert.deepEqual([...allowed(database, "activity", "state")].sort(), [...recipientStates].sort());
		assert.deepEqual(allowed(database, "activity", "status"), statuses);
		assert.deepEqual(allowed(database, "suppression", "kind"), suppressionKinds);
	});

	test("are made once", () => {
		const database = tables();
		migrate(database, readMigrations(), 2);
		const applied = database.prepare("SELECT version, applied_at FROM migration").all();
		assert.deepEqual(
			applied.map((row) => ({ ...row })),
			readMigrations().map(({ version }) => ({ version, applied_at: 1 })),
		);
	});

	test("carry domains and keys of before stages over, with the new name of the return path", () => {
		const database = new DatabaseSync(":memory:");
		const migrations = readMigrations();
		migrate(
			database,
			migrations.filter(({ version }) => version < 5),
			1,
		);
		database.exec(`INSERT INTO account VALUES ('A', 'Shop', NULL, 1, 1, 1, 1, '[]');
			INSERT INTO sending_domain VALUES
				('D1', 'A', 'one.example', 'verified',
				'[{"purpose":"dkim-1","state":"valid"},{"purpose":"return-path","state":"valid"}]', 'ag1', 7, 8),
				('D2', 'A', 'two.example', 'unverified', '[]', 'ag1', 7, NULL);
			INSERT INTO dkim_key VALUES ('D1', 'ag1', 'rsa-sha256', x'00', 'p', 7),
				('D1', 'ag2', 'rsa-sha256', x'00', 'p', 7), ('D2', 'ag1', 'rsa-sha256', x'00', 'p', 7)`);

		migrate(database, migrations, 2);

		const domain = database.prepare("SELECT * FROM sending_domain WHERE id = 'D1'").get();
		assert.equal(domain?.["return_path_host"], "bounce.one.example");
		assert.deepEqual(JSON.parse(domain["records"] as string), [
			{ purpose: "dkim-1", state: "valid" },
			{ purpose: "return-path", state: "not-checked" },
		]);
		assert.deepEqual(
			database
				.prepare("SELECT domain_id, selector, stage, seen_at FROM dkim_key")
				.all()
				.map((row) => Object.values(row)),
			[
				["D1", "ag1", "active", 7],
				["D1", "ag2", "pending", null],
				["D2", "ag1", "pending", null],
			],
		);
	});

	test("of a newer program are refused, in words that say what to do", () => {
		const database = tables();
		database.exec("INSERT INTO migration VALUES (9999, 'later', 1)");
		assert.throws(() => migrate(database, readMigrations(), 2), /newer version of this program/);
	});

	test("stay as they were when a migration fails half way", () => {
		const database = tables();
		const broken = { version: 9998, name: "broken", sql: "CREATE TABLE half (x); SELECT nonsense;" };
		assert.throws(() => migrate(database, [...readMigrations(), broken], 2), /9998/);
		assert.equal(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get(), undefined);
	});
});

describe("the data folder", () => {
	test("is for its owner alone, and for one process at a time", (t) => {
		const parent = mkdtempSync(join(tmpdir(), "angarium-"));
		t.after(() => rmSync(parent, { recursive: true }));
		const folder = join(parent, "data");
		const lock = lockFolder(folder);
		const database = openForWriting(folder, true);
		assert.equal(statSync(folder).mode & 0o777, 0o700);
		assert.equal(statSync(join(folder, DATABASE_FILE)).mode & 0o777, 0o600);
		assert.throws(() => lockFolder(folder), /Another process/);
		const setting = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
		assert.equal(setting("journal_mode"), "wal");
		// 2 is FULL: the log is synced at each commit.
		assert.equal(setting("synchronous"), 2);
		database.close();
		lock.close();
		lockFolder(folder).close();
	});
});
