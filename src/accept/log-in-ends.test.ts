/** A log-in holds as long as what it was given for: who may not log in any more sends nothing more. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { aSender } from "../../test/support/builders.ts";
import { MAIL, openOneUserDoor, RCPT } from "../../test/support/one-user-door.ts";
import type { SmtpUser } from "../terms/identity.ts";

const ended: Readonly<Record<string, Partial<SmtpUser>>> = {
	"was disabled": { disabled: true },
	"has expired": { expiresAt: Date.UTC(2026, 0, 4) },
	"got a new password": { passwordHash: Buffer.alloc(32, 1) },
	"may log in from elsewhere only": { allowedAddresses: ["198.51.100.0/24"] },
};

for (const [what, user] of Object.entries(ended)) {
	test(`a session whose user ${what} sends nothing more`, async (t) => {
		const door = openOneUserDoor();
		const session = door.connect();
		t.after(() => session.ended());
		assert.equal(await session.authenticate("user", "right"), undefined);
		assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
		door.known.sender = aSender({ user });
		const answer = await session.rcpt("b@client.example", RCPT);
		assert.equal(answer?.reason, "authentication-required");
		assert.equal((await session.mail("ann@shop.example", MAIL))?.reason, "authentication-required");
	});
}

test("a session whose user got another name or rate goes on", async (t) => {
	const door = openOneUserDoor();
	const session = door.connect();
	t.after(() => session.ended());
	assert.equal(await session.authenticate("user", "right"), undefined);
	door.known.sender = aSender({ user: { name: "Shop", recipientsPerMinute: 5 } });
	assert.equal(await session.mail("ann@shop.example", MAIL), undefined);
});

test("what a suspended account hears is why", async (t) => {
	const door = openOneUserDoor();
	const session = door.connect();
	t.after(() => session.ended());
	assert.equal(await session.authenticate("user", "right"), undefined);
	door.known.sender = aSender({ account: { suspendedReason: "unpaid" } });
	assert.equal((await session.mail("ann@shop.example", MAIL))?.reason, "account-suspended");
});
