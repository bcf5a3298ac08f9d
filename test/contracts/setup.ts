/** What set-up may rely on, whatever keeps it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { DomainFilter } from "../../src/setup/ports.ts";
import type { ApiKey, DkimKey, SmtpUser } from "../../src/terms/identity.ts";
import type { AccountId, ApiKeyId, DomainId, SmtpUserId } from "../../src/terms/ids.ts";
import { aDomain, anAccount, anSmtpUser } from "../support/builders.ts";
import { type VirtualClock, virtualClock } from "../support/clock.ts";
import type { TestStore } from "../support/store.ts";
import { NOON, newId, type OpenStore } from "./messages.ts";

const aKey = (change: Partial<DkimKey> = {}): DkimKey => ({
	domainId: aDomain().id,
	selector: "ag1",
	algorithm: "rsa-sha256",
	sealedPrivateKey: Buffer.from([1, 2, 3]),
	publicKey: "MIIB",
	createdAt: NOON,
	stage: "pending",
	seenAt: null,
	activeAt: null,
	rotateAt: null,
	retiringAt: null,
	retiredAt: null,
	leaked: false,
	...change,
});

const anApiKey = (change: Partial<ApiKey> = {}): ApiKey => ({
	id: newId<ApiKeyId>(),
	accountId: anAccount().id,
	name: "deploy",
	hash: Buffer.alloc(32, 5),
	permissions: ["messages:send"],
	expiresAt: NOON + 1,
	createdAt: NOON,
	lastUsedAt: null,
	...change,
});

async function withSender(store: TestStore): Promise<void> {
	await store.setup.insertAccount(anAccount());
	assert.equal(await store.setup.insertDomain(aDomain(), [aKey(), aKey({ selector: "ag2" })]), "inserted");
	await store.setup.insertSmtpUser(anSmtpUser());
}

/** Moves time past the moment at which notes are written, and waits until they are. */
async function written(store: TestStore, clock: VirtualClock): Promise<void> {
	await clock.advance(1_000);
	await store.setup.updateAccount(anAccount().id, {});
}

export function setupContract(name: string, open: OpenStore): void {
	describe(`${name}: set-up`, { concurrency: 4 }, () => {
		test("what was written is read back at once, and after the store was opened again", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			await withSender(first);
			const key = anApiKey();
			await first.setup.insertApiKey(key);
			assert.deepEqual(await first.setup.account(anAccount().id), anAccount());
			await first.close();
			const { setup } = await open(t, clock, first.folder);
			assert.deepEqual(await setup.account(anAccount().id), anAccount());
			assert.deepEqual(await setup.domain(aDomain().id), aDomain());
			assert.deepEqual(await setup.domainByName(aDomain().name), aDomain());
			assert.deepEqual(await setup.dkimKeys(aDomain().id), [aKey(), aKey({ selector: "ag2" })]);
			assert.deepEqual(await setup.smtpUser(anSmtpUser().id), anSmtpUser());
			assert.deepEqual(await setup.apiKey(key.id), key);
			assert.deepEqual(await setup.senderByUsername(anSmtpUser().username), {
				user: anSmtpUser(),
				account: anAccount(),
				domain: aDomain(),
			});
			assert.equal(await setup.senderByUsername("nobody"), undefined);
		});

		test("a change touches what it names and returns the whole", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			const { setup } = store;
			assert.deepEqual(
				await setup.updateAccount(anAccount().id, { suspendedReason: "unpaid", monthlyRecipients: 5 }),
				anAccount({ suspendedReason: "unpaid", monthlyRecipients: 5 }),
			);
			assert.deepEqual(
				await setup.updateAccount(anAccount().id, {
					suspendedReason: null,
					sendsDsn: false,
					refusedExtensions: ["zip"],
				}),
				anAccount({ monthlyRecipients: 5, sendsDsn: false, refusedExtensions: ["zip"] }),
			);
			const records = [{ purpose: "dkim-1", state: "wrong-value", found: "x" }] as const;
			assert.deepEqual(
				await setup.updateDomain(aDomain().id, { verification: "unverified", verifiedAt: null, records }),
				aDomain({ verification: "unverified", verifiedAt: null, records }),
			);
			const change = {
				disabled: true,
				expiresAt: NOON,
				allowedAddresses: ["192.0.2.0/24"],
				recipientsPerMinute: 9,
				passwordHash: Buffer.alloc(32, 1),
			};
			assert.deepEqual(await setup.updateSmtpUser(anSmtpUser().id, change), anSmtpUser(change));
			assert.deepEqual(await setup.smtpUser(anSmtpUser().id), anSmtpUser(change));
			assert.equal(await setup.updateAccount(newId<AccountId>(), { name: "x" }), undefined);
			assert.equal(await setup.updateDomain(newId<DomainId>(), {}), undefined);
			assert.equal(await setup.updateSmtpUser(newId<SmtpUserId>(), { name: "x" }), undefined);
		});

		test("a name belongs to one account, and a domain that is taken leaves no keys", async (t) => {
			const { setup } = await open(t, virtualClock(NOON));
			const other = anAccount({ id: newId<AccountId>() });
			await setup.insertAccount(anAccount());
			await setup.insertAccount(other);
			const id = newId<DomainId>();
			const answers = await Promise.all([
				setup.insertDomain(aDomain(), [aKey()]),
				setup.insertDomain(aDomain({ id, accountId: other.id }), [aKey({ domainId: id })]),
			]);
			assert.deepEqual(answers, ["inserted", "taken"]);
			assert.deepEqual(await setup.dkimKeys(id), []);
			assert.equal((await setup.domainByName(aDomain().name))?.accountId, anAccount().id);
		});

		test("domains are found by when their records are due to be looked up", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			const { setup } = store;
			const { id } = aDomain();
			const domain = await setup.updateDomain(id, { checkDueAt: NOON + 9 });
			assert.equal(await setup.nextCheckDue(), NOON + 9);
			assert.deepEqual(await setup.checksDue(NOON + 8, 9), []);
			assert.deepEqual(await setup.checksDue(NOON + 9, 9), [domain]);
			await setup.updateDomain(id, { checkDueAt: null });
			assert.equal(await setup.nextCheckDue(), null);
		});

		test("keys change with their domain, in one commit, and only while it is there", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			const { setup } = store;
			const active = aKey({ stage: "active", seenAt: NOON, activeAt: NOON, rotateAt: NOON + 9 });
			const extra = aKey({ selector: "ag1e", algorithm: "ed25519-sha256", leaked: true });
			const change = { keys: [active, extra], removed: ["ag2"], activeSelector: null, dueAt: NOON + 9 };
			const { id } = aDomain();

			const domain = await setup.updateKeys(id, { ...change, checkDueAt: NOON });
			assert.deepEqual(domain, aDomain({ activeSelector: null, checkDueAt: NOON }));
			assert.deepEqual(await setup.dkimKeys(id), [active, extra]);
			assert.deepEqual(
				(await setup.publishedKeys(id, id)).map(({ selector, stage }) => [selector, stage]),
				[
					["ag1", "active"],
					["ag1e", "pending"],
				],
			);
			assert.equal(await setup.nextKeysDue(), NOON + 9);
			assert.deepEqual(await setup.keysDue(NOON + 8, 9), []);
			assert.deepEqual(await setup.keysDue(NOON + 9, 9), [domain]);
			await setup.updateDomain(id, { keysDueAt: null });
			assert.equal(await setup.nextKeysDue(), null);

			await setup.deleteDomain(id);
			assert.equal(await setup.updateKeys(id, change), undefined);
			assert.deepEqual(await setup.dkimKeys(id), []);
		});

		test("domains are found by state and by part of their name", async (t) => {
			const { setup } = await open(t, virtualClock(NOON));
			await setup.insertAccount(anAccount());
			const names = ["shop.example", "a_b.example", "workshop.example"];
			for (const [index, name] of names.entries()) {
				const verification = index === 2 ? "unverified" : "verified";
				await setup.insertDomain(
					aDomain({ id: `01Z0000000000000000000000${index}` as DomainId, name, verification }),
					[],
				);
			}
			const found = async (filter: DomainFilter) =>
				(await setup.domains(anAccount().id, { limit: 9 }, filter)).map(({ name }) => name);
			assert.deepEqual(await found({ text: "shop" }), ["shop.example", "workshop.example"]);
			assert.deepEqual(await found({ text: "shop", verification: "verified" }), ["shop.example"]);
			assert.deepEqual(await found({ text: "_" }), ["a_b.example"]);
			assert.deepEqual(await found({ verification: "unverified" }), ["workshop.example"]);
		});

		test("SMTP users are found by their domain", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			const { setup } = store;
			const domain = aDomain({ id: newId<DomainId>(), name: "other.example" });
			await setup.insertDomain(domain, []);
			const user = anSmtpUser({ id: newId<SmtpUserId>(), domainId: domain.id, username: "other-1" });
			await setup.insertSmtpUser(user);
			const found = async (account: AccountId | null) =>
				(await setup.smtpUsers(account, { limit: 9 }, domain.id)).map(({ username }) => username);
			assert.deepEqual(await found(null), ["other-1"]);
			assert.deepEqual(await found(anAccount().id), ["other-1"]);
			assert.deepEqual(await found(newId<AccountId>()), []);
		});

		test("SMTP users and keys go with their domain", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			assert.equal(await store.setup.deleteDomain(aDomain().id), true);
			assert.equal(await store.setup.deleteDomain(aDomain().id), false);
			assert.equal(await store.setup.smtpUser(anSmtpUser().id), undefined);
			assert.deepEqual(await store.setup.dkimKeys(aDomain().id), []);
		});

		test("lists are pages by id, of one account or of all", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await withSender(store);
			const { setup } = store;
			const other = anAccount({ id: "01Z00000000000000000000000" as AccountId, name: "Bakery" });
			await setup.insertAccount(other);
			const users: SmtpUser[] = [1, 2, 3].map((n) =>
				anSmtpUser({ id: `01Z0000000000000000000000${n}` as SmtpUserId, username: `user-${n}` }),
			);
			for (const user of users) await setup.insertSmtpUser(user);
			const ids = async (after?: string) =>
				(await setup.smtpUsers(anAccount().id, after === undefined ? { limit: 2 } : { limit: 2, after })).map(
					({ id }) => id,
				);
			assert.deepEqual(await ids(), [anSmtpUser().id, users[0]?.id]);
			assert.deepEqual(await ids(users[0]?.id), [users[1]?.id, users[2]?.id]);
			assert.deepEqual(await ids(users[2]?.id), []);
			assert.deepEqual(await setup.smtpUsers(other.id, { limit: 9 }), []);
			assert.equal((await setup.smtpUsers(null, { limit: 9 })).length, 4);
			assert.deepEqual(await setup.domains(null, { limit: 9 }), [aDomain()]);
			assert.deepEqual(await setup.domains(other.id, { limit: 9 }), []);
			assert.equal((await setup.accounts({ limit: 9 })).length, 2);
			const named = async (text: string) =>
				(await setup.accounts({ limit: 9 }, { text })).map(({ name }) => name);
			assert.deepEqual(await named(other.name.slice(1, 4).toUpperCase()), [other.name]);
			for (const wild of ["%", "_"]) assert.deepEqual(await named(wild), [], "stands for itself");
			const keys = [anApiKey(), anApiKey({ accountId: null })];
			for (const key of keys) await setup.insertApiKey(key);
			assert.deepEqual(await setup.apiKeys(anAccount().id, { limit: 9 }), [keys[0]]);
			assert.equal((await setup.apiKeys(null, { limit: 9 })).length, 2);
			assert.equal(await setup.deleteApiKey(keys[0]?.id as ApiKeyId), true);
			assert.equal(await setup.apiKey(keys[0]?.id as ApiKeyId), undefined);
			assert.equal(await setup.deleteSmtpUser(anSmtpUser().id), true);
		});

		test("connections and failures are noted within a second, failures counted since the last success", async (t) => {
			const clock = virtualClock(NOON);
			const store = await open(t, clock);
			await withSender(store);
			const { id } = anSmtpUser();
			const failure = { at: NOON, address: "192.0.2.1", reason: "wrong-password" };
			const connection = { at: NOON + 1, address: "192.0.2.2", tls: "TLSv1.3", client: "php" };
			store.setup.noteFailedLogin(id, failure);
			store.setup.noteFailedLogin(id, failure);
			await written(store, clock);
			assert.deepEqual((await store.setup.smtpUser(id))?.lastFailure, { ...failure, count: 2 });
			store.setup.noteFailedLogin(id, failure);
			await written(store, clock);
			assert.equal((await store.setup.smtpUser(id))?.lastFailure?.count, 3);
			store.setup.noteConnection(id, connection);
			store.setup.noteFailedLogin(id, { ...failure, at: NOON + 2 });
			await written(store, clock);
			const user = await store.setup.smtpUser(id);
			assert.deepEqual(user?.lastConnection, connection);
			assert.deepEqual(user.lastFailure, { ...failure, at: NOON + 2, count: 1 });
		});

		test("what is noted last is written when the store closes", async (t) => {
			const clock = virtualClock(NOON);
			const first = await open(t, clock);
			await withSender(first);
			first.setup.noteConnection(anSmtpUser().id, {
				at: NOON,
				address: "192.0.2.2",
				tls: null,
				client: "php",
			});
			await first.close();
			const store = await open(t, clock, first.folder);
			assert.equal((await store.setup.smtpUser(anSmtpUser().id))?.lastConnection?.address, "192.0.2.2");
		});
	});
}
