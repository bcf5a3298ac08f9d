/** What the generator sends: a plain text, a text with its HTML, or a PDF attached, of the size that is asked for. */

export type ContentKind = "text" | "alternative" | "pdf";

/** Header and body with the final dot. `bytes` is about the size of the whole. */
export function contentOf(kind: ContentKind, bytes: number, from: string, to: string): Buffer {
	const header =
		`From: Bench <${from}>\r\nTo: <${to}>\r\nSubject: a message of the bench\r\n` +
		"Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <bench@generator.example>\r\nMIME-Version: 1.0\r\n";
	return Buffer.from(`${header}${bodies[kind](Math.max(1, bytes - header.length))}.\r\n`);
}

const LINE = `${"The quick brown fox jumps over the lazy dog, and ends here. ".padEnd(70, ".")}\r\n`;
const lines = (bytes: number): string => LINE.repeat(Math.max(1, Math.ceil(bytes / LINE.length)));

const PART = "--=_bench_0123456789\r\n";
const END = "--=_bench_0123456789--\r\n";
const multipart = (subtype: string): string =>
	`Content-Type: multipart/${subtype}; boundary="=_bench_0123456789"\r\n\r\n`;
const TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n";

const bodies: Readonly<Record<ContentKind, (bytes: number) => string>> = {
	text: (bytes) => TEXT + lines(bytes),
	alternative: (bytes) =>
		`${multipart("alternative")}${PART}${TEXT}${lines(bytes / 2)}${PART}Content-Type: text/html; charset=utf-8\r\n\r\n<p>${lines(bytes / 2)}${END}`,
	pdf: (bytes) =>
		`${multipart("mixed")}${PART}${TEXT}${lines(200)}${PART}Content-Type: application/pdf; name="invoice.pdf"\r\nContent-Disposition: attachment; filename="invoice.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${encodedPdf(bytes - 600)}${END}`,
};

/** Begins and ends as a PDF does; between are octets as compressed pages have them. */
function encodedPdf(encodedBytes: number): string {
	const octets = Buffer.alloc(Math.max(64, Math.floor((encodedBytes / 78) * 57)));
	for (let at = 0, state = 1; at < octets.length; at++) {
		state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
		octets[at] = state >> 16;
	}
	octets.write("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", 0, "latin1");
	octets.write("\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n", octets.length - 34, "latin1");
	return `${octets.toString("base64").replace(/.{76}/g, "$&\r\n")}\r\n`;
}
