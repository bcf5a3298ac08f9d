/** What breaks the protocol, by somebody who is logged in where that can be. */

import { SmtpClient } from "../../../support/smtp-client.ts";
import { type Cases, NOT_LOGGED_IN } from "../case.ts";

export const protocol: Cases = {
	"command-unknown": {
		said: "any 500 5.5.2",
		provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say("FROBNICATE"),
	},
	"command-not-implemented": {
		said: "any 502 5.5.1",
		provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say("EXPN staff"),
	},
	"command-syntax": [
		{
			said: "any 501 5.5.4",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).say("MAIL FROM: billing@shop.example"),
		},
		{
			said: "any 555 5.5.4",
			provoke: async ({ service }) =>
				(await SmtpClient.loggedIn(service)).say("MAIL FROM:<billing@shop.example> FROB=1"),
		},
	],
	"command-out-of-sequence": {
		said: "any 503 5.5.1",
		provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say("RCPT TO:<ok@client.example>"),
	},
	"line-too-long": {
		said: "any 500 5.5.2",
		provoke: async ({ service }) => (await SmtpClient.loggedIn(service)).say(`NOOP ${"x".repeat(13_000)}`),
	},
	"no-valid-recipients": {
		said: "any 554 5.5.1",
		withoutRow: "the refusals of its recipients are rows already",
		async provoke({ service }) {
			const guest = await SmtpClient.loggedIn(service);
			await guest.say("MAIL FROM:<billing@shop.example>");
			await guest.say("RCPT TO:<a..b@client.example>");
			return guest.say("DATA");
		},
	},
	"too-many-errors": {
		said: "any 421 4.7.0",
		async provoke({ service }) {
			const guest = await SmtpClient.loggedIn(service);
			for (let i = 0; ; i++) {
				const said = await guest.say("FROBNICATE");
				if (said.startsWith("421") || i > 50) return said;
			}
		},
	},
	"talks-too-soon": {
		said: "any 501 5.5.4",
		withoutRow: NOT_LOGGED_IN,
		async provoke({ service }) {
			const guest = await SmtpClient.inClear(service);
			return guest.say("STARTTLS\r\nEHLO somebody.in.the.middle");
		},
	},
};
