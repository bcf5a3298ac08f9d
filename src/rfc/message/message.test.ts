import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { authorOf, isAutomatic, subjectOf, traceOf } from "./facts.ts";
import { parseFields } from "./fields.ts";
import { HeaderReader } from "./header-reader.ts";
import { normalise } from "./normalise.ts";
import { formatDate, formatReceived } from "./trace.ts";

const fieldsOf = (...lines: string[]) => parseFields(Buffer.from(`${lines.join("\r\n")}\r\n\r\n`));

/** Header section and body, read in pieces of the given sizes. */
function read(content: Buffer, sizes: readonly number[]): { header: string; body: string } {
	const reader = new HeaderReader(4_096);
	const body: Buffer[] = [];
	let at = 0;
	for (let i = 0; at < content.length; i++) {
		const size = Math.max(1, sizes[i % Math.max(1, sizes.length)] ?? content.length);
		const rest = reader.write(content.subarray(at, at + size));
		if (rest !== undefined) body.push(rest);
		at += size;
	}
	if (reader.section === undefined) body.push(reader.end());
	return { header: String(reader.section), body: Buffer.concat(body).toString() };
}

test("a header section ends at the first empty line, however the content is cut", () => {
	const content = Buffer.from("From: a@b.example\r\nTo: c@d.example\r\n\r\nbody\r\n\r\nmore\r\n");
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
			assert.deepEqual(read(content, sizes), {
				header: "From: a@b.example\r\nTo: c@d.example\r\n\r\n",
				body: "body\r\n\r\nmore\r\n",
			});
		}),
	);
});

test("content may begin with the empty line, or have no body at all", () => {
	for (const sizes of [[1], [2], [99]]) {
		assert.deepEqual(read(Buffer.from("\r\nbody\r\n"), sizes), { header: "\r\n", body: "body\r\n" });
		assert.deepEqual(read(Buffer.from("A: b\r\n"), sizes), { header: "A: b\r\n\r\n", body: "" });
	}
});

test("a header section beyond its limit is not kept", () => {
	const reader = new HeaderReader(100);
	assert.equal(reader.write(Buffer.alloc(101, "a")), undefined);
	assert.ok(reader.tooLarge);
	assert.equal(reader.write(Buffer.from("\r\n\r\n")), undefined);
});

test("any octets in any cuts are read alike, and fields hold every octet of the section", () => {
	const octets = fc.array(fc.constantFrom("\r\n", "\r", "\n", "A: b", " c", ":", "é", "\0"), {
		maxLength: 40,
	});
	fc.assert(
		fc.property(octets, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (parts, sizes) => {
			const content = Buffer.from(parts.join(""));
			assert.deepEqual(read(content, sizes), read(content, [content.length]));
			const { fields } = parseFields(content);
			for (const { raw } of fields) assert.ok(content.includes(raw));
		}),
	);
});

test("folded fields are one value", () => {
	const { fields, malformed } = fieldsOf("Subject: one", " two", "\tthree", "To: a@b.example");
	assert.deepEqual(
		fields.map(({ name, value }) => [name, value]),
		[
			["subject", "one two\tthree"],
			["to", "a@b.example"],
		],
	);
	assert.equal(malformed, false);
	assert.equal(fieldsOf("no field here", "To: x@y.example").malformed, true);
});

test("the cost of a long hostile field is linear", () => {
	for (const unit of [" ", "\t", "x", "=?a?q?", "?=", " =?", "by ", "(", "\r\n "]) {
		for (const name of ["x", "Subject", "Received", "From"]) {
			const long = unit.repeat(200_000 / unit.length);
			for (const line of [`${name}${long}y: z`, `${name}: ${long}y`]) {
				const fields = fieldsOf(line);
				subjectOf(fields);
				authorOf(fields);
				traceOf(fields, "relay.example");
				isAutomatic(fields);
			}
		}
	}
});

test("one author is found; none and too many are told apart", () => {
	const author = authorOf(fieldsOf("From: Ann <ann@Shop.Example>"));
	assert.equal(author.kind === "author" && author.mailbox.domainAscii, "shop.example");
	assert.equal(authorOf(fieldsOf("To: a@b.example")).kind, "missing");
	assert.equal(authorOf(fieldsOf("From: nobody")).kind, "missing");
	assert.equal(authorOf(fieldsOf("From: ann@good.example(c)@evil.example")).kind, "missing");
	assert.equal(authorOf(fieldsOf("From: a@b.example", "From: c@d.example")).kind, "multiple");
	assert.equal(authorOf(fieldsOf("From: Team: a@b.example;")).kind, "missing");
	assert.deepEqual(authorOf(fieldsOf("From: a@b.example", "SUBJECT: 1", "Subject: 2")), {
		kind: "multiple",
		field: "Subject",
	});
	const two = "From: a@b.example, c@b.example";
	assert.equal(authorOf(fieldsOf(two)).kind, "multiple");
	assert.equal(authorOf(fieldsOf(two, "Sender: a@b.example")).kind, "author");
	assert.equal(authorOf(fieldsOf("From: a@b.example, c@d.example", "Sender: a@b.example")).kind, "multiple");
});

test("a subject is decoded and made harmless", () => {
	assert.equal(
		subjectOf(fieldsOf("Subject: =?utf-8?B?WmHFvMOzxYLEhw==?= =?iso-8859-1?q?_caf=E9?=")),
		"Zażółć café",
	);
	assert.equal(subjectOf(fieldsOf("Subject: =?nonsense?q?x?=")), "=?nonsense?q?x?=");
	assert.equal(subjectOf(fieldsOf("Subject: pay\u202e\u0007me")), "pay me");
	fc.assert(fc.property(fc.string(), (text) => subjectOf(fieldsOf(`Subject: ${text}`)).length <= 256));
});

test("hops are counted, ours among them", () => {
	const fields = fieldsOf(
		"Received: from a by relay.example with SMTP",
		"Received: from b by relay.example.org with SMTP",
		"Received: from c",
		" by RELAY.example; date",
	);
	assert.deepEqual(traceOf(fields, "relay.example"), { received: 3, own: 2 });
});

test("machines are told from people", () => {
	assert.ok(isAutomatic(fieldsOf("Auto-Submitted: auto-replied")));
	assert.ok(isAutomatic(fieldsOf("Content-Type: multipart/report; report-type=delivery-status")));
	assert.ok(isAutomatic(fieldsOf("Precedence: bulk")));
	assert.ok(isAutomatic(fieldsOf("X-Auto-Response-Suppress: All")));
	assert.ok(!isAutomatic(fieldsOf("Auto-Submitted: no", "Subject: hello")));
});

test("the header is relayed as it came but for trace, missing fields and Bcc", () => {
	const additions = { received: "Received: ours\r\n", date: "a date", messageId: "<made@here>" };
	const { octets, messageId } = normalise(
		fieldsOf("from:  a@b.example ", "BCC: secret@c.example,", " more@d.example", "X-Odd :  kept  "),
		additions,
	);
	assert.equal(messageId, "<made@here>");
	assert.equal(
		octets.toString(),
		"Received: ours\r\nMessage-ID: <made@here>\r\nDate: a date\r\nfrom:  a@b.example \r\nX-Odd :  kept  \r\n\r\n",
	);
	const own = normalise(fieldsOf("Date: theirs", "Message-ID: <theirs@x>"), additions);
	assert.equal(own.messageId, "<theirs@x>");
	assert.equal(own.octets.toString(), "Received: ours\r\nDate: theirs\r\nMessage-ID: <theirs@x>\r\n\r\n");
});

test("Received tells who, how and when, and nothing that a client made up gets out of it", () => {
	const hop = {
		address: "192.0.2.1",
		hostname: "relay.example",
		protocol: "ESMTPSA",
		id: "X1",
		tls: "TLSv1.3 TLS_AES_128_GCM_SHA256",
		at: Date.UTC(2026, 0, 5, 9, 7, 3),
	};
	assert.equal(
		formatReceived({ ...hop, helo: "pc.example" }),
		"Received: from pc.example ([192.0.2.1])\r\n\t(TLSv1.3 TLS_AES_128_GCM_SHA256)\r\n" +
			"\tby relay.example with ESMTPSA id X1;\r\n\tMon, 5 Jan 2026 09:07:03 +0000\r\n",
	);
	assert.match(formatReceived({ ...hop, helo: "a)\r\nEvil: x" }), /^Received: from unknown /);
	assert.equal(formatDate(Date.UTC(2026, 10, 23)), "Mon, 23 Nov 2026 00:00:00 +0000");
});
