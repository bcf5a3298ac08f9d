/** Mail of an API's shop that waits: client.example's mailbox was full, so it is tried again in an hour. */

import { HOUR } from "../../src/terms/clock.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import { aMessage, keyOf, recipientsAt, settled } from "../contracts/messages.ts";
import type { sendingApi } from "./sending-api.ts";

type World = Pick<Awaited<ReturnType<typeof sendingApi>>, "store" | "shop" | "clock">;

/** To two recipients there, each tried once. */
export async function deferredMail({ store, shop, clock }: World): Promise<NewMessage> {
	const at = clock.now();
	const mail = aMessage({
		...{ accountId: shop.account.id, domainId: shop.domain.id, receivedAt: at },
		recipients: recipientsAt("a@client.example", "b@client.example"),
	});
	await store.spool.accept(mail);
	const facts = { startedAt: at, durationMs: 1, reply: "452 4.2.2 Mailbox full" };
	const outcome = { at, dueAt: at + HOUR, cause: "mailbox-full", facts };
	await store.queue.complete(
		[0, 1].map((index) => settled(keyOf(mail, index), "deferred", outcome)),
		[],
	);
	return mail;
}
