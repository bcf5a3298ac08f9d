/** What a customer may send: domain, quota, recipients, size, addresses. */

import { eventually } from "../../../support/service.ts";
import { SmtpClient } from "../../../support/smtp-client.ts";
import { type Cases, message } from "../case.ts";

const FROM = "billing@shop.example";
const LARGE_BYTES = 21 * 1024 * 1024;

export const sending: Cases = {
	"sender-domain-unverified": {
		said: "mail 550 5.7.1",
		async provoke({ service, operator }) {
			const sender = await operator.newSender({ verified: false });
			const guest = await SmtpClient.loggedIn(service, sender);
			return guest.say(`MAIL FROM:<a@${sender.domain}>`);
		},
	},
	"sender-domain-mismatch": [
		{
			said: "mail 550 5.7.1",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).say("MAIL FROM:<ann@other.example>"),
		},
		{
			said: "content 550 5.7.1",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).send(FROM, ["ok@client.example"], message("ann@other.example")),
		},
	],
	"quota-exceeded": [
		{
			said: "mail 452 4.2.2",
			async provoke({ service, operator }) {
				const sender = await operator.newSender({ monthlyRecipients: 1 });
				const guest = await SmtpClient.loggedIn(service, sender);
				const from = `a@${sender.domain}`;
				const first = await guest.send(from, ["ok@client.example"], message(from));
				return first.startsWith("250") ? guest.say(`MAIL FROM:<${from}>`) : first;
			},
		},
		{
			said: "rcpt 452 4.2.2",
			async provoke({ service, operator }) {
				const sender = await operator.newSender({ monthlyRecipients: 1 });
				const guest = await SmtpClient.loggedIn(service, sender);
				await guest.say(`MAIL FROM:<a@${sender.domain}>`);
				await guest.say("RCPT TO:<a@client.example>");
				return guest.say("RCPT TO:<b@client.example>");
			},
		},
	],
	"too-many-recipients": {
		said: "rcpt 452 4.5.3",
		async provoke({ service }) {
			const guest = await SmtpClient.loggedIn(service);
			await guest.say(`MAIL FROM:<${FROM}>`);
			for (let i = 0; i < 50; i++) await guest.say(`RCPT TO:<r${i}@client.example>`);
			return guest.say("RCPT TO:<r50@client.example>");
		},
	},
	"message-too-large": [
		{
			said: "mail 552 5.3.4",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).say(`MAIL FROM:<${FROM}> SIZE=${LARGE_BYTES}`),
		},
		{
			said: "data 552 5.3.4",
			async provoke({ service }) {
				const guest = await SmtpClient.loggedIn(service);
				await guest.say(`MAIL FROM:<${FROM}>`);
				await guest.say("RCPT TO:<ok@client.example>");
				guest.write(`BDAT ${LARGE_BYTES} LAST\r\n`);
				guest.write(Buffer.alloc(LARGE_BYTES, "x"));
				return guest.hear();
			},
		},
		{
			said: "content 552 5.3.4",
			async provoke({ service }) {
				const body = Buffer.alloc(LARGE_BYTES, `${"x".repeat(70)}\r\n`);
				const content = Buffer.concat([Buffer.from(message(FROM)), body]);
				return (await SmtpClient.loggedIn(service)).send(FROM, ["ok@client.example"], content);
			},
		},
	],
	"sender-address-invalid": {
		said: "mail 501 5.1.7",
		provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say("MAIL FROM:<a..b@shop.example>"),
	},
	"recipient-address-invalid": {
		said: "rcpt 501 5.1.3",
		provoke: async ({ service }) => rcpt(await SmtpClient.loggedIn(service), "ann@-client.example"),
	},
	"recipient-domain-not-found": {
		said: "rcpt 550 5.1.2",
		provoke: async ({ service }) => rcpt(await SmtpClient.loggedIn(service), "ann@gmial.com"),
	},
	"recipient-domain-takes-no-mail": {
		said: "rcpt 556 5.1.10",
		provoke: async ({ service }) => rcpt(await SmtpClient.loggedIn(service), "ann@nullmx.example"),
	},
	"dns-unavailable": {
		said: "rcpt 451 4.4.3",
		provoke: async ({ service }) => rcpt(await SmtpClient.loggedIn(service), "ann@silent.example"),
	},
	"recipient-does-not-exist": {
		said: "rcpt 550 5.1.1",
		async provoke({ service }) {
			const guest = await SmtpClient.loggedIn(service);
			const gone = "unknown-user@client.example";
			await guest.send(FROM, [gone], message(FROM));
			// The bounce is recorded by the queue, whose time is its own.
			return eventually(async () => {
				await guest.say("RSET");
				const said = await rcpt(guest, gone);
				return said.startsWith("250") ? undefined : said;
			});
		},
	},
	"recipient-suppressed": {
		said: "rcpt 550 5.7.1",
		async provoke({ service, operator }) {
			const accountId = service.ready.demo.account;
			await operator.ask("POST", "/suppressions", {
				accountId,
				address: "left@client.example",
				kind: "by-hand",
			});
			return rcpt(await SmtpClient.loggedIn(service), "left@client.example");
		},
	},
	"address-needs-smtputf8": [
		{
			said: "mail 553 5.6.7",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).say(latin1("MAIL FROM:<zoë@shop.example>")),
		},
		{
			said: "rcpt 553 5.6.7",
			provoke: async ({ service }) => rcpt(await SmtpClient.loggedIn(service), latin1("zoë@client.example")),
		},
	],
};

async function rcpt(guest: SmtpClient, address: string): Promise<string> {
	await guest.say(`MAIL FROM:<${FROM}>`);
	return guest.say(`RCPT TO:<${address}>`);
}

/** UTF-8 octets, one to a character: the raw client writes characters as octets. */
const latin1 = (text: string): string => Buffer.from(text).toString("latin1");
