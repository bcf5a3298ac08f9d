import assert from "node:assert/strict";
import { Resolver } from "node:dns/promises";
import { test } from "node:test";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import nodemailer from "nodemailer";
import { eventually, mailboxOf, rawMessage, serviceThroughout } from "../support/service.ts";
import { operatorKey } from "../support/service-calls.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const service = serviceThroughout();

interface Sent {
	readonly response: string;
	readonly rejected: readonly string[];
}

/** Sends as an application would; resolves to the server's last word either way. */
async function send(message: Readonly<Record<string, unknown>>, login = service.ready.demo): Promise<Sent> {
	const { host, port } = service.ready.submission;
	const transport = nodemailer.createTransport({
		host,
		port,
		requireTLS: true,
		auth: { user: login.username, pass: login.password },
		tls: { rejectUnauthorized: false },
	});
	const { from, to } = service.ready.demo;
	try {
		const info = await transport.sendMail({ from, to, subject: "a journey", text: "hello", ...message });
		return { response: info.response, rejected: info.rejected as string[] };
	} catch (error) {
		return { response: (error as { response?: string }).response ?? String(error), rejected: [] };
	} finally {
		transport.close();
	}
}

async function api<Body>(
	path: string,
	init: RequestInit = {},
	key = service.ready.demo.apiKey,
): Promise<Body> {
	const response = await fetch(`${service.ready.http}/v1${path}`, {
		...init,
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...init.headers },
	});
	assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
	return (await response.json()) as Body;
}

interface Row {
	readonly status: string;
	readonly reason: string;
	readonly recipient: string;
}

/** The newest row of Activity with this reason. */
const rowFor = (reason: string): Promise<Row> =>
	eventually(async () => {
		const page = await api<{ data?: Row[]; rows?: Row[]; items?: Row[] }>(`/activity?reason=${reason}`);
		return (page.data ?? page.rows ?? page.items ?? [])[0];
	}, 5_000);

async function isRefused(sent: Promise<Sent>, code: string, reason: string): Promise<void> {
	const { response } = await sent;
	assert.match(response, new RegExp(`^${code}`), response);
	assert.ok(response.includes(`[${reason}]`), response);
	assert.ok(response.includes(`/help/${reason}`), response);
	assert.equal((await rowFor(reason)).status, "rejected");
}

test("a message arrives with a signature that an independent verifier passes", async () => {
	const { response } = await send({ subject: "signed" });
	assert.match(response, /^250 2\.0\.0 Queued as [0-9A-Z]{26}$/);
	const entry = await eventually(async () =>
		(await mailboxOf(service)).find(({ subject }) => subject === "signed"),
	);
	const dns = new Resolver();
	dns.setServers([`${service.ready.dns?.host}:${service.ready.dns?.port}`]);
	const { results } = await dkimVerify(await rawMessage(service, entry.id), {
		resolver: (name: string) => dns.resolveTxt(name),
	});
	assert.equal(results[0]?.status.result, "pass", JSON.stringify(results[0]?.status));
	assert.equal(results[0]?.signingDomain, "shop.example");
	const delivered = await eventually(async () => {
		const page = await api<{ data?: Row[]; rows?: Row[]; items?: Row[] }>("/activity?subject=signed");
		return (page.data ?? page.rows ?? page.items ?? []).find(({ status }) => status === "delivered");
	});
	assert.equal(delivered.recipient, service.ready.demo.to);
});

test("an .exe is refused", () =>
	isRefused(
		send({ attachments: [{ filename: "setup.exe", content: Buffer.from("MZ\x90\0") }] }),
		"550-5.7.1",
		"attachment-type-refused",
	));

test("an .exe that calls itself a .pdf is refused", () =>
	isRefused(
		send({ attachments: [{ filename: "invoice.pdf", content: Buffer.from("MZ\x90\0") }] }),
		"550-5.7.1",
		"attachment-content-mismatch",
	));

test("the 51st recipient is refused and the first 50 arrive", async () => {
	const to = Array.from({ length: 51 }, (_, i) => `r${i}@client.example`);
	const sent = await send({ to, subject: "fifty-one" });
	assert.match(sent.response, /^250/);
	assert.deepEqual(sent.rejected, ["r50@client.example"]);
	assert.equal((await rowFor("too-many-recipients")).recipient, "r50@client.example");
	await eventually(async () => {
		const copies = (await mailboxOf(service)).filter(({ subject }) => subject === "fifty-one");
		return copies.flatMap(({ to: reached }) => reached).length === 50 ? true : undefined;
	});
});

test("21 MB are refused", () =>
	isRefused(send({ text: `${"x".repeat(70)}\n`.repeat(310_000) }), "552-5.3.4", "message-too-large"));

test("another From domain is refused", () =>
	isRefused(send({ from: "ann@other.example" }), "550-5.7.1", "sender-domain-mismatch"));

test("another From domain behind a right envelope sender is refused", () =>
	isRefused(
		send({ from: "ann@other.example", envelope: { from: "billing@shop.example", to: "ok@client.example" } }),
		"550-5.7.1",
		"sender-domain-mismatch",
	));

test("a badly formed recipient is refused", () =>
	isRefused(
		send({ envelope: { from: "billing@shop.example", to: "ann@-client.example" } }),
		"501-5.1.3",
		"recipient-address-invalid",
	));

test("a recipient domain that does not exist, or takes no mail, is refused", async () => {
	await isRefused(send({ to: "ann@nowhere.example" }), "550-5.1.2", "recipient-domain-not-found");
	await isRefused(send({ to: "ann@nullmx.example" }), "556-5.1.10", "recipient-domain-takes-no-mail");
});

test("a wrong password is refused like an unknown user", async () => {
	const wrong = await send({}, { ...service.ready.demo, password: "wrong" });
	const unknown = await send({}, { ...service.ready.demo, username: "nobody" });
	assert.match(wrong.response, /^535-5\.7\.8 .*\n?.*\[credentials-invalid\]/s);
	assert.equal(wrong.response, unknown.response);
});

/** The operator's key lies in the data folder. */
const post = <Body>(path: string, body: object): Promise<Body> =>
	api(path, { method: "POST", body: JSON.stringify(body) }, operatorKey(service));

interface Created {
	readonly id: string;
	readonly username: string;
	readonly password: string;
}

test("a domain that is not authenticated is refused until it is", async () => {
	const domain = await post<Created>("/domains", {
		accountId: service.ready.demo.account,
		name: "new.example",
	});
	const user = await post<Created>("/smtp-users", { domainId: domain.id, name: "new" });
	const login = { ...service.ready.demo, username: user.username, password: user.password };
	const message = { from: "ann@new.example" };
	await isRefused(send(message, login), "550-5.7.1", "sender-domain-unverified");
	await post(`/domains/${domain.id}/verify`, { method: "vouch" });
	assert.match((await send(message, login)).response, /^250 /);
});

test("a used-up quota is refused until a higher one is given, which works at once", async () => {
	const account = service.ready.demo.account;
	const { used } = await api<{ used: number }>(`/accounts/${account}/usage`);
	const choice = JSON.stringify({ planId: null, atOnce: true });
	await api(`/accounts/${account}/plan`, { method: "POST", body: choice }, operatorKey(service));
	const change = (monthlyRecipients: number) =>
		api(
			`/accounts/${account}`,
			{ method: "PATCH", body: JSON.stringify({ monthlyRecipients }) },
			operatorKey(service),
		);
	await change(used + 1);
	const two = await send({ to: ["a@client.example", "b@client.example"] });
	assert.match(two.response, /^250 /);
	assert.deepEqual(two.rejected, ["b@client.example"]);
	await isRefused(send({}), "452-4.2.2", "quota-exceeded");
	await change(used + 100);
	assert.match((await send({})).response, /^250 /);
});

test("a suspended account is refused in the sessions it has, with the operator's reason", async () => {
	const client = await SmtpClient.loggedIn(service);
	await post(`/accounts/${service.ready.demo.account}/suspend`, { reason: "invoice 12 is unpaid" });
	const answer = await client.say("MAIL FROM:<billing@shop.example>");
	assert.match(answer, /^550-5\.7\.1 .*invoice 12 is unpaid/);
	client.destroy();
	await post(`/accounts/${service.ready.demo.account}/resume`, {});
});
