/** What every store promises of people, and of what better-auth keeps. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { AuthCondition } from "../../src/setup/people-ports.ts";
import { type AccountId, type InvitationId, type PersonId, SERVICE_ACCOUNT } from "../../src/terms/ids.ts";
import type { Invitation } from "../../src/terms/person.ts";
import { anAccount, aPerson } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import { aMessage, type OpenStore, recipientsAt } from "./messages.ts";

const NOON = Date.UTC(2026, 10, 30, 12);
const SHOP = anAccount().id;
const ANN = aPerson();
const BOB = aPerson({ id: "01PERS0N000000000000000001" as PersonId, email: "bob@shop.example" });
const NONE = { kind: "none" } as const;
const administrator = [{ accountId: SHOP, role: "administrator" }] as const;

const anInvitation = (change: Partial<Invitation> = {}): Invitation => ({
	id: "011NV1TAT10N00000000000000" as InvitationId,
	accountId: SHOP,
	email: BOB.email,
	role: "member",
	language: "fr",
	invitedBy: ANN.email,
	createdAt: NOON,
	expiresAt: NOON + 1_000,
	...change,
});
const HASH = Buffer.alloc(32, 7);

/** To the address before. */
const aNotice = () =>
	aMessage({ accountId: SERVICE_ACCOUNT, leased: false, recipients: recipientsAt(ANN.email) });
/** The messages in the queue. */
const waiting = async ({ steering }: TestStore): Promise<readonly string[]> => {
	const { rows } = await steering.recipients({ destination: "shop.example" }, 9);
	return rows.map(({ id }) => id.slice(0, 26)).sort();
};

export function peopleContract(name: string, open: OpenStore): void {
	const begin = async (t: TestContext) => {
		const store = await open(t, virtualClock(NOON));
		await store.setup.insertAccount(anAccount());
		return store;
	};

	test(`${name}: a person is read as written, and an address belongs to one`, async (t) => {
		const { people } = await begin(t);
		assert.equal(
			await people.addPerson(ANN, { id: "01S", hash: "$argon2id$" }, administrator, NONE),
			"added",
		);
		assert.deepEqual(await people.person(ANN.id), ANN);
		assert.deepEqual(await people.personByEmail(ANN.email), ANN);
		const twin = { ...BOB, email: ANN.email };
		assert.equal(await people.addPerson(twin, { id: "01T", hash: "x" }, administrator, NONE), "taken");
		assert.equal(await people.person(BOB.id), undefined, "nothing of it was kept");
		assert.deepEqual(await people.memberships(ANN.id), [
			{ accountId: SHOP, accountName: "Shop", role: "administrator" },
		]);
		const changed = await people.updatePerson(ANN.id, { language: "fr", timeZone: "Europe/Paris" });
		assert.deepEqual(changed, { ...ANN, language: "fr", timeZone: "Europe/Paris" });
		assert.equal(await people.updatePerson(BOB.id, { name: "x" }), undefined);
	});

	test(`${name}: the last administrator of an account stays, also when two leave at once`, async (t) => {
		const { people } = await begin(t);
		await people.addPerson(ANN, null, administrator, NONE);
		assert.equal(await people.setRole(SHOP, ANN.id, "viewer"), "last");
		assert.equal(await people.removeMember(SHOP, ANN.id), "last");
		assert.equal(await people.removePerson(ANN.id), "last");
		await people.addPerson(BOB, null, administrator, NONE);
		const left = await Promise.all([ANN, BOB].map(({ id }) => people.removeMember(SHOP, id)));
		assert.deepEqual(left.sort(), ["last", "removed"]);
		assert.equal((await people.members(SHOP, { limit: 10 })).length, 1);
		assert.equal(await people.setRole("01N" as AccountId, ANN.id, "viewer"), "not-found");
	});

	test(`${name}: the last operator stays, and who is suspended does not count`, async (t) => {
		const { people } = await begin(t);
		const [first, second] = [
			{ ...ANN, operator: true },
			{ ...BOB, operator: true },
		];
		await people.addPerson(first, null, [], NONE);
		assert.equal(await people.setOperator(ANN.id, false), "last");
		assert.equal(await people.setSuspended(ANN.id, NOON), "last");
		assert.equal(await people.removePerson(ANN.id), "last");
		await people.addPerson(second, null, [], NONE);
		assert.deepEqual(await people.setSuspended(BOB.id, NOON), { ...second, suspendedAt: NOON });
		assert.equal(await people.removePerson(ANN.id), "last");
		await people.setSuspended(BOB.id, null);
		assert.equal(await people.removePerson(ANN.id), "removed");
		assert.equal(await people.removePerson(ANN.id), "not-found");
		assert.equal((await people.people({ limit: 10 }, { operators: true })).length, 1);
	});

	test(`${name}: an invitation makes one person, in its time, and is then gone`, async (t) => {
		const { people } = await begin(t);
		const invitation = anInvitation();
		await people.putInvitation(
			anInvitation({ id: "011NV1TAT10N00000000000001" as InvitationId }),
			Buffer.alloc(32),
		);
		await people.putInvitation(invitation, HASH);
		assert.deepEqual(
			await people.invitations(SHOP, { limit: 10 }),
			[invitation],
			"in the place of the first",
		);
		assert.deepEqual(await people.invitationByToken(HASH), invitation);
		const by = { kind: "invitation", id: invitation.id } as const;
		const late = { ...BOB, createdAt: NOON + 1_000 };
		assert.equal(await people.addPerson(late, null, [], by), "not-entitled");
		const inTime = { ...BOB, createdAt: NOON + 999 };
		const both = await Promise.all([
			people.addPerson(inTime, null, [{ accountId: SHOP, role: "member" }], by),
			people.addPerson({ ...inTime, id: ANN.id, email: ANN.email }, null, [], by),
		]);
		assert.deepEqual(both.sort(), ["added", "not-entitled"]);
		assert.equal(await people.invitation(invitation.id), undefined);
	});

	test(`${name}: a person who is there already takes an invitation once`, async (t) => {
		const { people } = await begin(t);
		await people.addPerson(BOB, null, [], NONE);
		await people.putInvitation(anInvitation(), HASH);
		assert.equal(await people.acceptInvitation(anInvitation(), BOB.id, NOON + 1_000), false, "too late");
		assert.equal(await people.acceptInvitation(anInvitation(), BOB.id, NOON), true);
		assert.equal(await people.acceptInvitation(anInvitation(), BOB.id, NOON), false);
		assert.equal((await people.member(SHOP, BOB.id))?.role, "member");
	});

	test(`${name}: a set-up link works once and for its time`, async (t) => {
		const { people } = await begin(t);
		await people.putSetupLink(HASH, NOON, NOON + 1_000);
		assert.equal(await people.hasSetupLink(HASH, NOON + 999), true);
		assert.equal(await people.hasSetupLink(HASH, NOON + 1_000), false);
		const by = { kind: "setup-link", hash: HASH } as const;
		const now = { ...ANN, createdAt: NOON, operator: true };
		assert.equal(await people.addPerson(now, null, [], by), "added");
		assert.equal(
			await people.addPerson({ ...now, id: BOB.id, email: BOB.email }, null, [], by),
			"not-entitled",
		);
	});

	test(`${name}: an address changes by its link: once, in time, for the person, and unless it is taken`, async (t) => {
		const store = await begin(t);
		const { people, authRecords } = store;
		const change = {
			personId: ANN.id,
			email: ANN.email,
			newEmail: "new@shop.example",
			createdAt: NOON,
			expiresAt: NOON + 1_000,
		};
		const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
		await people.addPerson(ANN, { id: "01S", hash: "$argon2id$" }, [], NONE);
		await people.putEmailChange(change, first);
		await people.putEmailChange(change, second);
		assert.equal(await people.emailChange(first, NOON), undefined, "the newer is in its place");
		assert.deepEqual(await people.emailChange(second, NOON + 999), change);
		assert.equal(await people.emailChange(second, NOON + 1_000), undefined);
		assert.equal(await people.changeEmail(second, NOON + 1_000, null, aNotice()), undefined);

		await people.addPerson({ ...BOB, email: change.newEmail }, null, [], NONE);
		assert.equal(
			await people.changeEmail(second, NOON, null, aNotice()),
			undefined,
			"somebody has it meanwhile",
		);
		await people.removePerson(BOB.id);

		const times = { expiresAt: new Date(NOON + 9_000), createdAt: new Date(NOON), updatedAt: new Date(NOON) };
		for (const id of ["01A", "01B"])
			await authRecords.insert("session", { id, token: id, userId: ANN.id, ...times });
		await authRecords.insert("verification", { id: "01V", identifier: "reset", value: ANN.id, ...times });
		assert.deepEqual(await waiting(store), [], "what was not done is not told");
		const notice = aNotice();
		await store.spool.accept(notice);
		await assert.rejects(people.changeEmail(second, NOON, "01B", notice));
		assert.equal((await people.person(ANN.id))?.email, ANN.email, "what cannot be told is not done");
		assert.deepEqual(await waiting(store), [notice.id]);

		const notices = [aNotice(), aNotice()];
		const both = await Promise.all(notices.map((one) => people.changeEmail(second, NOON, "01B", one)));
		assert.deepEqual(both.find(Boolean), { ...ANN, email: change.newEmail });
		assert.equal(both.filter(Boolean).length, 1);
		const told = notices.filter((_, i) => both[i] !== undefined).map(({ id }) => id);
		assert.deepEqual(await waiting(store), [notice.id, ...told].sort());
		const left = (await authRecords.find("session", { where: [] })).map(({ id }) => id);
		assert.deepEqual(left, ["01B"]);
		assert.equal(await authRecords.count("verification", []), 0);
		assert.equal(await people.personByEmail(ANN.email), undefined);
	});

	test(`${name}: what was asked for with a password ends with it, and a suspended person changes nothing`, async (t) => {
		const { people, authRecords } = await begin(t);
		const change = { personId: ANN.id, email: ANN.email, newEmail: "new@shop.example", createdAt: NOON };
		const asked = { ...change, expiresAt: NOON + 1_000 };
		await people.addPerson(ANN, { id: "01S", hash: "$argon2id$" }, [], NONE);
		await people.putEmailChange(asked, HASH);
		const own = [{ field: "userId", value: ANN.id, operator: "eq", connector: "AND" }] as const;
		await authRecords.update("account", own, { set: { scope: "openid" } });
		await people.setSuspended(ANN.id, NOON);
		assert.equal(await people.emailChange(HASH, NOON), undefined);
		assert.equal(await people.changeEmail(HASH, NOON, null, aNotice()), undefined);
		await people.setSuspended(ANN.id, null);
		assert.deepEqual(await people.emailChange(HASH, NOON), asked);
		await authRecords.update("account", own, { set: { password: "$argon2id$2" } });
		assert.equal(await people.emailChange(HASH, NOON), undefined);
		await people.putEmailChange(asked, HASH);
		await people.forget(NOON + 1_001);
		assert.equal(await people.emailChange(HASH, NOON), undefined);
	});

	test(`${name}: what better-auth keeps is found by its conditions, counted and used once`, async (t) => {
		const { authRecords, people } = await begin(t);
		await people.addPerson(ANN, null, [], NONE);
		const at = (ms: number) => new Date(NOON + ms);
		for (let i = 0; i < 3; i++) {
			const record = {
				id: `01${i}`,
				identifier: `reset-${i % 2}`,
				value: ANN.id,
				expiresAt: at(i),
				createdAt: at(0),
			};
			assert.deepEqual(await authRecords.insert("verification", { ...record, updatedAt: at(0) }), {
				...record,
				updatedAt: at(0),
			});
		}
		const is = (
			field: string,
			value: AuthCondition["value"],
			operator: AuthCondition["operator"] = "eq",
		) => ({
			field,
			value,
			operator,
			connector: "AND" as const,
		});
		const ids = async (...where: AuthCondition[]) =>
			(await authRecords.find("verification", { where })).map(({ id }) => id);
		assert.deepEqual(await ids(is("identifier", "reset-0")), ["010", "012"]);
		assert.deepEqual(await ids(is("expiresAt", at(1), "lt")), ["010"]);
		assert.deepEqual(await ids(is("id", ["010", "011"], "in"), is("id", "010", "ne")), ["011"]);
		const or = { ...is("id", "010"), connector: "OR" as const };
		assert.deepEqual(await ids(or, { ...or, value: "012" }), ["010", "012"]);
		assert.deepEqual(await ids(is("value", "'; DROP TABLE person", "starts_with")), []);
		const newest = { where: [], sortBy: { field: "expiresAt", direction: "desc" as const }, limit: 1 };
		assert.equal((await authRecords.find("verification", newest))[0]?.["id"], "012");
		assert.equal(await authRecords.count("verification", []), 3);

		const taken = await Promise.all(
			[1, 2, 3].map(() => authRecords.remove("verification", [is("identifier", "reset-1")], true)),
		);
		assert.equal(taken.flat().length, 1, "however many ask for it at once");
		const [changed] = await authRecords.update("user", [is("id", ANN.id)], {
			set: { twoFactorEnabled: true },
			one: true,
		});
		assert.equal(changed?.["twoFactorEnabled"], true);
		assert.equal((await people.person(ANN.id))?.twoFactor, true);
		await assert.rejects(async () => authRecords.find("user", { where: [is("passport", "1")] }), /no column/);
	});

	test(`${name}: what ended is forgotten, with all that was a person's`, async (t) => {
		const { authRecords, people } = await begin(t);
		await people.addPerson(ANN, { id: "01S", hash: "$argon2id$" }, [], NONE);
		const session = (id: string, ends: number) => ({
			id,
			token: id,
			userId: ANN.id,
			ipAddress: "192.0.2.1",
			expiresAt: new Date(NOON + ends),
			createdAt: new Date(NOON),
			updatedAt: new Date(NOON),
		});
		await authRecords.insert("session", session("01A", 0));
		await authRecords.insert("session", session("01B", 10));
		assert.deepEqual((await people.places(NOON - 1)).at(-1), { email: ANN.email, address: "192.0.2.1" });
		await people.forget(NOON + 5);
		assert.equal(await authRecords.count("session", []), 1);
		await people.removePerson(ANN.id);
		assert.equal(await authRecords.count("session", []), 0);
		assert.equal(await authRecords.count("account", []), 0);
	});
}
