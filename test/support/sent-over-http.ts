/** Messages as a program sends them over HTTP. */

import { collect } from "../contracts/messages.ts";
import type { sendingApi } from "./sending-api.ts";

type World = Awaited<ReturnType<typeof sendingApi>>;

export const aMail = ({ shop }: World, change: object = {}) => ({
	smtpUser: shop.user.username,
	from: "Shop <billing@shop.example>",
	to: ["zoe@client.example"],
	subject: "Your invoice",
	text: "It is attached.",
	...change,
});

export const MIME =
	"From: billing@shop.example\r\nTo: zoe@client.example\r\nSubject: Hello\r\n\r\nIt works.\r\n";
export const query = ({ shop }: World, more = ""): string =>
	`/v1/messages?smtpUser=${shop.user.username}${more}`;

export async function stored({ store, queued }: World, at = 0): Promise<string> {
	const { header, body } = await store.content.read(queued[at]!.id);
	return Buffer.concat([header, await collect(body())]).toString();
}
