import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { StoreFault } from "./fault.ts";
import { GroupCommit } from "./group-commit.ts";
import type { Batch, Operation, Result } from "./operations.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const operation = (n: number): Operation => ({ kind: "recover", now: n, heldAfter: 0 });
const done = (batch: Batch | undefined): readonly Result[] =>
	(batch?.operations ?? []).map((one) => ({ value: one.kind === "recover" ? one.now : undefined }));

function rig() {
	const posted: Batch[] = [];
	let ms = 0;
	const commits = new GroupCommit(
		(batch) => posted.push(batch),
		() => ms,
	);
	return { posted, commits, pass: (by: number) => (ms += by) };
}

describe("group commit", () => {
	test("what comes in one turn of the event loop is one batch, and one batch is out at a time", async () => {
		const { posted, commits } = rig();
		const first = [1, 2, 3].map((n) => commits.submit(operation(n)));
		await turn();
		const second = [4, 5].map((n) => commits.submit(operation(n)));
		await turn();
		assert.deepEqual(
			posted.map(({ operations }) => operations.length),
			[3],
		);
		commits.settled(done(posted[0]));
		assert.deepEqual(await Promise.all(first), [1, 2, 3]);
		assert.equal(posted[1]?.operations.length, 2);
		commits.settled(done(posted[1]));
		assert.deepEqual(await Promise.all(second), [4, 5]);
	});

	test("a batch is at most 256 operations or 4 MB, and one larger operation goes alone", async () => {
		const { posted, commits } = rig();
		const many = Array.from({ length: 300 }, (_, n) => commits.submit(operation(n)));
		await turn();
		commits.settled(done(posted[0]));
		commits.settled(done(posted[1]));
		await Promise.all(many);
		const megabytes = [3, 2, 6, 1].map((size) =>
			commits.submit(operation(0), [Buffer.alloc(size * 2 ** 20)]),
		);
		await turn();
		for (let i = 2; i < 6; i++) commits.settled(done(posted[i]));
		await Promise.all(megabytes);
		assert.deepEqual(
			posted.map(({ operations }) => operations.length),
			[256, 44, 1, 1, 1, 1],
		);
	});

	test("octets of a batch lie in one buffer of their own, each operation's at its offset", async () => {
		const { posted, commits } = rig();
		const pooled = Buffer.from("..header body..").subarray(2, 13);
		commits.submit(operation(1), [pooled.subarray(0, 7), pooled.subarray(7)]).catch(() => undefined);
		commits.submit(operation(2)).catch(() => undefined);
		commits.submit(operation(3), [Buffer.from("x")]).catch(() => undefined);
		await turn();
		const batch = posted[0];
		assert.equal(Buffer.from(batch?.octets ?? []).toString(), "header bodyx");
		assert.deepEqual(batch?.offsets, [0, 11, 11]);
		assert.equal(batch.octets.buffer.byteLength, batch.octets.length);
	});

	test("a failed operation rejects, its neighbours resolve", async () => {
		const { posted, commits } = rig();
		const results = Promise.allSettled([1, 2].map((n) => commits.submit(operation(n))));
		await turn();
		assert.equal(posted.length, 1);
		commits.settled([{ failed: "disk full" }, { value: "ok" }]);
		assert.deepEqual(
			(await results).map((one) => (one.status === "fulfilled" ? one.value : one.reason.message)),
			["disk full", "ok"],
		);
	});

	test("the lag is how long the oldest operation has been waiting", async () => {
		const { posted, commits, pass } = rig();
		assert.equal(commits.lagMs, 0);
		const first = commits.submit(operation(1));
		pass(5);
		await turn();
		const second = commits.submit(operation(2));
		pass(7);
		assert.equal(commits.lagMs, 12);
		commits.settled(done(posted[0]));
		assert.equal(commits.lagMs, 7);
		commits.settled(done(posted[1]));
		await Promise.all([first, second]);
		assert.equal(commits.lagMs, 0);
	});

	test("draining finishes what was submitted and refuses what comes after", async () => {
		const { posted, commits } = rig();
		const first = commits.submit(operation(1));
		const drained = commits.drain();
		await assert.rejects(commits.submit(operation(2)), { name: "StoreFault" });
		await turn();
		commits.settled(done(posted[0]));
		await drained;
		assert.equal(await first, 1);
	});

	test("when the thread is gone, everything fails and goes on failing", async () => {
		const { commits } = rig();
		const waiting = commits.submit(operation(1));
		commits.fail(new StoreFault("gone"));
		await assert.rejects(waiting, /gone/);
		await assert.rejects(commits.submit(operation(2)), /gone/);
		await commits.drain();
	});
});
