/** Messages by Nodemailer. */

import path from "node:path";
import nodemailer from "nodemailer";

const { PORT, FILES = "" } = process.env;
const transport = nodemailer.createTransport({ host: "127.0.0.1", port: Number(PORT), ignoreTLS: true });
const file = (name: string): string => path.join(FILES, name);
const send = (name: string, message: object): Promise<unknown> =>
	transport.sendMail({ from: "Ann Größe <ann@shop.example>", to: `${name}@client.example`, ...message });

await send("nodemailer-attachments", {
	subject: "Rechnung für März – 4711",
	text: "Attached.",
	html: '<p>Attached. <img src="cid:logo"></p>',
	attachments: [
		{
			filename: "Lieferschein Größe Ä, und ein Name, der über eine Zeile hinausgeht.pdf",
			path: file("cairo.pdf"),
		},
		{ filename: "納品書.docx", path: file("writer.docx") },
		{ filename: "logo.png", path: file("cairo.png"), cid: "logo" },
	],
});
await send("nodemailer-invitation", {
	subject: "Invitation: Delivery",
	text: "Please come.",
	icalEvent: { method: "REQUEST", filename: "invite.ics", path: file("icalendar.ics") },
});
await send("nodemailer-amp", {
	subject: "AMP",
	text: "Hello",
	amp: "<!doctype html><html ⚡4email><head><meta charset=utf-8></head><body>Hello</body></html>",
	html: "<p>Hello</p>",
});
await send("nodemailer-format-flowed", {
	subject: "Flowed",
	text: `${"A paragraph that is longer than a line may be, and so it flows. ".repeat(8)}\n> quoted\n-- \nAnn`,
	textEncoding: "quoted-printable",
	headers: { "X-Long": "word ".repeat(60) },
});
await send("nodemailer-message-attached", {
	subject: "Fwd: Delivery",
	text: "See below.",
	attachments: [
		{ filename: "forwarded.eml", path: file("python.eml"), contentType: "message/rfc822", encoding: "8bit" },
	],
});
transport.close();
