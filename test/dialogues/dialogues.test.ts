/**
 * Plays each `.dialogue` against a real door and compares what was said.
 *
 * `C:` is a line of the client (CRLF is added), `C|` the same without CRLF; \r \n \0 \\ and \xHH are escapes.
 * Lines of the client that follow each other are sent in one piece. `S:` is a line of the server. `-- TLS` is a
 * handshake, `-- closed` the server's end. A line "# begins: connected" leaves the greeting and EHLO to the
 * dialogue; otherwise they are over. "# door: secured" begins under TLS.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { openDoor } from "../support/door.ts";
import { RawClient } from "../support/raw-client.ts";

const folder = new URL(".", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".dialogue"));

for (const file of files) {
	const text = readFileSync(new URL(file, folder), "utf8");
	test(`${file.replace(/\.dialogue$/, "").replaceAll("-", " ")}: ${text.split("\n", 1)[0]?.slice(2)}`, async () => {
		const script = text.split("\n").filter((line) => /^(C[:|]|S:|--)/.test(line));
		assert.deepEqual(await play(script, text), script);
	});
}

test("there are dialogues for every command and fault", () => {
	const all = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
	const commands = "EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT EXPN TURN".split(
		" ",
	);
	for (const command of commands) assert.match(all, new RegExp(`^C: ${command}\\b`, "m"), command);
	assert.ok(files.length >= 30);
});

async function play(script: readonly string[], text: string): Promise<string[]> {
	const secured = /^# door: secured$/m.test(text);
	await using open = await openDoor({ implicitTls: secured });
	const { port } = open.door;
	await using client = await (secured ? RawClient.toTls(port) : RawClient.to(port));
	if (!/^# begins: connected$/m.test(text)) {
		await client.reply();
		client.send("EHLO client.example\r\n");
		await client.reply();
	}
	const played: string[] = [];
	for (let at = 0; at < script.length; at++) {
		const line = script[at] ?? "";
		if (line.startsWith("S:")) {
			const said = await client.line();
			played.push(said === undefined ? "-- closed" : `S: ${said}`);
			if (said === undefined) break;
		} else if (line === "-- TLS") {
			await client.secure();
			played.push(line);
		} else if (line === "-- closed") {
			played.push(...(await client.rest()).map((rest) => `S: ${rest}`), line);
		} else {
			let group = "";
			for (; script[at]?.startsWith("C"); at++) {
				group += octetsOf(script[at] ?? "");
				played.push(script[at] ?? "");
			}
			at--;
			client.send(group);
		}
	}
	if (script.at(-1) !== "-- closed") {
		// Nothing more may follow what the dialogue expects.
		client.send("NOOP end\r\n");
		for (let said = await client.line(); said !== "250 2.0.0 OK"; said = await client.line())
			played.push(`S: ${said}`);
	}
	return played;
}

const octetsOf = (line: string): string =>
	line.slice(3).replace(/\\(r|n|0|\\|x[0-9a-f]{2})/g, (_, escaped: string) => {
		const named: Record<string, string> = { r: "\r", n: "\n", "0": "\0", "\\": "\\" };
		return named[escaped] ?? String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
	}) + (line.startsWith("C|") ? "" : "\r\n");
