import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const bounce = readFileSync(new URL("../test/corpus/replies/bounces/lhost-postfix-63.eml", import.meta.url));

function explain(input: Buffer | string, ...args: string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = execFile(process.execPath, ["cli/main.ts", "explain", ...args], (error, stdout) =>
			error === null ? resolve(stdout) : reject(error),
		);
		child.stdin?.end(input);
	});
}

test("a bounce message on standard input is explained", async () => {
	const said = await explain(bounce);
	assert.match(said, /^The recipient's mailbox is full\n/);
	for (const line of ["Cause: mailbox-full", "Temporary: no", "Article: /help/causes/mailbox-full"])
		assert.ok(said.includes(`${line}\n`), said);
	assert.match(said, /^Whose move: The recipient/m);
});

test("the answer comes in French and as JSON", async () => {
	const found = JSON.parse(
		await explain("", "451 4.7.1 Greylisted, come back in 300 seconds", "--language", "fr", "--json"),
	);
	assert.equal(found.cause, "greylisted");
	assert.equal(found.temporary, true);
	assert.equal(found.move, "nobody");
	assert.equal(found.retryAfterMs, 300_000);
	assert.match(found.title, /liste grise/);
});

test("what is unknown is said to be unknown, and a language that is not there is refused", async () => {
	assert.match(await explain("good morning"), /^This text is not known\n/);
	await assert.rejects(explain("", "550 no", "--language", "de"));
});
