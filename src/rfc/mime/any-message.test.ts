/** The walker beside an independent reader on messages made well, and alone on messages made badly. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import PostalMime from "postal-mime";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { lines, type Walked, walk } from "../../../test/support/mime.ts";
import { QuotedPrintableEncoder } from "./encoders.ts";

interface File {
	readonly name: string;
	readonly octets: Buffer;
	readonly encoding: "base64" | "quoted-printable" | "8bit";
}
type Tree = File | { readonly boundary: string; readonly parts: readonly Tree[] };

const file: fc.Arbitrary<Tree> = fc.oneof(
	fc.record({
		name: fc.stringMatching(/^[A-Za-z0-9_éß日]{1,12}\.[a-z]{1,4}$/),
		octets: fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
		encoding: fc.constantFrom("base64" as const, "quoted-printable" as const),
	}),
	fc.record({
		name: fc.stringMatching(/^[a-z]{1,12}\.[a-z]{1,4}$/),
		octets: fc
			.array(fc.constantFrom("text", "-", "--", "\r\n", " ", "é", "=41"), { maxLength: 20 })
			.map((pieces) => Buffer.from(pieces.join(""))),
		encoding: fc.constant("8bit" as const),
	}),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		file,
		fc.record({
			boundary: fc.stringMatching(/^[A-Za-z0-9'()+_,./:=?-]{1,20}[a-z]$/),
			parts: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
		}),
	),
}));

function encoded({ octets, encoding }: File): Buffer {
	if (encoding === "8bit") return octets;
	if (encoding === "base64") return Buffer.from(octets.toString("base64").replace(/.{76}/g, "$&\r\n"));
	const encoder = new QuotedPrintableEncoder();
	return Buffer.concat([encoder.write(octets), encoder.end()]);
}

/** Boundaries get a number, so that none is in another's way. */
function written(tree: Tree, path = "0"): Buffer {
	if ("octets" in tree) {
		const name = `filename*=utf-8''${encodeURIComponent(tree.name)}`;
		const header = lines(
			"Content-Type: application/octet-stream",
			`Content-Disposition: attachment; ${name}`,
			`Content-Transfer-Encoding: ${tree.encoding}`,
			"",
			"",
		);
		return Buffer.concat([Buffer.from(header), encoded(tree)]);
	}
	const boundary = `${tree.boundary}${path}`;
	const pieces = tree.parts.flatMap((part, at) => [
		Buffer.from(`\r\n--${boundary}\r\n`),
		written(part, `${path}.${at}`),
	]);
	const header = Buffer.from(`Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\npreamble`);
	return Buffer.concat([header, ...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** That reader has line ends of its own, and one at the end, in what is not base64. */
const alike = (octets: Buffer, encoding: string | undefined): string =>
	encoding === "base64"
		? octets.toString("hex")
		: octets.toString("latin1").replaceAll("\r", "").replace(/\n+$/, "");

test("files of well-made messages are those that an independent reader finds", async () => {
	await fc.assert(
		fc.asyncProperty(tree, fc.integer({ min: 1, max: 500 }), async (made, size) => {
			const message = Buffer.concat([Buffer.from("MIME-Version: 1.0\r\n"), written(made)]);
			const theirs = await PostalMime.parse(message);
			const ours = walk(message, [size]);
			assert.deepEqual(
				ours.leaves.map(({ names, octets, encoding }) => [names[0], alike(octets, encoding)]),
				theirs.attachments.map(({ filename, content }, at) => [
					filename,
					alike(Buffer.from(content as ArrayBuffer), ours.leaves[at]?.encoding),
				]),
			);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

/** What is compared of two walks: all but where octets were cut. */
const compared = ({ leaves, tooDeep }: Walked) =>
	tooDeep ? "too deep" : leaves.map(({ octets, ...part }) => ({ ...part, octets: octets.toString("hex") }));

/** Octets for octets of a message, many times at most; and nothing is thrown. */
function survives(message: Buffer, sizes: readonly number[]): void {
	const whole = walk(message);
	assert.deepEqual(compared(walk(message, sizes)), compared(whole));
	const octets = whole.leaves.reduce((sum, leaf) => sum + leaf.octets.length, 0);
	// Every file lies in at most 31 containers, each of which is read in a few ways.
	assert.ok(octets <= message.length * 31 * 4 + 63, `${octets} of ${message.length}`);
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
const line = fc.constantFrom(
	"--b",
	"--b--",
	"--c",
	"--c--",
	"--",
	"",
	"text",
	"begin 644 x.exe",
	"#8V%T",
	"end",
	"Content-Type: multipart/mixed; boundary=b",
	"Content-Type: multipart/digest; boundary=c",
	"Content-Type: multipart/alternative",
	"Content-Type: message/rfc822",
	"Content-Type: message/global; name=a.eml",
	"Content-Type: text/plain; name=a.txt",
	"Content-Transfer-Encoding: base64",
	"Content-Transfer-Encoding: quoted-printable",
	"Content-Transfer-Encoding: x-uuencode",
	"Content-Disposition: attachment; filename=",
	" x.exe",
	"U3ViamVjdDogeA0KDQp4",
	"Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMg0KDQo=",
	"a=3D=",
	"\0\x01é",
);
const lineEnd = fc.constantFrom("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "");

test("whatever structure comes, the walk ends, its cuts agree and it does not grow", () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(line, lineEnd), { maxLength: 60 }), sizes, (parts, cut) => {
			survives(Buffer.from(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.flat().join("")}`), cut);
		}),
		{ numRuns: fuzzRuns(500) },
	);
});

const folder = new URL("../../../test/corpus/messages/", import.meta.url);
const corpus = readdirSync(folder)
	.filter((name) => name.endsWith(".eml"))
	.map((name) => readFileSync(new URL(name, folder)).toString("latin1").replace(/\r?\n/g, "\r\n"))
	.filter(({ length }) => length < 20_000);

/** Lines taken away, doubled, moved, and octets changed. */
const damage = fc.array(
	fc.record({ at: fc.nat(), to: fc.nat(), kind: fc.constantFrom("drop", "double", "move", "octet") }),
	{ minLength: 1, maxLength: 8 },
);

test("real messages that were damaged are walked to their end, and their cuts agree", () => {
	fc.assert(
		fc.property(fc.constantFrom(...corpus), damage, sizes, (message, damages, cut) => {
			const rows = message.split("\r\n");
			for (const { at, to, kind } of damages) {
				const from = at % rows.length;
				const row = rows[from] ?? "";
				if (kind === "drop") rows.splice(from, 1);
				else if (kind === "double") rows.splice(to % rows.length, 0, row);
				else if (kind === "move") rows.splice(to % rows.length, 0, ...rows.splice(from, 1));
				else rows[from] = row.slice(0, to % 80) + String.fromCharCode(to % 256) + row.slice((to % 80) + 1);
			}
			survives(Buffer.from(rows.join("\r\n"), "latin1"), [...cut, 1_000]);
		}),
		{ numRuns: fuzzRuns(150) },
	);
});
