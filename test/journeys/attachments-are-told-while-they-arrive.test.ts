/** Files of all sizes through the running service: what is found is in the reply, in Activity and at the message. */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import nodemailer from "nodemailer";
import { eventually, serviceThroughout } from "../support/service.ts";
import { operatorKey } from "../support/service-calls.ts";

const service = serviceThroughout({
	flags: ["--attachments.accept", "log=text", "--attachments.deadline", "60s"],
});

interface Attachment {
	readonly filename: string;
	readonly content: Buffer;
}

/** The server's last word. */
async function send(...attachments: readonly Attachment[]): Promise<string> {
	const { ready } = service;
	const transport = nodemailer.createTransport({
		...ready.submission,
		requireTLS: true,
		auth: { user: ready.demo.username, pass: ready.demo.password },
		tls: { rejectUnauthorized: false },
	});
	const { from, to } = ready.demo;
	try {
		const mail = { from, to, subject: "files", text: "hello", attachments: [...attachments] };
		return (await transport.sendMail(mail)).response;
	} catch (error) {
		return (error as { response?: string }).response ?? String(error);
	} finally {
		transport.close();
	}
}

async function api(path: string, init: RequestInit = {}) {
	const headers = {
		authorization: `Bearer ${service.ready.demo.apiKey}`,
		"content-type": "application/json",
	};
	const response = await fetch(`${service.ready.http}/v1${path}`, { ...init, headers });
	assert.ok(response.ok, `${path}: ${response.status}`);
	return await response.json();
}

const MB = 1024 * 1024;
const pdfOf = (bytes: number): Buffer =>
	Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(bytes), Buffer.from("\n%%EOF\n")]);

test("what was found of accepted files is kept with the message, and nothing is left on disk", async () => {
	const reply = await send(
		{ filename: "report.pdf", content: pdfOf(50_000) },
		{ filename: "plan.pdf", content: pdfOf(6 * MB) },
		{ filename: "server.log", content: Buffer.from("started\nstopped\n") },
		{ filename: "rows.csv.gz", content: gzipSync(Buffer.from("a;b\r\n".repeat(100_000))) },
	);
	assert.match(reply, /^250 /);
	const { items } = (await api("/activity?subject=files&limit=1")) as { items: { messageId: string }[] };
	const { attachments } = (await api(`/messages/${items[0]?.messageId}`)) as {
		attachments: { name: string; sizeBytes: number; words: string; notes: string[] }[];
	};
	assert.deepEqual(
		attachments.map(({ name, words, notes }) => [name, words, ...notes]),
		[
			["report.pdf", "a PDF document"],
			["plan.pdf", "a PDF document"],
			["server.log", "plain text"],
			["rows.csv.gz", "a gzip file", "1 file inside"],
		],
	);
	assert.equal(attachments[1]?.sizeBytes, 6 * MB + 16);
	assert.deepEqual(
		readdirSync(service.folder).filter((name) => name.startsWith("inspect-")),
		[],
	);
});

test("a program is told at the end of a large upload as at the beginning", async () => {
	const program = Buffer.concat([Buffer.from("MZ\x90\0", "latin1"), randomBytes(3 * MB)]);
	assert.match(
		await send({ filename: "plan.pdf", content: pdfOf(MB) }, { filename: "more.pdf", content: program }),
		/^550[ -]5\.7\.1 The attachment "more\.pdf" \(\.pdf\) is a Windows program \(exe\), not a PDF document/,
	);
});

test("a gzip file that grows beyond measure is refused as what it is", async () => {
	const bomb = gzipSync(Buffer.alloc(120 * MB));
	assert.match(
		await send({ filename: "rows.csv.gz", content: bomb }),
		/^550[ -]5\.7\.1 The attachment "rows\.csv\.gz" \(\.gz\) cannot be unpacked safely: it grows \d/,
	);
});

test("a type that the account does not want is refused from then on", async () => {
	assert.match(await send({ filename: "page.html", content: Buffer.from("<html><p>x</p></html>") }), /^250 /);
	const { accountId } =
		((await api("/activity?limit=1")) as { items: { accountId: string }[] }).items[0] ?? {};
	const operator = await fetch(`${service.ready.http}/v1/accounts/${accountId}`, {
		method: "PATCH",
		headers: {
			authorization: `Bearer ${operatorKey(service)}`,
			"content-type": "application/json",
		},
		body: JSON.stringify({ refusedExtensions: ["html"] }),
	});
	assert.equal(operator.status, 200);
	const reply = await send({ filename: "page.html", content: Buffer.from("<html><p>x</p></html>") });
	assert.match(reply, /attachment-type-refused/);
	const row = await eventually(async () => {
		const { items } = (await api("/activity?reason=attachment-type-refused")) as {
			items: { facts: Record<string, string> }[];
		};
		return items[0];
	});
	assert.deepEqual(row.facts, { file: "page.html", extension: ".html", finding: "an HTML page" });
});
