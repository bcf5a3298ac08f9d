import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContentSink } from "../../accept/index.ts";
import { ContentTransfer } from "./content-transfer.ts";

function aSink() {
	const pieces: Buffer[] = [];
	const sink = { write: (piece: Buffer) => void pieces.push(piece) } as unknown as ContentSink;
	return { sink, pieces };
}

const LINE = "a line of twenty-one.\r\n";

test("content that comes octet by octet is handed on in pieces worth keeping", () => {
	const { sink, pieces } = aSink();
	const transfer = new ContentTransfer("dot-stuffed", sink, 0);
	const content = LINE.repeat(1_000);
	const wire = Buffer.from(`${content}.\r\nRSET\r\n`);
	let rest: Buffer | null = null;
	let at = 0;
	for (; rest === null; at++) rest = transfer.take(wire.subarray(at, at + 1)).rest;
	assert.equal(wire.toString("latin1", at), "RSET\r\n");
	assert.equal(Buffer.concat(pieces).toString(), content);
	assert.ok(pieces.length <= 1 + content.length / 4_096, `${pieces.length} pieces`);
});

test("so are the chunks of a client that announces few octets each", () => {
	const { sink, pieces } = aSink();
	const transfer = new ContentTransfer("counted", sink, 0);
	const content = Buffer.from(LINE.repeat(1_000));
	for (let at = 0; at < content.length; at += 2) {
		transfer.expect({ bytes: 2, last: false, keep: true });
		assert.equal(transfer.take(Buffer.from(content.subarray(at, at + 2))).rest?.length, 0);
	}
	transfer.expect({ bytes: 0, last: true, keep: true });
	transfer.take(Buffer.alloc(0));
	assert.deepEqual(Buffer.concat(pieces), content);
	assert.ok(pieces.length <= 1 + content.length / 4_096, `${pieces.length} pieces`);
});

test("a small message that comes at once is handed on as it lies there", () => {
	const { sink, pieces } = aSink();
	const transfer = new ContentTransfer("dot-stuffed", sink, 0);
	const wire = Buffer.from(`${LINE}.\r\n`);
	transfer.take(wire);
	assert.equal(pieces.length, 1);
	assert.equal(pieces[0]?.buffer, wire.buffer);
});
