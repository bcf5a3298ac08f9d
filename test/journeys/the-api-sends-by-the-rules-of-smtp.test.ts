import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import PostalMime from "postal-mime";
import { eventually, mailboxOf, rawMessage, type Service, startService } from "../support/service.ts";
import { SmtpClient } from "../support/smtp-client.ts";

let service: Service;
before(async () => {
	service = await startService();
});
after(async () => {
	await service.stop();
	rmSync(service.folder, { recursive: true, force: true });
});

interface Answer {
	readonly status: number;
	readonly replayed: boolean;
	readonly body: {
		readonly id?: string;
		readonly reason?: string;
		readonly recipients?: readonly {
			readonly address: string;
			readonly refusal: { readonly reason: string } | null;
		}[];
	};
}

async function post(
	path: string,
	type: string,
	body: string | Buffer<ArrayBuffer>,
	key?: string,
): Promise<Answer> {
	const response = await fetch(`${service.ready.http}${path}`, {
		method: "POST",
		headers: {
			authorization: `Bearer ${service.ready.demo.apiKey}`,
			"content-type": type,
			...(key === undefined ? {} : { "idempotency-key": key }),
		},
		body,
	});
	const replayed = response.headers.get("idempotent-replayed") === "true";
	return { status: response.status, replayed, body: (await response.json()) as Answer["body"] };
}

const sendJson = (message: object, key?: string): Promise<Answer> => {
	const { username, from, to } = service.ready.demo;
	const whole = { smtpUser: username, from, to: [to], text: "hello", ...message };
	return post("/v1/messages", "application/json", JSON.stringify(whole), key);
};

function sendMime(from: string, to: readonly string[], content: string): Promise<Answer> {
	const query = new URLSearchParams({ smtpUser: service.ready.demo.username, from });
	for (const address of to) query.append("to", address);
	return post(`/v1/messages?${query}`, "message/rfc822", Buffer.from(content, "latin1"));
}

const arrived = (subject: string) =>
	eventually(async () => {
		const found = (await mailboxOf(service)).filter((entry) => entry.subject === subject);
		return found.length > 0 ? found : undefined;
	});

test("what was given as JSON is what the receiving server parses", async () => {
	const content = randomBytes(1_500_000);
	const { status, body } = await sendJson({
		from: "Zoë's Shop <billing@shop.example>",
		to: [{ address: "ok@client.example", name: "Ann, the Client" }],
		subject: "Invoice 12",
		html: '<p>Grüße <img src="cid:logo"></p>',
		headers: { "X-Order": "12" },
		attachments: [
			{ filename: "Größe.txt", contentType: "text/plain", content: Buffer.from("a\n").toString("base64") },
			{
				filename: "logo.png",
				contentType: "image/png",
				contentId: "logo",
				content: Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), content]).toString(
					"base64",
				),
			},
		],
	});
	assert.equal(status, 202, JSON.stringify(body));
	const [entry] = await arrived("Invoice 12");
	const mail = await PostalMime.parse(await rawMessage(service, entry!.id));
	assert.deepEqual(mail.from, { name: "Zoë's Shop", address: "billing@shop.example" });
	assert.deepEqual(mail.to, [{ name: "Ann, the Client", address: "ok@client.example" }]);
	assert.equal(mail.text?.trim(), "hello");
	assert.equal(mail.headers.find(({ key }) => key === "x-order")?.value, "12");
	assert.ok(mail.headers.some(({ key }) => key === "dkim-signature"));
	const [logo, text] = [...mail.attachments]
		.sort((a, b) => String(a.filename).localeCompare(String(b.filename)))
		.reverse();
	assert.deepEqual([logo?.filename, logo?.contentId, text?.filename], ["logo.png", "<logo>", "Größe.txt"]);
	assert.deepEqual(Buffer.from(logo?.content as ArrayBuffer).subarray(16), content);
});

async function statusOf(id: string | undefined): Promise<string | undefined> {
	const response = await fetch(`${service.ready.http}/v1/messages/${id}`, {
		headers: { authorization: `Bearer ${service.ready.demo.apiKey}` },
	});
	const { recipients } = (await response.json()) as { recipients: readonly { status: string }[] };
	return recipients[0]?.status;
}

const LETTER = "From: billing@shop.example\r\nSubject: both doors\r\n\r\nhello\r\n";
const withFile = (name: string, octets: Buffer): string =>
	"From: billing@shop.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n" +
	`Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=${name}\r\n` +
	`Content-Transfer-Encoding: base64\r\n\r\n${octets.toString("base64")}\r\n--b--\r\n`;
const nested = Array.from(
	{ length: 40 },
	(_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
);
const FROM = "billing@shop.example";
const OK = ["ok@client.example"];

for (const [reason, from, to, content] of [
	["sender-domain-mismatch", "ann@other.example", OK, LETTER],
	["sender-domain-mismatch", FROM, OK, LETTER.replace("billing@shop", "ann@other")],
	["sender-address-invalid", "ann@-shop.example", OK, LETTER],
	["recipient-address-invalid", FROM, ["ann@-client.example"], LETTER],
	["recipient-domain-not-found", FROM, ["ann@nowhere.example"], LETTER],
	["recipient-domain-takes-no-mail", FROM, ["ann@nullmx.example"], LETTER],
	["from-missing", FROM, OK, "Subject: x\r\n\r\nhello\r\n"],
	["from-multiple", FROM, OK, `From: a@shop.example\r\n${LETTER}`],
	["line-ending-invalid", FROM, OK, LETTER.replace("hello", "hel\rlo")],
	["nul-byte", FROM, OK, LETTER.replace("hello", "hel\0lo")],
	["header-too-large", FROM, OK, `X-A: b\r\n`.repeat(1_001) + LETTER],
	["message-looping", FROM, OK, "Received: from a by b; date\r\n".repeat(51) + LETTER],
	["structure-too-deep", FROM, OK, `From: billing@shop.example\r\n${nested.join("")}`],
	["attachment-type-refused", FROM, OK, withFile("a.exe", Buffer.from("MZ\x90\0", "latin1"))],
	["attachment-content-mismatch", FROM, OK, withFile("a.pdf", Buffer.from("MZ\x90\0", "latin1"))],
] as const) {
	test(`${reason} is the answer of both doors`, async () => {
		const client = await SmtpClient.loggedIn(service);
		const reply = await client.send(from, to, content);
		client.destroy();
		assert.match(reply, new RegExp(`^[45].*\\[${reason}\\]`, "s"));
		const { status, body } = await sendMime(from, to, content);
		assert.equal(body.reason, reason);
		assert.ok(status >= 400 && status < 600);
	});
}

test("recipient 51 is refused over HTTP too, and the first 50 are accepted", async () => {
	const to = Array.from({ length: 51 }, (_, i) => `r${i}@client.example`);
	const { status, body } = await sendMime(FROM, to, LETTER);
	assert.equal(status, 202);
	assert.deepEqual(
		body.recipients
			?.filter(({ refusal }) => refusal !== null)
			.map(({ address, refusal }) => [address, refusal?.reason]),
		[["r50@client.example", "too-many-recipients"]],
	);
});

test("21 MB are refused over HTTP too", async () => {
	const content = LETTER + `${"x".repeat(70)}\r\n`.repeat(300_000);
	assert.deepEqual(await sendMime(FROM, OK, content).then(({ status, body }) => [status, body.reason]), [
		413,
		"message-too-large",
	]);
});

test("a key keeps its message from being sent twice: at once, later, and after the service was killed", async () => {
	const message = { subject: "once only" };
	const first = await Promise.all([1, 2, 3, 4].map(() => sendJson(message, "order-12")));
	assert.equal(new Set(first.map(({ body }) => body.id)).size, 1);
	assert.equal(first.filter(({ replayed }) => replayed).length, 3);
	// Until it is written down that it was delivered, a crash may repeat the delivery.
	await eventually(async () => ((await statusOf(first[0]?.body.id)) === "delivered" ? true : undefined));
	await service.kill();
	service = await startService({ folder: service.folder });
	const again = await sendJson(message, "order-12");
	assert.deepEqual([again.replayed, again.body], [true, first[0]?.body]);
	const other = await sendJson({ subject: "another" }, "order-12");
	assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
	await sendJson({ subject: "after it" });
	await arrived("after it");
	assert.deepEqual(
		(await mailboxOf(service)).filter(({ subject }) => subject === "once only"),
		[],
	);
});

test("over SMTP a header field does the same, and is not relayed", async () => {
	const letter = (date: string, text = "hello"): string =>
		`Angarium-Idempotency-Key: job-7\r\nDate: ${date}\r\nFrom: billing@shop.example\r\nSubject: job 7\r\n\r\n${text}\r\n`;
	const client = await SmtpClient.loggedIn(service);
	const first = await client.send(FROM, OK, letter("Tue, 24 Nov 2026 08:00:00 +0000"));
	const second = await client.send(FROM, OK, letter("Tue, 24 Nov 2026 08:05:00 +0000"));
	const third = await client.send(FROM, OK, letter("Tue, 24 Nov 2026 08:10:00 +0000", "another text"));
	client.destroy();
	assert.match(first, /^250 2\.0\.0 Queued as [0-9A-Z]{26}$/);
	assert.equal(second, `${first} (already accepted)`);
	assert.match(third, /^250 2\.0\.0 Queued as [0-9A-Z]{26}$/);
	assert.notEqual(third, first);
	const copies = await eventually(async () => {
		const found = (await mailboxOf(service)).filter(({ subject }) => subject === "job 7");
		return found.length >= 2 ? found : undefined;
	});
	assert.equal(copies.length, 2);
	for (const { id } of copies)
		assert.doesNotMatch((await rawMessage(service, id)).toString(), /Idempotency/i);
});

test("angarium check says what would be refused and ends with 1, and with 0 when nothing is", async () => {
	const file = join(service.folder, "message.eml");
	const check = async (content: string, ...args: string[]): Promise<{ code: number; stdout: string }> => {
		writeFileSync(file, content);
		const cli = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
		const where = ["--data", service.folder, "--as", service.ready.demo.username];
		return promisify(execFile)(process.execPath, [cli, "check", file, ...where, ...args]).then(
			({ stdout }) => ({ code: 0, stdout }),
			(error: { code: number; stdout: string }) => error,
		);
	};
	const good = await check(`To: ok@client.example\n${LETTER.replaceAll("\r\n", "\n")}`);
	assert.equal(good.code, 0);
	assert.match(good.stdout, /^It would be accepted\.\n/);
	assert.match(good.stdout, /Bare line feeds become CRLF/);
	const bad = await check(
		withFile("a.exe", Buffer.from("MZ")),
		"--to",
		"ann@nowhere.example",
		"ok@client.example",
	);
	assert.equal(bad.code, 1);
	for (const words of [
		"2 reasons",
		"[recipient-domain-not-found]",
		"[attachment-type-refused]",
		"What to do: ",
		"/help/",
	])
		assert.ok(bad.stdout.includes(words), `${words} in ${bad.stdout}`);
	const json = await check(LETTER, "--to", "ok@client.example", "--json");
	assert.equal(JSON.parse(json.stdout).accepted, true);
});
