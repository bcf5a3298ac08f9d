/**
 * What looking into content costs by itself: the MIME walk and the inspection of files, in this process, message by
 * message. Set it beside the CPU of accepting the same message (`npm run bench -- accept`).
 *
 *     npm run bench:inspection
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parts } from "../src/accept/parts.ts";
import { type Field, parseFields } from "../src/rfc/message/fields.ts";
import { defaultLimits } from "../src/terms/limits.ts";
import { createInspector } from "../src/world/inspector/index.ts";
import { type ContentKind, contentOf } from "./content.ts";

const rows: readonly { readonly about: string; readonly kind: ContentKind; readonly bytes: number }[] = [
	{ about: "4 kB, text", kind: "text", bytes: 4_000 },
	{ about: "4 kB, text and HTML", kind: "alternative", bytes: 4_000 },
	{ about: "100 kB, text", kind: "text", bytes: 100_000 },
	{ about: "100 kB, a PDF attached", kind: "pdf", bytes: 100_000 },
	{ about: "1 MB, a PDF attached", kind: "pdf", bytes: 1_000_000 },
	{ about: "15 MB, a PDF attached", kind: "pdf", bytes: 15_000_000 },
];
/** As a socket gives it. */
const CHUNK_BYTES = 65_536;
const WORK_BYTES = 120_000_000;
const MOST_MESSAGES = 20_000;

const folder = mkdtempSync(join(tmpdir(), "angarium-inspection-"));
const inspector = createInspector({ folder, deadlineMs: 60_000 });

/** The message's own header is read in any case, so that it is none of this cost. */
async function inspect(fields: readonly Field[], content: Buffer, split: number): Promise<void> {
	const parts = new Parts(fields, defaultLimits, inspector);
	for (let at = split; at < content.length; at += CHUNK_BYTES)
		await parts.write(content.subarray(at, at + CHUNK_BYTES));
	await parts.finish();
}

try {
	console.log("| content | CPU ms a message | ns an octet |\n|---|--:|--:|");
	for (const { about, kind, bytes } of rows) {
		const content = contentOf(kind, bytes, "a@shop.example", "b@client.example");
		const split = content.indexOf("\r\n\r\n") + 4;
		const { fields } = parseFields(content.subarray(0, split));
		const messages = Math.min(MOST_MESSAGES, Math.max(8, Math.floor(WORK_BYTES / bytes)));
		for (let i = 0; i < Math.max(2, messages / 4); i++) await inspect(fields, content, split);
		const before = process.cpuUsage();
		for (let i = 0; i < messages; i++) await inspect(fields, content, split);
		const { user, system } = process.cpuUsage(before);
		const ms = (user + system) / 1_000 / messages;
		console.log(`| ${about} | ${ms.toFixed(ms < 1 ? 3 : 1)} | ${((ms * 1e6) / content.length).toFixed(1)} |`);
	}
} finally {
	await inspector.close();
	rmSync(folder, { recursive: true, force: true });
}
