/**
 * A store in a folder of its own, as fast as it can be: nothing is synced, for no test here pulls the plug.
 * The folder goes when the test ends.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { openStore, type Store } from "../../src/store/sqlite/index.ts";
import type { Clock } from "../../src/terms/clock.ts";

export interface TestStore extends Store {
	readonly folder: string;
}

/** `folder` opens again what an earlier store, closed since, has left. */
export async function openTestStore(t: TestContext, clock: Clock, folder?: string): Promise<TestStore> {
	const where = folder ?? mkdtempSync(join(tmpdir(), "angarium-"));
	const store = await openStore({ folder: where, clock, durable: false });
	let closing: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closing ??= store.close();
		return closing;
	};
	t.after(async () => {
		await close();
		if (folder === undefined) rmSync(where, { recursive: true, force: true });
	});
	return { ...store, close, folder: where };
}
