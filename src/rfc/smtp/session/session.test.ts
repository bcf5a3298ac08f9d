import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, fuzzRuns } from "../../../../test/support/fuzz.ts";
import type { Reply } from "../reply.ts";
import { ContentScanner } from "./content.ts";
import { LineReader } from "./line-reader.ts";
import { type Output, type Question, SmtpServerSession } from "./session.ts";

const REFUSED: Reply = { code: 550, enhanced: "5.7.1", lines: ["No"] };

interface Reading {
	readonly scanner: ContentScanner;
	readonly bytes: number;
	readonly keep: boolean;
	readonly last: boolean;
	/** Below 0 until the dot line. */
	left: number;
}

/** Drives the machine as a door does, without sockets: gives everything that came out of it, as text. */
class Driver {
	readonly said: string[] = [];
	readonly #machine = new SmtpServerSession({
		hostname: "relay.example",
		messageBytes: 1_000,
		tlsAvailable: true,
		offersAuth: true,
		authNeedsTls: false,
	});
	readonly #reader = new LineReader();
	#content: Reading | undefined;
	#chunks: ContentScanner | undefined;
	#kept = "";
	#over = false;

	receive(octets: Buffer): void {
		if (this.#over) return;
		this.#reader.add(octets);
		while (!this.#over && this.#step());
	}

	#step(): boolean {
		if (this.#content !== undefined) return this.#read(this.#content);
		const line = this.#reader.next(this.#machine.lineLimitBytes);
		if (line === undefined) return false;
		if (line.kind === "line") this.#do(this.#machine.line(line.octets.toString("utf8")));
		else this.#do(line.kind === "too-long" ? this.#machine.lineTooLong() : this.#machine.lineUnclean());
		return true;
	}

	#read(content: Reading): boolean {
		const octets = this.#reader.rest();
		const dotted = content.left < 0;
		if (octets.length === 0 && (dotted || content.left > 0)) return false;
		const own = dotted ? octets : octets.subarray(0, content.left);
		if (!dotted) content.left -= own.length;
		const scanned = content.keep ? content.scanner.scan(own) : { content: Buffer.alloc(0), rest: null };
		this.#kept += scanned.content.toString("latin1");
		const rest = dotted ? scanned.rest : content.left === 0 ? octets.subarray(own.length) : null;
		if (rest === null) return true;
		this.#reader.add(rest);
		this.#content = undefined;
		const complete = dotted || (content.last && content.keep);
		if (complete) this.said.push(`content ${JSON.stringify([this.#kept, content.scanner.findings])}`);
		const reply: Reply = { code: 250, enhanced: "2.0.0", lines: ["Queued"] };
		if (complete) this.#kept = "";
		if (dotted) this.#do(this.#machine.contentEnded(reply));
		else this.#do(this.#machine.chunkEnded(content.bytes, complete ? reply : undefined));
		return true;
	}

	#do(outputs: readonly Output[]): void {
		for (const output of outputs) {
			this.said.push(JSON.stringify(output));
			if (output.kind === "ask") this.#do(this.#machine.answer(refusalOf(output.question)));
			else if (output.kind === "content")
				this.#begin(new ContentScanner("dot-stuffed"), { bytes: -1, last: true, keep: true });
			else if (output.kind === "chunk") {
				this.#chunks ??= new ContentScanner("counted");
				this.#begin(this.#chunks, output);
				if (output.last) this.#chunks = undefined;
			} else if (output.kind === "reset") {
				this.#kept = "";
				this.#chunks = undefined;
			} else if (output.kind === "close" || output.kind === "start-tls") this.#over = true;
		}
	}

	#begin(
		scanner: ContentScanner,
		{ bytes, last, keep }: { bytes: number; last: boolean; keep: boolean },
	): void {
		this.#content = { scanner, left: bytes, bytes, last, keep };
	}
}

function refusalOf(question: Question): Reply | undefined {
	if (question.about === "reverse-path" || question.about === "recipient")
		return question.arguments.path.startsWith("no") ? REFUSED : undefined;
	return question.about === "authentication" ? REFUSED : undefined;
}

const lines = fc.constantFrom(
	"EHLO a",
	"HELO a",
	"MAIL FROM:<a@b>",
	"MAIL FROM:<no@b> SIZE=1",
	"RCPT TO:<c@d> NOTIFY=NEVER",
	"RCPT TO:<no@d>",
	"DATA",
	".",
	"..",
	"text",
	"BDAT 4",
	"BDAT 7 LAST",
	"BDAT 0 LAST",
	"BDAT x",
	"RSET",
	"NOOP",
	"AUTH LOGIN",
	"AUTH PLAIN AGEAYg==",
	"YQ==",
	"*",
	"QUIT",
	"STARTTLS",
	"VRFY a",
	"",
	"\u00e9",
	"a\rb",
	"a\nb",
	"\0",
	`NOOP ${"x".repeat(4_100)}`,
);
const wires = fc.array(fc.tuple(lines, fc.constantFrom("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "")), {
	maxLength: 25,
});
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

function play(wire: Buffer, sizes: readonly number[]): readonly string[] {
	const driver = new Driver();
	for (let at = 0, turn = 0; at < wire.length; turn++) {
		const size = sizes[turn % sizes.length] ?? 1;
		driver.receive(Buffer.from(wire.subarray(at, at + size)));
		at += size;
	}
	return driver.said;
}

test("any octets in any cuts give the same replies, questions and content as in one piece", () => {
	// RFC 2920 §3.2: how a client groups its commands changes nothing.
	fc.assert(
		fc.property(wires, cuts, (parts, sizes) => {
			const transaction = "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";
			const wire = Buffer.from(transaction + parts.map((part) => part.join("")).join(""), "latin1");
			assert.deepEqual(play(wire, sizes), play(wire, [wire.length]));
		}),
		{ numRuns: fuzzRuns(400) },
	);
});

test("a line that just fits is a line, however it is cut", () => {
	const limit = 20;
	for (const length of [limit, limit + 1]) {
		for (let cut = 1; cut < length + 2; cut++) {
			const reader = new LineReader();
			const wire = Buffer.from(`${"x".repeat(length)}\r\n`);
			reader.add(wire.subarray(0, cut));
			const early = reader.next(limit);
			reader.add(wire.subarray(cut));
			assert.equal(early, undefined);
			assert.equal(reader.next(limit)?.kind, length > limit ? "too-long" : "line", `${length} cut at ${cut}`);
		}
	}
});

test("of a line over its limit nothing is kept", () => {
	const reader = new LineReader();
	for (let i = 0; i < 1_000; i++) {
		reader.add(Buffer.alloc(1_000, "x"));
		assert.equal(reader.next(4_096), undefined);
		assert.ok(reader.pendingBytes <= 4_097 + 1_000);
	}
	reader.add(Buffer.from("\r\nNOOP\r\n"));
	assert.equal(reader.next(4_096)?.kind, "too-long");
	assert.equal(reader.next(4_096)?.kind, "line");
});
