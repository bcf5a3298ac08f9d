/** Clients in the middle of a conversation with an SMTP door. */

import assert from "node:assert/strict";
import { RawClient } from "./raw-client.ts";

export const turns = async (count = 20): Promise<void> => {
	for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A client that has said EHLO in clear. */
export async function greeted(port: number): Promise<RawClient> {
	const client = await RawClient.to(port);
	await client.reply();
	await client.code("EHLO client.example");
	return client;
}

/** A client whose next octets are content. */
export async function inContent(port: number): Promise<RawClient> {
	const client = await greeted(port);
	await client.code("MAIL FROM:<ann@shop.example>");
	await client.code("RCPT TO:<bob@client.example>");
	assert.equal(await client.code("DATA"), 354);
	return client;
}
