/**
 * Builds a message from its parts: header, text, HTML, files. Deterministic: date, boundaries and the rest are
 * handed in. It writes no Message-ID and no Date by itself; a server that relays adds them (RFC 6409 §8).
 *
 *     multipart/mixed
 *       multipart/alternative
 *         text/plain
 *         multipart/related
 *           text/html
 *           files that the HTML shows, by Content-ID
 *       files
 *
 * A container of one is left out. RFC 5322 §3.6, RFC 2046 §5.1, RFC 2387, RFC 2183, RFC 2392.
 */

import { isAscii } from "node:buffer";
import { Base64Encoder, QuotedPrintableEncoder } from "./encoders.ts";
import { type Address, addressField, parameterField, textField, wordsField } from "./header-writer.ts";

export interface Draft {
	readonly from: readonly Address[];
	readonly sender: Address | null;
	readonly to: readonly Address[];
	readonly cc: readonly Address[];
	readonly replyTo: readonly Address[];
	readonly subject: string | null;
	/** Further fields. The name is checked by the caller; the value is free text. */
	readonly fields: readonly { readonly name: string; readonly value: string }[];
	readonly text: string | null;
	readonly html: string | null;
	readonly files: readonly DraftFile[];
	/** Found in no part: random. Containers add a digit. */
	readonly boundary: string;
}

export interface DraftFile {
	readonly name: string | null;
	readonly mediaType: string;
	readonly content: Buffer;
	/** Without angle brackets; the HTML names it as cid:. Null for a file beside the text. */
	readonly contentId: string | null;
	readonly inline: boolean;
}

/** A part: its own header fields, and its body in pieces. */
interface Part {
	readonly fields: string;
	readonly body: () => Iterable<Buffer>;
}

/** The whole message, in pieces of bounded size: files are encoded as they are asked for. */
export function* compose(draft: Draft): Generator<Buffer> {
	const root = rootOf(draft);
	yield Buffer.from(`${headerOf(draft)}MIME-Version: 1.0\r\n${root.fields}\r\n`);
	yield* root.body();
}

function headerOf({ from, sender, to, cc, replyTo, subject, fields }: Draft): string {
	const addresses = [
		["From", from],
		["Sender", sender === null ? [] : [sender]],
		["Reply-To", replyTo],
		["To", to],
		["Cc", cc],
	] as const;
	return [
		...addresses.filter(([, list]) => list.length > 0).map(([name, list]) => addressField(name, list)),
		...(subject === null ? [] : [textField("Subject", subject)]),
		...fields.map(({ name, value }) =>
			MSG_IDS.has(name.toLowerCase()) ? idField(name, value) : textField(name, value),
		),
	].join("");
}

/** Fields whose words may not be encoded (RFC 5322 §3.6.4). */
const MSG_IDS: ReadonlySet<string> = new Set(["message-id", "in-reply-to", "references"]);

const idField = (name: string, value: string): string => wordsField(name, value.trim().split(/\s+/));

function rootOf({ text, html, files, boundary }: Draft): Part {
	const shown = files.filter(({ contentId }) => contentId !== null && html !== null);
	const beside = files.filter((file) => !shown.includes(file));
	const bodies: Part[] = [];
	if (text !== null || html === null) bodies.push(textPart("plain", text ?? ""));
	if (html !== null) {
		const page = textPart("html", html);
		const related = [page, ...shown.map(filePart)];
		bodies.push(container("related", related, `${boundary}2`, { type: "text/html" }));
	}
	return container(
		"mixed",
		[container("alternative", bodies, `${boundary}1`), ...beside.map(filePart)],
		`${boundary}0`,
	);
}

function container(
	kind: "mixed" | "alternative" | "related",
	parts: readonly Part[],
	boundary: string,
	parameters: Readonly<Record<string, string>> = {},
): Part {
	const [only] = parts;
	if (only !== undefined && parts.length === 1) return only;
	return {
		fields: parameterField("Content-Type", `multipart/${kind}`, { ...parameters, boundary }),
		*body() {
			for (const { fields, body } of parts) {
				yield Buffer.from(`--${boundary}\r\n${fields}\r\n`);
				yield* body();
				yield CRLF;
			}
			yield Buffer.from(`--${boundary}--\r\n`);
		},
	};
}

const CRLF = Buffer.from("\r\n");
/** RFC 5322 §2.1.1. */
const LONGEST_LINE = 998;

/** As it is where every server can take it, else quoted-printable. Ends in CRLF. */
function textPart(subtype: "plain" | "html", text: string): Part {
	const lines = text.toWellFormed().replace(/\r\n?|\n/g, "\r\n");
	const octets = Buffer.from(lines.endsWith("\r\n") ? lines : `${lines}\r\n`);
	const asItIs = isAscii(octets) && lines.split("\r\n").every((line) => line.length <= LONGEST_LINE);
	const encoding = asItIs ? "7bit" : "quoted-printable";
	return {
		fields:
			parameterField("Content-Type", `text/${subtype}`, { charset: "utf-8" }) +
			`Content-Transfer-Encoding: ${encoding}\r\n`,
		*body() {
			if (asItIs) return yield octets;
			const encoder = new QuotedPrintableEncoder();
			yield encoder.write(octets);
			yield encoder.end();
		},
	};
}

/** Octets of a file that are encoded at once: whole lines of base64. */
const PIECE = 57 * 1024;

function filePart({ name, mediaType, content, contentId, inline }: DraftFile): Part {
	const named = name === null ? {} : { filename: name };
	return {
		fields: [
			parameterField("Content-Type", mediaType, name === null ? {} : { name }),
			"Content-Transfer-Encoding: base64\r\n",
			parameterField("Content-Disposition", inline ? "inline" : "attachment", named),
			contentId === null ? "" : wordsField("Content-ID", [`<${contentId}>`]),
		].join(""),
		*body() {
			const encoder = new Base64Encoder();
			for (let at = 0; at < content.length; at += PIECE)
				yield encoder.write(content.subarray(at, at + PIECE));
			yield encoder.end();
		},
	};
}
