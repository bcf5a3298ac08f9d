/** The message for what it is: header, structure, octets, attachments. */

import { readFileSync } from "node:fs";
import { SmtpClient } from "../../../support/smtp-client.ts";
import { type Case, type Cases, message, type World } from "../case.ts";

const FROM = "billing@shop.example";

/** The reply to content that is sent by the demo's user. */
const content =
	(octets: () => string | Buffer) =>
	async ({ service }: World): Promise<string> =>
		(await SmtpClient.loggedIn(service)).send(FROM, ["ok@client.example"], octets());

const refusedFor = (said: string, octets: () => string | Buffer): Case => ({
	said,
	provoke: content(octets),
});

export const attached = (name: string, octets: Buffer): string => {
	const encoded = octets.toString("base64").replace(/.{76}/g, "$&\r\n");
	return message(
		FROM,
		`MIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${encoded}\r\n`,
	).replace(/\r\n\r\nhello$/, "");
};

const corpus = (file: string): Buffer =>
	readFileSync(new URL(`../../../corpus/attachments/${file}`, import.meta.url));

const PROGRAM = Buffer.from(`MZ\x90\0${"\0".repeat(60)}`, "latin1");

const nested = (levels: number): string => {
	let header = "";
	for (let i = 0; i < levels; i++)
		header += `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`;
	return `From: ${FROM}\r\nMIME-Version: 1.0\r\n${header}Content-Type: text/plain\r\n\r\nhello`;
};

export const messages: Cases = {
	"from-missing": refusedFor("content 550 5.6.0", () => "Subject: nobody\r\n\r\nhello"),
	"from-multiple": refusedFor("content 550 5.6.0", () => message(FROM, "From: b@shop.example\r\n")),
	"header-too-large": [
		refusedFor("content 552 5.3.4", () =>
			message(FROM, `X-Long: ${`${"x".repeat(900)}\r\n `.repeat(300)}\r\n`),
		),
		refusedFor("content 552 5.3.4", () => message(FROM, "X-Many: one\r\n".repeat(1_001))),
	],
	"line-ending-invalid": [
		refusedFor("content 550 5.6.0", () => message(FROM).replace("hello", "a bare\nline feed")),
		refusedFor("content 550 5.6.0", () => message(FROM).replace("hello", "a bare\rcarriage return")),
	],
	"nul-byte": refusedFor("content 550 5.6.0", () => message(FROM).replace("hello", "nothing\0here")),
	"structure-too-deep": [
		refusedFor("content 550 5.6.0", () => nested(31)),
		refusedFor(
			"content 550 5.6.0",
			() =>
				`From: ${FROM}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(1_001)}--b--`,
		),
	],
	"message-looping": refusedFor("content 554 5.4.6", () =>
		message(FROM, "Received: from a by b; Tue, 24 Nov 2026 00:00:00 +0000\r\n".repeat(51)),
	),
	"attachment-type-refused": [
		refusedFor("content 550 5.7.1", () => attached("setup.exe", PROGRAM)),
		refusedFor("content 550 5.7.1", () => attached("papers.zip", corpus("disguised/zip-with-exe.zip"))),
	],
	"attachment-content-mismatch": refusedFor("content 550 5.7.1", () => attached("invoice.pdf", PROGRAM)),
	"attachment-archive-unsafe": refusedFor("content 550 5.7.1", () =>
		attached("logs.zip", corpus("disguised/grows.zip")),
	),
	"attachment-encrypted": refusedFor("content 550 5.7.1", () =>
		attached("papers.zip", corpus("genuine/aes.zip")),
	),
};
