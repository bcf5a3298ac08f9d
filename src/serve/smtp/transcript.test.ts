import assert from "node:assert/strict";
import { test } from "node:test";
import { Transcript } from "./transcript.ts";

const at = (ms: { now: number }) => new Transcript(() => ms.now);

function send(transcript: Transcript, name: string): void {
	transcript.client(`MAIL FROM:<${name}@client.example>`);
	transcript.transactionBegins();
	transcript.server("250 2.1.0 OK\r\n");
	transcript.note("<4000 octets of content>");
}

test("each line tells when it was said and by whom", () => {
	const clock = { now: 100 };
	const transcript = at(clock);
	transcript.server("250-relay.example\r\n250 SIZE 100\r\n");
	clock.now = 112;
	transcript.client("NOOP");
	assert.deepEqual(transcript.lines(), ["0 S: 250-relay.example", "0 S: 250 SIZE 100", "12 C: NOOP"]);
});

test("the second message of a session has how the session began and what is its own", () => {
	const transcript = at({ now: 0 });
	transcript.server("220 relay.example\r\n");
	transcript.client("EHLO client.example");
	send(transcript, "first");
	transcript.server("250 2.0.0 Queued\r\n");
	transcript.messageEnds();
	send(transcript, "second");
	assert.deepEqual(transcript.lines(), [
		"0 S: 220 relay.example",
		"0 C: EHLO client.example",
		"0 -: 1 message before",
		"0 C: MAIL FROM:<second@client.example>",
		"0 S: 250 2.1.0 OK",
		"0 -: <4000 octets of content>",
	]);
});

test("the thousandth message of a session has its lines as the first has", () => {
	const transcript = at({ now: 0 });
	transcript.server("220 relay.example\r\n");
	for (let i = 0; i < 1_000; i++) {
		send(transcript, `m${i}`);
		assert.ok(transcript.lines().includes(`0 C: MAIL FROM:<m${i}@client.example>`));
		assert.ok(transcript.lines().length < 10);
		transcript.messageEnds();
	}
});

test("a session without messages is bounded too", () => {
	const transcript = at({ now: 0 });
	for (let i = 0; i < 1_000; i++) transcript.client("NOOP");
	assert.equal(transcript.lines().length, 200);
	assert.equal(transcript.lines().at(-1), "0 - the transcript ends here");
});
