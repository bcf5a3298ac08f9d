/** What plans, wishes and payments may rely on, whatever keeps them. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { PayingAccount } from "../../src/setup/plan-ports.ts";
import type { ServiceEvent } from "../../src/terms/events.ts";
import type { AccountId, EventId, PlanId, PlanRequestId } from "../../src/terms/ids.ts";
import type { PlanRequest } from "../../src/terms/plan.ts";
import { aDomain, anAccount, anSmtpUser, aPlan } from "../support/builders.ts";
import { virtualClock } from "../support/clock.ts";
import { aMessage, aPeriod, NOON, newId, type OpenStore, recipientsAt } from "./messages.ts";

const aRequest = (change: Partial<PlanRequest> = {}): PlanRequest => ({
	id: newId<PlanRequestId>(),
	accountId: anAccount().id,
	planId: aPlan().id,
	planName: "Starter",
	state: "pending",
	note: "please",
	answer: "",
	requestedBy: "ann@shop.example",
	createdAt: NOON,
	decidedAt: null,
	...change,
});

const anEvent = (at = NOON): ServiceEvent => ({
	id: newId<EventId>(at),
	at,
	accountId: anAccount().id,
	type: "account.resumed",
	data: {},
});

export function plansContract(name: string, open: OpenStore): void {
	describe(`${name}: plans`, { concurrency: 4 }, () => {
		test("a plan is read back as it was written, in its place, and changes where it is said", async (t) => {
			const { plans } = await open(t, virtualClock(NOON));
			const large = aPlan({
				id: newId<PlanId>(),
				name: "Growth",
				position: 2,
				price: null,
				stripePriceId: "price_1",
			});
			for (const plan of [large, aPlan()]) assert.equal(await plans.insertPlan(plan), "inserted");
			assert.deepEqual(await plans.plans(), [aPlan(), large]);
			assert.deepEqual(await plans.planByPrice("price_1"), large);
			const change = { listed: false, price: { amountMinor: 5, currency: "JPY" }, position: 0 };
			assert.deepEqual(await plans.updatePlan(large.id, change), { ...large, ...change });
			assert.deepEqual((await plans.plans())[0]?.id, large.id);
			assert.equal(await plans.updatePlan(aPlan().id, { stripePriceId: "price_1" }), "taken");
			assert.equal(await plans.insertPlan(aPlan({ id: newId<PlanId>(), stripePriceId: "price_1" })), "taken");
			assert.equal(await plans.updatePlan(newId<PlanId>(), { name: "x" }), undefined);
		});

		test("a plan that somebody has, will have or has asked for cannot be deleted", async (t) => {
			const { plans, setup } = await open(t, virtualClock(NOON));
			await plans.insertPlan(aPlan());
			const id = aPlan().id;
			await setup.insertAccount(anAccount({ plan: aPlan() }));
			assert.equal(await plans.deletePlan(id), "in-use");
			await setup.updateAccount(anAccount().id, { plan: null, nextPlan: { plan: aPlan(), from: NOON } });
			assert.equal(await plans.deletePlan(id), "in-use");
			await setup.updateAccount(anAccount().id, { nextPlan: null });
			const request = aRequest();
			await plans.insertPlanRequest(request);
			assert.equal(await plans.deletePlan(id), "in-use");
			await plans.decidePlanRequest(
				{ id: request.id, state: "withdrawn", answer: "", decidedAt: NOON },
				{ accountId: anAccount().id, update: {} },
			);
			assert.equal(await plans.deletePlan(id), "deleted");
			assert.equal(await plans.deletePlan(id), undefined);
		});

		test("an account has its plans as they stand now, wherever it is read", async (t) => {
			const { plans, setup } = await open(t, virtualClock(NOON));
			await plans.insertPlan(aPlan());
			const account = anAccount({ plan: aPlan(), nextPlan: { plan: null, from: NOON } });
			await setup.insertAccount(account);
			await setup.insertDomain(aDomain(), []);
			await setup.insertSmtpUser(anSmtpUser());
			assert.deepEqual(await setup.account(account.id), account);
			await plans.updatePlan(aPlan().id, { monthlyRecipients: 7 });
			const plan = aPlan({ monthlyRecipients: 7 });
			assert.deepEqual((await setup.senderByUsername(anSmtpUser().username))?.account.plan, plan);
			const change = { nextPlan: { plan, from: NOON + 1 }, timeZone: "Europe/Paris", deletesAt: NOON + 2 };
			assert.deepEqual(await setup.updateAccount(account.id, change), { ...account, plan, ...change });
		});

		test("one wish of an account waits at a time, and is decided with what follows, in one commit", async (t) => {
			const { plans, setup, outbox } = await open(t, virtualClock(NOON));
			await plans.insertPlan(aPlan());
			await setup.insertAccount(anAccount());
			const [first, second] = [aRequest(), aRequest()];
			const answers = await Promise.all([
				plans.insertPlanRequest(first, anEvent()),
				plans.insertPlanRequest(second, anEvent()),
			]);
			assert.deepEqual([...answers].sort(), ["inserted", "pending"]);
			assert.equal((await outbox.waiting(10)).length, 1);
			const waits = answers[0] === "inserted" ? first : second;
			const decision = { id: waits.id, state: "accepted", answer: "Done", decidedAt: NOON + 1 } as const;
			const update = { plan: aPlan() };
			assert.deepEqual(
				await plans.decidePlanRequest(decision, { accountId: anAccount().id, update }, anEvent()),
				{ ...waits, ...decision },
			);
			assert.deepEqual((await setup.account(anAccount().id))?.plan, aPlan());
			assert.equal((await outbox.waiting(10)).length, 2);
			const later = aRequest({ id: newId<PlanRequestId>(NOON + 5) });
			assert.equal(await plans.insertPlanRequest(later), "inserted");
			assert.deepEqual(await plans.planRequests({ accountId: anAccount().id }, 10), [
				later,
				{ ...waits, ...decision },
			]);
			assert.deepEqual(await plans.planRequests({ state: "pending" }, 10), [later]);
			assert.deepEqual(await plans.planRequests({ state: "accepted" }, 10, later.id), [
				{ ...waits, ...decision },
			]);
			assert.deepEqual(await plans.planRequests({ accountId: newId<AccountId>() }, 10), []);
		});

		test("a mark that is passed is told in the commit that passes it, of several the highest, each once", async (t) => {
			const store = await open(t, virtualClock(NOON));
			await store.setup.insertAccount(anAccount());
			const accept = async (recipients: number, limit = 100) => {
				const names = Array.from({ length: recipients }, (_, i) => `${i}@x.example`);
				const quota = { ...aPeriod(), limit };
				return (await store.spool.accept(aMessage({ recipients: recipientsAt(...names), quota }))).kind;
			};
			const told = async () =>
				(await store.outbox.waiting(10)).map(({ type, data }) => {
					const { mark, used, limit } = data as { mark: number; used: number; limit: number };
					return `${type} ${mark} ${used}/${limit}`;
				});
			await accept(79);
			assert.deepEqual(await told(), []);
			await accept(12);
			assert.deepEqual(await told(), ["quota.warning 90 91/100"]);
			assert.equal(await accept(10), "quota-exceeded");
			assert.equal((await told()).length, 1);
			await accept(9);
			assert.deepEqual((await told()).sort(), ["quota.exhausted 100 100/100", "quota.warning 90 91/100"]);
			await accept(1, 200);
			assert.equal((await told()).length, 2);
			await accept(80, 200);
			assert.ok((await told()).includes("quota.warning 90 181/200"), "news again, of a higher quota");
			await accept(1, 0).then((kind) => assert.equal(kind, "quota-exceeded"));
			assert.deepEqual(await store.plans.usageOf(anAccount().id), [{ period: 2, used: 181 }]);
		});

		test("who was told of a mark is due when the period ends, once", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const { plans } = store;
			const id = anAccount().id;
			await store.setup.insertAccount(anAccount());
			const { period, renewsAt } = aPeriod();
			await store.spool.accept(aMessage({ quota: { ...aPeriod(), limit: 1 } }));
			assert.deepEqual(await plans.renewalsDue(renewsAt - 1, 10), []);
			assert.equal(await plans.nextBillingDue(), renewsAt);
			assert.deepEqual(await plans.renewalsDue(renewsAt, 10), [{ accountId: id, period }]);
			await plans.renewsLater(id, period, renewsAt + 5);
			assert.deepEqual(await plans.renewalsDue(renewsAt, 10), []);
			await plans.renewed(id, period, anEvent(renewsAt));
			assert.equal(await plans.nextBillingDue(), null);
			assert.deepEqual(
				(await store.outbox.waiting(10)).map(({ type }) => type),
				["quota.exhausted", "account.resumed"],
			);
		});

		test("scheduled plans and deletions are due at their moments", async (t) => {
			const { plans, setup } = await open(t, virtualClock(NOON));
			await plans.insertPlan(aPlan());
			const next = anAccount({ nextPlan: { plan: aPlan(), from: NOON + 10 } });
			const gone = anAccount({ id: newId<AccountId>(), deletesAt: NOON + 20 });
			for (const account of [next, gone]) await setup.insertAccount(account);
			assert.equal(await plans.nextBillingDue(), NOON + 10);
			assert.deepEqual(await plans.nextPlansDue(NOON + 9, 10), []);
			assert.deepEqual(await plans.nextPlansDue(NOON + 10, 10), [next]);
			assert.deepEqual(await plans.deletionsDue(NOON + 19, 10), []);
			assert.deepEqual(await plans.deletionsDue(NOON + 20, 10), [gone]);
		});

		test("an account's mail goes in bounded steps, and nobody else's", async (t) => {
			const store = await open(t, virtualClock(NOON));
			const { plans } = store;
			const other = anAccount({ id: newId<AccountId>() });
			for (const account of [anAccount(), other]) await store.setup.insertAccount(account);
			const kept = aMessage({ accountId: other.id, quota: { ...aPeriod(), limit: 1 } });
			const mine = [1, 2, 3].map(() => aMessage({ quota: { ...aPeriod(), limit: 1_000 } }));
			for (const message of [kept, ...mine]) await store.spool.accept(message);
			let steps = 0;
			while (await plans.purge(anAccount().id, 1)) steps++;
			assert.ok(steps > 3 && steps < 30, `${steps} steps`);
			await plans.deleteAccount(anAccount().id);
			for (const { id } of mine) assert.equal(await store.reports.message(id), undefined);
			assert.deepEqual(await plans.usageOf(anAccount().id), []);
			assert.equal(await store.setup.account(anAccount().id), undefined);
			assert.equal((await store.reports.message(kept.id))?.recipients.length, kept.recipients.length);
			assert.equal((await plans.usageOf(other.id)).length, 1);
		});

		test("a paying account is found by its customer, and an event is known again", async (t) => {
			const { plans, setup } = await open(t, virtualClock(NOON));
			await setup.insertAccount(anAccount());
			const paying: PayingAccount = {
				accountId: anAccount().id,
				customerId: "cus_1",
				sessionId: "cs_1",
				subscriptionId: null,
				status: null,
				priceId: null,
			};
			await plans.savePayingAccount(paying);
			const paid = {
				...paying,
				sessionId: null,
				subscriptionId: "sub_1",
				status: "active",
				priceId: "price_1",
			};
			await plans.savePayingAccount(paid);
			assert.deepEqual(await plans.payingCustomer("cus_1"), paid);
			assert.deepEqual(await plans.payingAccount(anAccount().id), paid);
			assert.equal(await plans.payingCustomer("cus_2"), undefined);
			assert.equal(await plans.paymentEventSeen("evt_1"), false);
			await plans.notePaymentEvent("evt_1", NOON, NOON - 1);
			await plans.notePaymentEvent("evt_1", NOON, NOON - 1);
			assert.equal(await plans.paymentEventSeen("evt_1"), true);
			await plans.notePaymentEvent("evt_2", NOON + 5, NOON + 1);
			assert.equal(await plans.paymentEventSeen("evt_1"), false);
		});

		test("an account has as many domains and users as is said, also when many are added at once", async (t) => {
			const { setup } = await open(t, virtualClock(NOON));
			await setup.insertAccount(anAccount());
			const domains = Array.from({ length: 6 }, (_, i) => aDomain({ id: newId(), name: `${i}.example` }));
			const added = await Promise.all(domains.map((domain) => setup.insertDomain(domain, [], 2)));
			assert.deepEqual([...added].sort(), ["full", "full", "full", "full", "inserted", "inserted"]);
			const [domain] = domains.filter((_, i) => added[i] === "inserted");
			assert.ok(domain !== undefined);
			assert.equal(await setup.insertDomain(aDomain({ id: newId(), name: domain.name }), [], 2), "taken");
			const users = Array.from({ length: 4 }, (_, i) =>
				anSmtpUser({ id: newId(), domainId: domain.id, username: `user-${i}` }),
			);
			const made = await Promise.all(users.map((user) => setup.insertSmtpUser(user, 1)));
			assert.deepEqual([...made].sort(), ["full", "full", "full", "inserted"]);
		});
	});
}
