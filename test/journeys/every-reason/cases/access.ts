/** Who may come in, how often, and by which door. */

import { SmtpClient } from "../../../support/smtp-client.ts";
import { type Cases, NOT_LOGGED_IN } from "../case.ts";

export const access: Cases = {
	"tls-required": [
		{
			said: "auth 538 5.7.11",
			withoutRow: NOT_LOGGED_IN,
			provoke: async ({ service }) => (await SmtpClient.inClear(service)).logIn(service.ready.demo),
		},
		{
			said: "mail 530 5.7.0",
			withoutRow: NOT_LOGGED_IN,
			provoke: async ({ service }) =>
				(await SmtpClient.inClear(service)).say("MAIL FROM:<billing@shop.example>"),
		},
	],
	"authentication-required": {
		said: "mail 530 5.7.0",
		withoutRow: NOT_LOGGED_IN,
		provoke: async ({ service }) =>
			(await SmtpClient.underTls(service)).say("MAIL FROM:<billing@shop.example>"),
	},
	"credentials-invalid": {
		said: "auth 535 5.7.8",
		withoutRow: NOT_LOGGED_IN,
		provoke: async ({ service }) =>
			(await SmtpClient.underTls(service)).logIn({ ...service.ready.demo, password: "wrong" }),
	},
	"authentication-mechanism-unknown": {
		said: "auth 504 5.5.4",
		withoutRow: NOT_LOGGED_IN,
		provoke: async ({ service }) => (await SmtpClient.underTls(service)).say("AUTH CRAM-MD5"),
	},
	"smtp-user-disabled": {
		said: "auth 525 5.7.13",
		async provoke({ service, operator }) {
			const sender = await operator.newSender();
			await operator.ask("PATCH", `/smtp-users/${sender.smtpUserId}`, { disabled: true });
			return (await SmtpClient.underTls(service)).logIn(sender);
		},
	},
	"account-suspended": [
		{
			said: "auth 525 5.7.13",
			async provoke({ service, operator }) {
				const sender = await operator.newSender();
				await operator.ask("POST", `/accounts/${sender.accountId}/suspend`, { reason: "unpaid" });
				return (await SmtpClient.underTls(service)).logIn(sender);
			},
		},
		{
			said: "mail 550 5.7.1",
			async provoke({ service, operator }) {
				const sender = await operator.newSender();
				const guest = await SmtpClient.loggedIn(service, sender);
				await operator.ask("POST", `/accounts/${sender.accountId}/suspend`, { reason: "unpaid" });
				return guest.say(`MAIL FROM:<a@${sender.domain}>`);
			},
		},
	],
	"client-address-refused": {
		said: "auth 535 5.7.8",
		async provoke({ service, operator }) {
			const sender = await operator.newSender();
			await operator.ask("PATCH", `/smtp-users/${sender.smtpUserId}`, { allowedAddresses: ["192.0.2.0/24"] });
			return (await SmtpClient.underTls(service)).logIn(sender);
		},
	},
	"sending-too-fast": {
		said: "rcpt 450 4.7.1",
		async provoke({ service, operator }) {
			const sender = await operator.newSender();
			await operator.ask("PATCH", `/smtp-users/${sender.smtpUserId}`, { recipientsPerMinute: 2 });
			const guest = await SmtpClient.loggedIn(service, sender);
			await guest.say(`MAIL FROM:<a@${sender.domain}>`);
			for (let i = 0; ; i++) {
				const said = await guest.say(`RCPT TO:<r${i}@client.example>`);
				if (!said.startsWith("250") || i > 20) return said;
			}
		},
	},
	"relaying-denied": {
		said: "rcpt 550 5.7.1",
		withoutRow: NOT_LOGGED_IN,
		provoke: ({ service }) => inbound(service, "ann@elsewhere.example"),
	},
	"recipient-unknown-here": {
		said: "rcpt 550 5.1.1",
		withoutRow: NOT_LOGGED_IN,
		provoke: ({ service }) => inbound(service, "b+guess@relay.localhost"),
	},
};

async function inbound(
	service: Parameters<typeof SmtpClient.loggedIn>[0],
	recipient: string,
): Promise<string> {
	const place = service.ready.inbound;
	if (place === undefined) throw new Error("the inbound door is closed");
	const guest = await SmtpClient.at(place);
	await guest.hear();
	await guest.say("EHLO mx.elsewhere.example");
	await guest.say("MAIL FROM:<>");
	return guest.say(`RCPT TO:<${recipient}>`);
}
