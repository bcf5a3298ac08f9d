import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { text } from "../../test/support/attachments.ts";
import type { FileFinding } from "../formats/finding.ts";
import { parseFields } from "../rfc/message/fields.ts";
import { defaultLimits } from "../terms/limits.ts";
import { Parts } from "./parts.ts";
import type { Inspection, Inspector } from "./ports.ts";

interface Seen {
	readonly octets: Buffer[];
	finished: boolean;
	abandoned: boolean;
}

/** Calls everything text, and keeps what it was given. */
function anInspector(change: Partial<Inspection> = {}): { inspector: Inspector; seen: Seen[] } {
	const seen: Seen[] = [];
	const open = (): Inspection => {
		const file: Seen = { octets: [], finished: false, abandoned: false };
		seen.push(file);
		return {
			write: (octets) => void file.octets.push(octets),
			async finish(): Promise<FileFinding> {
				file.finished = true;
				return { ...text(), sizeBytes: Buffer.concat(file.octets).length };
			},
			abandon() {
				file.abandoned = true;
			},
			...change,
		};
	};
	return { inspector: { open }, seen };
}

const MULTIPART = 'Content-Type: multipart/mixed; boundary="b"\r\n';
const multipart = (...parts: readonly string[]): string =>
	`${parts.map((part) => `--b\r\n${part}\r\n`).join("")}--b--\r\n`;
const FILE = 'Content-Type: application/pdf; name="report.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
const BODY = "Content-Type: text/plain\r\n\r\nHello";

function partsOf(header: string, inspector: Inspector, limits = defaultLimits): Parts {
	return new Parts(parseFields(Buffer.from(header)).fields, limits, inspector);
}

async function finished(content: string, change: Partial<Inspection> = {}) {
	const { inspector, seen } = anInspector(change);
	const parts = partsOf(MULTIPART, inspector);
	await parts.write(Buffer.from(content));
	return { parts, seen, found: await parts.finish() };
}

describe("a message that is arriving", () => {
	test("hands the decoded octets of each file to the inspector, and tells what was found", async () => {
		const encoded = Buffer.from("%PDF-1.7 and more").toString("base64");
		const { parts, seen, found } = await finished(multipart(BODY, FILE + encoded));
		assert.equal(seen.length, 1);
		assert.equal(Buffer.concat(seen[0]?.octets ?? []).toString(), "%PDF-1.7 and more");
		assert.equal(found.inspectedInTime, true);
		assert.deepEqual(
			found.attachments.map(({ names, mediaType, finding }) => [names, mediaType, finding.sizeBytes]),
			[[["report.pdf"], "application/pdf", 17]],
		);
		assert.deepEqual(parts.verdicts, [
			{
				name: "report.pdf",
				mediaType: "application/pdf",
				sizeBytes: 17,
				kind: "text",
				words: "plain text",
				notes: [],
			},
		]);
	});

	test("has nothing inspected of what mail itself is made of", async () => {
		const { seen, found } = await finished(
			multipart(
				BODY,
				"Content-Type: text/html\r\n\r\n<p>Hello</p>",
				"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR",
				"Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----",
			),
		);
		assert.equal(seen.length, 0);
		assert.deepEqual(found, { attachments: [], inspectedInTime: true });
	});

	test("has everything inspected that is named or shown as a file", async () => {
		const { found } = await finished(
			multipart(
				'Content-Type: text/plain; name="notes.txt"\r\n\r\nHello',
				"Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<p>",
				"Content-Type: image/png\r\nContent-Disposition: inline\r\n\r\nx",
				"Content-Type: text/plain\r\n\r\nbegin 644 run.exe\r\n#86)C\r\n`\r\nend",
			),
		);
		assert.deepEqual(
			found.attachments.map(({ names }) => names),
			[["notes.txt"], [], [], ["run.exe"]],
		);
	});

	test("waits for a disk that is behind", async () => {
		let done = () => {};
		const disk = new Promise<void>((resolve) => {
			done = resolve;
		});
		const { inspector } = anInspector({ write: () => disk });
		const parts = partsOf(MULTIPART, inspector);
		const waits = parts.write(Buffer.from(multipart(`${FILE}eHh4`)));
		assert.ok(waits instanceof Promise);
		done();
		await waits;
		assert.equal(parts.write(Buffer.from("after")), undefined);
	});
});

describe("a file that is not told", () => {
	test("because it took too long is not among the attachments", async () => {
		const { found, parts } = await finished(multipart(`${FILE}eHh4`), { finish: async () => "too-slow" });
		assert.deepEqual(found, { attachments: [], inspectedInTime: false });
		assert.deepEqual(parts.verdicts, []);
	});

	test("because of a fault is a fault of the message", async () => {
		const fault = async () => Promise.reject(new Error("worker"));
		await assert.rejects(finished(multipart(`${FILE}eHh4`), { finish: fault }), /worker/);
	});

	test("because the message is given up is thrown away", async () => {
		const { inspector, seen } = anInspector();
		const parts = partsOf(MULTIPART, inspector);
		await parts.write(Buffer.from(`--b\r\n${FILE}eHh4`));
		parts.abandon();
		assert.deepEqual(
			seen.map(({ abandoned, finished: told }) => [abandoned, told]),
			[[true, false]],
		);
	});

	test("because it lies beyond a bound of the structure is thrown away too", async () => {
		const { inspector, seen } = anInspector();
		const parts = partsOf(MULTIPART, inspector, { ...defaultLimits, mimeParts: 3 });
		await parts.write(Buffer.from(multipart(...Array.from({ length: 9 }, () => `${FILE}eHh4`))));
		await parts.finish();
		assert.ok(parts.tooDeep);
		assert.ok(seen.length > 0 && seen.every(({ abandoned }) => abandoned));
	});
});
