import assert from "node:assert/strict";
import { test } from "node:test";
import { aMessage, newId } from "../../../test/contracts/messages.ts";
import type { Json } from "../../../test/support/json.ts";
import { sendingApi } from "../../../test/support/sending-api.ts";
import type { ActivityId } from "../../terms/ids.ts";

test("a status or reason that is asked for twice finds each row once", async (t) => {
	const { store, shop, clock, get } = await sendingApi(t);
	const at = clock.now();
	await store.reports.recordRefusals([
		{
			...{ accountId: shop.account.id, domainId: shop.domain.id, smtpUserId: shop.user.id },
			...{ id: newId<ActivityId>(at), at, lastAt: at, count: 1 },
			...{ reason: "quota-exceeded", phase: "mail", facts: {}, reply: "452 4.3.1 No" },
			...{ sender: "a@b.example", recipient: "", author: "", subject: "", headerMessageId: "" },
			session: aMessage().session,
		} as Parameters<typeof store.reports.recordRefusals>[0][number],
	]);
	for (const query of [
		"status=rejected,rejected",
		"status=rejected&status=rejected",
		"reason=quota-exceeded,quota-exceeded",
		// More than one statement of the store can join.
		Array(300).fill("status=rejected,rejected").join("&"),
	]) {
		const { status, body } = await get(`/v1/activity?${query}`);
		assert.deepEqual([status, (body.items as Json[] | undefined)?.length], [200, 1], query.slice(0, 60));
	}
});
