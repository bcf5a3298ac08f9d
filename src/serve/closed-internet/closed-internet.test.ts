import assert from "node:assert/strict";
import { Resolver } from "node:dns/promises";
import { get } from "node:http";
import { after, before, describe, test } from "node:test";
import { RawClient } from "../../../test/support/raw-client.ts";
import { Behaviours } from "./behaviour.ts";
import { type ClosedInternet, startClosedInternet } from "./index.ts";
import { Mailbox } from "./mailbox.ts";

let internet: ClosedInternet;
const resolver = new Resolver({ timeout: 1_000, tries: 1 });

before(async () => {
	internet = await startClosedInternet(null);
	resolver.setServers([`${internet.dns.host}:${internet.dns.port}`]);
});
after(() => internet.close());

describe("the name server, asked by Node's own resolver", () => {
	test("knows who takes mail, and where", async () => {
		const [mx, ...others] = await resolver.resolveMx("Client.Example");
		assert.deepEqual([mx?.priority, mx?.exchange, others.length], [10, "mx.client.example", 0]);
		assert.deepEqual(await resolver.resolve4("mx.client.example"), ["127.0.0.1"]);
	});

	test("says of a domain that is not here that it does not exist", async () => {
		await assert.rejects(resolver.resolveMx("nodomain.example"), { code: "ENOTFOUND" });
	});

	test("says of a name without such records that it has none", async () => {
		await assert.rejects(resolver.resolve6("mx.client.example"), { code: "ENODATA" });
		await assert.rejects(resolver.resolve4("example"), { code: "ENODATA" });
	});

	test("gives what was published a moment ago, through an alias, until it is withdrawn", async () => {
		const key = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
		internet.zone.publish("s1._domainkey.new.example", { type: "CNAME", data: "s1.dkim.relay.example" });
		internet.zone.publish("s1.dkim.relay.example", { type: "TXT", data: key });
		const [strings = []] = await resolver.resolveTxt("s1._domainkey.new.example");
		assert.equal(strings.length, 2);
		assert.equal(strings.join(""), key);
		internet.zone.withdraw("s1.dkim.relay.example", "TXT");
		internet.zone.withdraw("s1._domainkey.new.example");
		await assert.rejects(resolver.resolveTxt("s1._domainkey.new.example"), { code: "ENOTFOUND" });
	});

	test("a silenced name is trouble, not absence", async () => {
		await assert.rejects(resolver.resolveMx("silent.example"), { code: "ESERVFAIL" });
	});

	test("answers over TCP what is too large for a datagram", async () => {
		for (let i = 0; i < 5; i++)
			internet.zone.publish("large.example", { type: "TXT", data: `${i}`.repeat(400) });
		assert.equal((await resolver.resolveTxt("large.example")).length, 5);
	});
});

/** The reply to each RCPT, in a session of its own. */
async function rcpt(...recipients: readonly string[]): Promise<number[]> {
	await using client = await RawClient.to(internet.smtp.port);
	await client.reply();
	for (const command of ["EHLO relay.example", "MAIL FROM:<a@shop.example>"]) await client.code(command);
	const codes: number[] = [];
	for (const recipient of recipients) codes.push(await client.code(`RCPT TO:<${recipient}@client.example>`));
	return codes;
}

async function deliver(recipient: string, content: string): Promise<readonly string[]> {
	await using client = await RawClient.to(internet.smtp.port);
	await client.reply();
	const commands = [
		"EHLO relay.example",
		"MAIL FROM:<a@shop.example>",
		`RCPT TO:<${recipient}@client.example>`,
		"DATA",
	];
	for (const command of commands) await client.code(command);
	client.send(`${content}\r\n.\r\n`);
	return await client.reply();
}

describe("the mail server", () => {
	test("lets the local part choose its answer", async () => {
		assert.deepEqual(await rcpt("unknown-user", "blocked", "ok", "Anybody.Else"), [550, 550, 250, 250]);
		assert.deepEqual(await rcpt("mailbox-full", "tempfail"), [452, 451]);
		assert.deepEqual(await rcpt("too-many-connections"), [421]);
	});

	test("lets a greylisted recipient in at the second try, and greylists again after it", () => {
		const behaviours = new Behaviours();
		const codes = [1, 2, 3].map(() => behaviours.of("greylisted@client.example").rcpt?.code);
		assert.deepEqual(codes, [451, undefined, 451]);
	});

	test("keeps the octets of a message as they were, dots and eight-bit octets included", async () => {
		const before = internet.mailbox.messages().length;
		const content = "Subject: Caf\u00e9\r\n  noir\r\n\r\n..a dot\r\n\xff\xfe";
		assert.match((await deliver("ok", content)).join(), /^250/);
		const [newest] = internet.mailbox.messages();
		assert.equal(internet.mailbox.messages().length, before + 1);
		assert.equal(newest?.from, "a@shop.example");
		assert.deepEqual(newest?.to, ["ok@client.example"]);
		const expected = "Subject: Caf\u00e9\r\n  noir\r\n\r\n.a dot\r\n\xff\xfe\r\n";
		assert.equal(internet.mailbox.raw(newest?.id ?? "")?.toString("latin1"), expected);
	});

	test("refuses the content or hangs up where that was asked for, and keeps nothing of it", async () => {
		const before = internet.mailbox.messages().length;
		assert.match((await deliver("reject-content", "Subject: x\r\n\r\nx")).join(), /^554/);
		assert.deepEqual(await deliver("disconnect", "Subject: x\r\n\r\nx"), []);
		assert.equal(internet.mailbox.messages().length, before);
	});
});

describe("the mailbox", () => {
	test("is read over HTTP: a list for scripts, octets, and a page for people", async () => {
		internet.mailbox.add(
			{ from: "", to: ["ok@client.example"], tls: null },
			Buffer.from("Subject: <b>\r\n\r\n\xff", "latin1"),
			new Date(0),
		);
		const list = (await (await fetch(`${internet.mailboxUrl}/messages`)).json()) as { id: string }[];
		const [newest] = list;
		assert.deepEqual(newest, { ...internet.mailbox.messages()[0] });
		const raw = await fetch(`${internet.mailboxUrl}/messages/${newest?.id}/raw`);
		assert.equal(raw.headers.get("content-type"), "message/rfc822");
		assert.equal(Buffer.from(await raw.arrayBuffer()).toString("latin1"), "Subject: <b>\r\n\r\n\xff");
		const page = await (await fetch(`${internet.mailboxUrl}/`)).text();
		assert.ok(page.includes("&#60;b&#62;") && !page.includes("<b>"));
		assert.equal((await fetch(`${internet.mailboxUrl}/messages/999999/raw`)).status, 404);
		assert.equal((await fetch(`${internet.mailboxUrl}/`, { method: "POST" })).status, 405);
	});

	test("is closed to other names that lead here, and no address that is asked for ends it", async () => {
		const ask = (path: string, host: string) => {
			const { hostname, port } = new URL(internet.mailboxUrl);
			return new Promise<number | undefined>((resolve, reject) => {
				get({ hostname, port, path, headers: { host } }, (answer) => {
					answer.resume();
					resolve(answer.statusCode);
				}).on("error", reject);
			});
		};
		assert.equal(await ask("/messages", "rebound.example:80"), 403);
		assert.equal(await ask("/messages", "127.0.0.1.rebound.example"), 403);
		assert.equal(await ask("/messages?a", "localhost:1234"), 200);
		assert.equal(await ask("//", "127.0.0.1"), 404);
		assert.equal(await ask("//[", "127.0.0.1"), 404);
	});

	test("forgets the oldest messages beyond a thousand, or beyond 64 MB", () => {
		const envelope = { from: "", to: [], tls: null };
		const many = new Mailbox();
		for (let i = 0; i < 1_005; i++) many.add(envelope, Buffer.from("x"), new Date(0));
		assert.equal(many.messages().length, 1_000);
		assert.equal(many.raw("5"), undefined);
		const large = new Mailbox();
		for (let i = 0; i < 5; i++) large.add(envelope, Buffer.alloc(20 * 1024 * 1024), new Date(0));
		assert.deepEqual(
			large.messages().map(({ id }) => id),
			["5", "4", "3"],
		);
	});
});
