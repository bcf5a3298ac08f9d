/**
 * Plans that are paid at a payment provider. What it tells us says only whom to look at: what is true now is read there,
 * for one account at a time, so that events which come late, twice or out of order change nothing.
 */

import { DAY, type Instant } from "../../terms/clock.ts";
import type { Account } from "../../terms/identity.ts";
import { type AccountId, type AuditId, ID_RANDOM_BYTES, makeId } from "../../terms/ids.ts";
import { type Plan, planAt } from "../../terms/plan.ts";
import type { InTurn } from "../../terms/turns.ts";
import type { AuditStore } from "../audit-ports.ts";
import type { PayingAccount, PaymentProvider, PlanStore, Subscription } from "../plan-ports.ts";
import type { SetupStore } from "../ports.ts";
import { notFound, type Problem } from "../problem.ts";
import type { PlanChanges } from "./changes.ts";

export interface Payments {
	/** The page on which the customer confirms and pays. */
	choose(account: AccountId, plan: Plan, returnUrl: string): Promise<{ readonly url: string } | Problem>;
	/** The customer's own pages: invoices, cards, the end of a subscription. */
	portal(account: AccountId, returnUrl: string): Promise<{ readonly url: string } | Problem>;
	/** What the provider sends; "forged" when it was not the provider. */
	take(body: Buffer, signature: string): Promise<"taken" | "forged">;
}

export interface PaymentParts {
	readonly store: SetupStore;
	readonly plans: PlanStore;
	readonly audit: AuditStore;
	readonly provider: PaymentProvider;
	readonly planChanges: Pick<PlanChanges, "change">;
	readonly now: () => Instant;
	readonly randomBytes: (count: number) => Buffer;
	/** Of its own: a plan is changed within. */
	readonly inTurn: InTurn<AccountId>;
}

/** Paid, or trusted to be while the provider tries the card again. */
const LIVE = new Set(["active", "trialing", "past_due"]);
/** The provider repeats what it sends for days, not months. */
const EVENTS_KEPT_MS = 60 * DAY;

export function createPayments(parts: PaymentParts): Payments {
	return { ...paying(parts), ...listening(parts) };
}

function paying(parts: PaymentParts): Pick<Payments, "choose" | "portal"> {
	const { store, plans, provider, inTurn } = parts;
	return {
		choose: (id, plan, returnUrl) =>
			inTurn(id, async () => {
				const account = await store.account(id);
				if (account === undefined) return notFound("account");
				const { stripePriceId: priceId } = plan;
				if (priceId === null) return cannotBePaid(plan);
				const paying = await payingOf(parts, account);
				const { customerId } = paying;
				const [subscription] = liveOf(await provider.subscriptions(customerId));
				if (subscription !== undefined)
					return { url: await provider.portal(customerId, returnUrl, { subscription, priceId }) };
				// A page that is still open somewhere must not be paid as well.
				if (paying.sessionId !== null) await provider.expire(paying.sessionId);
				// The same wish within the same moment is the same page.
				const key = `checkout-${id}-${priceId}-${paying.sessionId ?? paying.subscriptionId ?? "first"}`;
				const session = await provider.checkout({ customerId, accountId: id, priceId, returnUrl, key });
				await plans.savePayingAccount({ ...paying, sessionId: session.sessionId });
				return { url: session.url };
			}),
		async portal(id, returnUrl) {
			const paying = await plans.payingAccount(id);
			return paying === undefined
				? paysNothing
				: { url: await provider.portal(paying.customerId, returnUrl) };
		},
	};
}

async function payingOf({ plans, provider }: PaymentParts, account: Account): Promise<PayingAccount> {
	const known = await plans.payingAccount(account.id);
	if (known !== undefined) return known;
	const customerId = await provider.customer(account, account.billingEmail ?? account.contactEmail);
	const paying: PayingAccount = {
		accountId: account.id,
		customerId,
		sessionId: null,
		subscriptionId: null,
		status: null,
		priceId: null,
	};
	await plans.savePayingAccount(paying);
	return paying;
}

function listening(parts: PaymentParts): Pick<Payments, "take"> {
	const { plans, provider, inTurn, now } = parts;
	return {
		async take(body, signature) {
			const event = await provider.event(body, signature);
			if (event === undefined) return "forged";
			if (event.customerId === null || (await plans.paymentEventSeen(event.id))) return "taken";
			const paying = await plans.payingCustomer(event.customerId);
			// Of somebody whom the operator sells something else.
			if (paying === undefined) return "taken";
			await inTurn(paying.accountId, () => bringUpToDate(parts, paying.accountId, event.type));
			await plans.notePaymentEvent(event.id, now(), now() - EVENTS_KEPT_MS);
			return "taken";
		},
	};
}

/** The plan follows the subscription that is there now. Doing it again changes nothing. */
async function bringUpToDate(parts: PaymentParts, id: AccountId, because: string): Promise<void> {
	const { store, plans, provider } = parts;
	const [account, paying] = await Promise.all([store.account(id), plans.payingAccount(id)]);
	if (account === undefined || paying === undefined) return;
	const subscriptions = await provider.subscriptions(paying.customerId);
	const [current, ...others] = liveOf(subscriptions);
	// Two pages were paid: the later one is what the customer wanted.
	for (const { id: other } of others) await provider.cancel(other);
	if (current !== undefined) {
		const plan = current.priceId === null ? undefined : await plans.planByPrice(current.priceId);
		if (plan !== undefined) await give(parts, account, plan, because);
	} else if (isPaidBy(account, paying, parts.now())) await give(parts, account, null, because);
	const ended = subscriptions.find(({ id: one }) => one === paying.subscriptionId);
	await plans.savePayingAccount({
		...paying,
		sessionId: current === undefined ? paying.sessionId : null,
		subscriptionId: current?.id ?? paying.subscriptionId,
		status: current?.status ?? ended?.status ?? paying.status,
		priceId: current?.priceId ?? paying.priceId,
	});
}

/** The newest first. */
const liveOf = (subscriptions: readonly Subscription[]): readonly Subscription[] =>
	subscriptions.filter(({ status }) => LIVE.has(status)).sort((a, b) => b.createdAt - a.createdAt);

/** A plan that the operator gave by hand outlives a subscription to another one. */
const isPaidBy = (account: Account, { priceId }: PayingAccount, now: Instant): boolean =>
	priceId !== null && planAt(account, now)?.stripePriceId === priceId;

async function give(
	{ audit, planChanges, now, randomBytes }: PaymentParts,
	account: Account,
	plan: Plan | null,
	because: string,
): Promise<void> {
	const at = now();
	const named = (one: Plan | null) => one && { id: one.id, name: one.name };
	await audit.during(
		{
			id: makeId<AuditId>(at, randomBytes(ID_RANDOM_BYTES)),
			at,
			accountId: account.id,
			actor: { kind: "service", id: "", name: `Stripe (${because})` },
			address: "",
			action: "account.change-plan",
			target: { type: "account", id: account.id, name: account.name },
			before: { plan: named(planAt(account, at)) },
			after: { plan: named(plan) },
		},
		() => planChanges.change(account.id, plan),
	);
}

const cannotBePaid = ({ name }: Plan): Problem => ({
	kind: "problem",
	problem: "unavailable",
	detail: `The plan ${name} cannot be paid here: ask the operator`,
});

const paysNothing: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: "The account has paid nothing here yet: choose a plan first",
};
