import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { virtualClock } from "../../../test/support/clock.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { peopleOver } from "../../../test/support/people.ts";
import { setupOver } from "../../../test/support/setup.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { DAY, HOUR } from "../../terms/clock.ts";
import { isProblem, type Problem } from "../problem.ts";
import { emailOf, timeZoneTrouble } from "./fields.ts";
import { forgetInTime } from "./retention.ts";

function ok<Value extends object>(value: Value | Problem): Value {
	assert.ok(!isProblem(value), JSON.stringify(value));
	return value as Value;
}

test("an address is what sign-in forms and mail servers take, in lower case", () => {
	assert.equal(emailOf(" Ann.O'Hara+x@Shop.Example "), "ann.o'hara+x@shop.example");
	for (const wrong of [
		"",
		"ann",
		"ann@shop",
		"@shop.example",
		'"a b"@shop.example',
		"a..b@shop.example",
		"a@[192.0.2.1]",
	])
		assert.equal(typeof emailOf(wrong), "object", wrong);
});

test("what is taken for an address, better-auth takes as well", () => {
	const local = fc.string({ unit: fc.constantFrom(..."aZ09._'+-@ é\"\\"), maxLength: 20 });
	const domain = fc.string({ unit: fc.constantFrom(..."aZ09.-_é"), maxLength: 20 });
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.emailAddress(),
				fc.tuple(local, domain).map((both) => both.join("@")),
			),
			(text) => {
				const email = emailOf(text);
				if (typeof email === "string") assert.ok(z.email().safeParse(email).success, email);
			},
		),
		{ numRuns: fuzzRuns(500) },
	);
});

test("a time zone is one that the calendar knows, whatever else is written", () => {
	assert.equal(timeZoneTrouble("Europe/Paris"), undefined);
	fc.assert(
		fc.property(fc.string(), (text) => {
			const trouble = timeZoneTrouble(text);
			if (trouble === undefined) new Intl.DateTimeFormat("en", { timeZone: text }).format(0);
		}),
		{ numRuns: fuzzRuns(200) },
	);
});

test("a link to join is good for a week, is void after another was sent, and cannot be made up", async (t) => {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup } = setupOver(store, clock);
	const { people, mailed } = peopleOver(store, clock);
	const account = ok(await setup.accounts.create({ name: "Shop", monthlyRecipients: 1 }));
	const wanted = {
		accountId: account.id,
		email: "ann@shop.example",
		role: "member",
		invitedBy: "Bob",
	} as const;
	const invitation = ok(await people.invitations.make(wanted));
	ok(await people.invitations.resend(invitation.id));
	const [first = "", second = ""] = mailed.map(({ link }) => new URL(link).searchParams.get("token") ?? "");
	assert.equal(await people.invitations.byToken(first), undefined);
	assert.equal((await people.invitations.byToken(second))?.accountName, "Shop");
	const given = { name: "Ann", password: "correct horse battery" };
	const missing = await people.invitations.accept(second, { name: "Ann" });
	assert.ok(isProblem(missing) && missing.field === "password");
	await clock.advance(7 * DAY);
	assert.ok(isProblem(await people.invitations.accept(second, given)));
	ok(await people.invitations.resend(invitation.id));
	const third = new URL(mailed.at(-1)?.link ?? "").searchParams.get("token") ?? "";
	ok(await people.invitations.accept(third, given));
	const again = await people.invitations.make(wanted);
	assert.ok(isProblem(again) && again.problem === "taken");
	await fc.assert(
		fc.asyncProperty(fc.oneof(fc.string(), fc.constant(second)), async (token) => {
			assert.equal(await people.invitations.byToken(token), undefined);
			assert.ok(isProblem(await people.setupLinks.use(token, { ...given, email: "eve@x.example" })));
		}),
		{ numRuns: fuzzRuns(50) },
	);
});

test("the audit log and what ended are forgotten in time", async (t) => {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const faults: unknown[] = [];
	const pruned: number[] = [];
	const audit = { prune: async (before: number) => void pruned.push(before) };
	const retention = forgetInTime(400, {
		audit,
		people: store.people,
		clock,
		fault: (_, error) => void faults.push(error),
	});
	const hash = Buffer.alloc(32);
	await store.people.putSetupLink(hash, clock.now(), clock.now() + HOUR);
	await clock.advance(30 * 60_000);
	assert.equal(pruned.length, 1);
	assert.ok(clock.now() - (pruned[0] ?? 0) >= 400 * DAY);
	retention.stop();
	assert.equal(clock.pending, 0);
	assert.deepEqual(faults, []);
});

test("an account mails so many invitations in a day, and no more", async (t) => {
	const clock = virtualClock();
	const store = await openTestStore(t, clock);
	const { setup } = setupOver(store, clock);
	const { people, mailed } = peopleOver(store, clock);
	const [shop, other] = [
		ok(await setup.accounts.create({ name: "Shop", monthlyRecipients: 1 })),
		ok(await setup.accounts.create({ name: "Other", monthlyRecipients: 1 })),
	];
	const ask = (accountId: typeof shop.id, n: number) =>
		people.invitations.make({ accountId, email: `p${n}@x.example`, role: "viewer", invitedBy: "Ann" });
	const made: (object | Problem)[] = [];
	for (let n = 0; n < 60; n++) made.push(await ask(shop.id, n));
	assert.equal(made.filter(isProblem).length, 10);
	assert.equal(mailed.length, 50);
	ok(await ask(other.id, 1));
	await clock.advance(DAY);
	ok(await ask(shop.id, 60));
});
