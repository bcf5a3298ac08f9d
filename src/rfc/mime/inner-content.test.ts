/** Structure inside of encoded parts, which no standard allows and mail programs show. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, seen, walk } from "../../../test/support/mime.ts";
import { defaultWalkLimits } from "./bounds.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A part with a program in it. */
const PROGRAM = lines("Content-Type: application/x-thing; name=run.exe", "", "MZ");
const FOUND = ["application/x-thing", "run.exe", "MZ"];

/** A multipart/mixed with the boundary b, whatever its parts. */
const mixed = (...body: string[]): string =>
	lines("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b", "", ...body, "");
const names = (message: string): string[] => walk(message).leaves.flatMap((leaf) => leaf.names);

const message = (...body: string[]): string => lines("Subject: inner", "From: a@shop.example", ...body);
const INNER = message("Content-Type: multipart/mixed; boundary=c", "", "--c", PROGRAM, "--c--", "");
const escaped = (text: string): string => text.replaceAll("=", "=3D").replaceAll("exe", "e=\r\nx=65");

test("an encoded message is walked, and is a file", () => {
	// Not allowed by RFC 2046 §5.2.1.
	for (const [encoding, octets] of [
		["base64", base64(INNER)],
		["base64", base64(INNER.replaceAll("\r\n", "\n"))],
		["quoted-printable", escaped(INNER)],
	] as const) {
		const part = lines("Content-Type: message/rfc822", `Content-Transfer-Encoding: ${encoding}`, "", octets);
		const { leaves, tooDeep } = walk(mixed("--b", part, "--b--"), [7]);
		assert.equal(tooDeep, false);
		assert.equal(leaves[0]?.origin, "message");
		assert.ok(leaves.some((leaf) => leaf.names.includes("run.exe") && leaf.octets.equals(Buffer.from("MZ"))));
	}
});

test("a message that is encoded in words only is walked", () => {
	for (const encoding of ["base64", "quoted-printable"]) {
		const part = lines("Content-Type: message/global", `Content-Transfer-Encoding: ${encoding}`, "", INNER);
		assert.ok(names(mixed("--b", part, "--b--")).includes("run.exe"));
	}
});

test("encoded messages inside encoded messages are walked, with the bounds counted together", () => {
	const nest = (levels: number): string =>
		levels === 0
			? INNER
			: message(
					"Content-Type: message/rfc822",
					"Content-Transfer-Encoding: base64",
					"",
					base64(nest(levels - 1)),
				);
	assert.deepEqual(names(nest(8)), ["run.exe"]);
	assert.equal(walk(nest(31)).tooDeep, true);
	const many = (parts: number): string =>
		message("Content-Type: multipart/mixed; boundary=c", "", "--c\r\n\r\nx\r\n".repeat(parts));
	const part = lines(
		"Content-Type: message/rfc822",
		"Content-Transfer-Encoding: base64",
		"",
		base64(many(600)),
	);
	assert.equal(walk(mixed("--b", part)).tooDeep, false);
	assert.equal(walk(mixed("--b", part, "--b", part)).tooDeep, true);
});

test("an encoded multipart is walked decoded, and as it is where it has parts so", () => {
	const encoded = (encoding: string, ...body: string[]) =>
		lines("Content-Type: multipart/mixed; boundary=c", `Content-Transfer-Encoding: ${encoding}`, "", ...body);
	const parts = lines("--c", PROGRAM, "--c--", "");
	assert.deepEqual(seen(walk(mixed("--b", encoded("base64", base64(parts)), "--b--"))), [FOUND]);
	assert.deepEqual(seen(walk(mixed("--b", encoded("quoted-printable", `=2D${escaped(parts).slice(1)}`)))), [
		FOUND,
	]);
	for (const encoding of ["base64", "quoted-printable"]) {
		assert.deepEqual(seen(walk(mixed("--b", encoded(encoding, parts), "--b--"))), [FOUND]);
	}
});

test("the parts of a digest are messages", () => {
	// RFC 2046 §5.1.5
	const digest = lines(
		"Content-Type: multipart/digest; boundary=c",
		"",
		"--c",
		"",
		INNER,
		"--c",
		"",
		INNER,
		"--c--",
	);
	assert.deepEqual(names(mixed("--b", digest, "--b--")), ["run.exe", "run.exe"]);
});

test("what is read in several ways is bounded", () => {
	const limits = { ...defaultWalkLimits, rereadBytes: 100_000 };
	const named = (levels: number): string =>
		levels === 0
			? message("", "x".repeat(10_000))
			: message("Content-Type: message/rfc822; name=a.eml", "", named(levels - 1));
	assert.equal(walk(named(5), [], limits).tooDeep, false);
	assert.equal(walk(named(15), [], limits).tooDeep, true);
	// Lines that say to be longer than they are.
	const short = `begin 644 x\r\n${"M!!\r\n".repeat(3_000)}end\r\n`;
	assert.equal(walk(lines("Subject: x", "", short), [], limits).tooDeep, true);
});
