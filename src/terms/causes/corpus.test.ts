/** Replies that receivers document, against what is read from them. test/corpus/replies/SOURCE.md tells of the files. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { explain } from "../explain.ts";
import { type CauseId, causeIds, causeOf, classify, suppresses } from "./index.ts";

interface Sample {
	readonly receiver: string;
	readonly source: string;
	readonly phase: string;
	readonly reply: string;
	readonly cause: CauseId;
	readonly temporary: boolean;
}

const folder = new URL("../../../test/corpus/replies/", import.meta.url);
const samples = readdirSync(folder)
	.filter((file) => file.endsWith(".jsonl"))
	.flatMap((file) => readFileSync(new URL(file, folder), "utf8").trim().split("\n"))
	.map((line) => JSON.parse(line) as Sample);

/** A quarter of the replies, chosen by their hash, which no wording was written for. */
const isHeldOut = ({ reply }: Sample): boolean =>
	"0123".includes(createHash("sha256").update(reply).digest("hex").slice(0, 1));

function read({ reply, phase }: Sample) {
	const [, code = "", enhanced = null] = /^(\d{3})[ -](?:([245]\.\d{1,3}\.\d{1,3}) )?/.exec(reply) ?? [];
	return classify({ code: Number(code), enhanced, text: reply, phase });
}

test("the corpus is large, names its sources, and holds nobody's address", () => {
	assert.ok(samples.length >= 170);
	assert.ok(samples.filter(isHeldOut).length >= 40);
	assert.equal(new Set(samples.map(({ reply }) => reply)).size, samples.length);
	for (const { source, cause, reply } of samples) {
		assert.match(source, /^https?:\/\//, reply);
		assert.ok(causeIds.includes(cause), reply);
		for (const [address = ""] of reply.matchAll(/[\w.+-]+@[\w.-]+/g))
			assert.match(address, /\.example$/, reply);
		for (const [address = ""] of reply.matchAll(
			/\[\d{1,3}(?:\.\d{1,3}){3}|(?:from|ip[:=]?|of|by|host) \d{1,3}(?:\.\d{1,3}){3}/gi,
		))
			assert.match(address, /192\.0\.2\.\d+$/, reply);
	}
});

for (const [name, part] of [
	["that wording was written for", samples.filter((sample) => !isHeldOut(sample))],
	["held out", samples.filter(isHeldOut)],
] as const) {
	test(`at least 95 % of the documented replies ${name} are read right`, (t) => {
		const wrong = part.filter((sample) => read(sample).cause !== sample.cause);
		for (const sample of wrong)
			t.diagnostic(`${sample.receiver}: ${read(sample).cause}, not ${sample.cause}: ${sample.reply}`);
		t.diagnostic(`${part.length - wrong.length} of ${part.length} causes`);
		assert.ok(wrong.length <= part.length * 0.05);
		const untimely = part.filter((sample) => (read(sample).disposition === "retry") !== sample.temporary);
		for (const { receiver, reply } of untimely) t.diagnostic(`${receiver}, whether to try again: ${reply}`);
		assert.ok(untimely.length <= part.length * 0.05);
	});
}

test("no documented reply is wrongly read as an unknown recipient", () => {
	const wrong = samples.filter(
		(sample) => causeOf(read(sample).cause).suppresses && sample.cause !== "recipient-unknown",
	);
	assert.deepEqual(wrong, []);
});

test("a documented reply suppresses an address only when it is documented as an unknown recipient", (t) => {
	const keeping = samples.filter((sample) => {
		const { cause, disposition } = read(sample);
		const { phase, reply } = sample;
		return disposition === "fail" && suppresses({ cause, phase, reply, recipients: 1 });
	});
	t.diagnostic(
		`${keeping.length} of ${samples.filter(({ cause }) => cause === "recipient-unknown").length} suppress`,
	);
	assert.ok(keeping.length > 10);
	assert.deepEqual(
		keeping.filter(({ cause }) => cause !== "recipient-unknown"),
		[],
	);
});

test("explain reads the same from a reply as it stands in a log", () => {
	for (const sample of samples.filter(({ phase }) => phase === "rcpt" || phase === "content")) {
		const found = explain(
			`<ann@client.example>: host mx.client.example[192.0.2.9] said: ${sample.reply}`,
			"en",
		);
		assert.equal(found.kind === "cause" && found.cause, read(sample).cause, sample.reply);
	}
});
