import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleNames } from "../../../../src/serve/closed-internet/samples.ts";
import { rowOf, sampleGroups, transcriptOf } from "./samples.ts";
import { tryWords } from "./words.ts";

const sent = (...lines: readonly string[]) => ({
	sample: "delivered",
	messages: 1,
	accepted: 1,
	said: lines.map((line) => ({
		who: line.startsWith("S") ? ("server" as const) : ("client" as const),
		line: line.slice(2),
	})),
});

test("every sample of the service stands in a group and has words in both languages", () => {
	const shown = Object.values(sampleGroups).flatMap((group) => Object.keys(group));
	assert.deepEqual(shown.toSorted(), [...sampleNames].toSorted());
	for (const words of [tryWords.en, tryWords.fr])
		assert.deepEqual(Object.keys(words.samples).toSorted(), shown.toSorted());
});

test("a refusal is found by its reason, also when others of the message were taken on", () => {
	const refused = sent(
		"C RCPT TO:<a@b>",
		"S 452-4.5.3 Too many",
		"S 452 4.5.3 [too-many-recipients] http://x/help/y",
	);
	assert.deepEqual(rowOf(refused), { reason: "too-many-recipients", status: "rejected" });
});

test("what was queued is found by its id", () => {
	const queued = sent(
		"C (180 octets)",
		"S 250 2.0.0 Queued as 01M8NZRRSBS7APWXBSBYNRC1J3",
		"C QUIT",
		"S 221 2.0.0 Bye",
	);
	assert.deepEqual(rowOf(queued), { messageId: "01M8NZRRSBS7APWXBSBYNRC1J3" });
});

test("a session without either has no row", () => assert.equal(rowOf(sent("S 421 4.3.2 Later")), undefined));

test("a transcript says who spoke", () =>
	assert.equal(transcriptOf(sent("C QUIT", "S 221 2.0.0 Bye")), "C: QUIT\nS: 221 2.0.0 Bye"));
