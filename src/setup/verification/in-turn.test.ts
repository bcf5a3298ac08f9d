import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "./in-turn.ts";

/** Work that ends when it is told to. */
function aWork() {
	const ends: ((error?: Error) => void)[] = [];
	let most = 0;
	let now = 0;
	const run = inTurn(async (id: string) => {
		most = Math.max(most, ++now);
		const number = ends.length + 1;
		await new Promise<void>((resolve, reject) => ends.push((e) => (e === undefined ? resolve() : reject(e))));
		now--;
		return `${id} ${number}`;
	});
	return { run, ends, most: () => most };
}

test("who asks while it runs shares the run after it", async () => {
	const { run, ends, most } = aWork();
	const [first, ...others] = [run("shop"), run("shop"), run("shop"), run("shop")];
	assert.equal(ends.length, 1);
	ends[0]?.();
	assert.equal(await first, "shop 1");
	await Promise.resolve();
	assert.equal(ends.length, 2);
	ends[1]?.();
	assert.deepEqual(await Promise.all(others), ["shop 2", "shop 2", "shop 2"]);
	assert.equal(most(), 1);

	const later = run("shop");
	ends[2]?.();
	assert.equal(await later, "shop 3");
});

test("each thing has its own turn, and a run that fails does not keep the next from its own", async () => {
	const { run, ends, most } = aWork();
	const failing = run("shop");
	const next = run("shop");
	const other = run("news");
	assert.equal(most(), 2);
	ends[0]?.(new Error("the store is away"));
	await assert.rejects(failing, /the store is away/);
	ends[1]?.();
	assert.equal(await other, "news 2");
	ends[2]?.();
	assert.equal(await next, "shop 3");
});
