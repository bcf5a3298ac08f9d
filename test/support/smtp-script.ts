/** Dialogues of our SMTP client with a server that says what a script has. */

import assert from "node:assert/strict";
import type { Answer, Dialogue } from "../../src/rfc/smtp/client/dialogue.ts";
import type { Transaction } from "../../src/rfc/smtp/client/transaction.ts";

export interface Script {
	/** What the server sends when a connection begins and for each line that it reads, in order. */
	readonly says: readonly string[];
	readonly tls?: "works" | "fails";
	readonly content?: Answer;
}

interface Told<Result> {
	readonly result: Result;
	/** What was written, and "<TLS>" and "<content>" where they were asked for. */
	readonly wrote: string;
	readonly patience: readonly string[];
}

/** Drives a dialogue against a server that answers line by line, and then closes. */
export function drive<Result>(dialogue: Dialogue<Result>, script: Script, banner = true): Told<Result> {
	const says = [...script.says];
	const arrived: string[] = banner ? [says.shift() ?? ""] : [];
	const patience: string[] = [];
	let wrote = "";
	let step = dialogue.next();
	for (let steps = 0; !step.done; steps++) {
		assert.ok(steps < 10_000, "the dialogue ends");
		const ask = step.value;
		let answer: Answer = { kind: "done" };
		if (ask.ask === "write") {
			wrote += ask.octets;
			for (const _ of ask.octets.split("\r\n").slice(1)) arrived.push(says.shift() ?? "");
		} else if (ask.ask === "read") {
			patience.push(ask.patience);
			const octets = arrived.splice(0).join("");
			answer = octets === "" ? { kind: "closed" } : { kind: "octets", octets: Buffer.from(octets) };
		} else if (ask.ask === "start-tls") {
			wrote += "<TLS>";
			if (script.tls === "fails") answer = { kind: "failed", why: "handshake failure" };
		} else {
			wrote += "<content>";
			answer = script.content ?? answer;
			arrived.push(says.shift() ?? "");
		}
		step = dialogue.next(answer);
	}
	return { result: step.value, wrote, patience };
}

export const to = (...addresses: string[]) =>
	addresses.map((address) => ({ address, notify: null, originalRecipient: null }));

export const aTransaction = (change: Partial<Transaction> = {}): Transaction => ({
	reversePath: "ann@shop.example",
	recipients: to("bob@client.example", "eve@client.example"),
	sizeBytes: 500,
	eightBit: false,
	utf8: false,
	dsnReturn: null,
	envelopeId: null,
	...change,
});
