/** Accounts: who sends, how much in a billing period, and whether the operator lets them. */

import type { Instant } from "../terms/clock.ts";
import type { Account } from "../terms/identity.ts";
import { type AccountId, ID_RANDOM_BYTES, makeId, type PlanId } from "../terms/ids.ts";
import type { Plan } from "../terms/plan.ts";
import { type AccountChange, checkAccount } from "./account-fields.ts";
import { type BillingPeriod, billingPeriod, numberedPeriod } from "./billing-period.ts";
import type { MakeEvent } from "./events.ts";
import type { AccountUpdate } from "./plan-ports.ts";
import type { AccountFilter, PageRequest, SetupPorts } from "./ports.ts";
import { invalidField, isProblem, nameTrouble, notFound, type Problem } from "./problem.ts";

export interface NewAccount {
	readonly name: string;
	/** Recipients in a billing period while it has no plan. Default: 0. */
	readonly monthlyRecipients?: number;
	/** Default: none. */
	readonly planId?: PlanId;
	/** Default: true. */
	readonly sendsDsn?: boolean;
	/** Default: now. */
	readonly periodAnchor?: Instant;
	/** Default: UTC. */
	readonly timeZone?: string;
	readonly contactEmail?: string | null;
	readonly billingEmail?: string | null;
}

export interface Accounts {
	create(wanted: NewAccount): Promise<Account | Problem>;
	update(id: AccountId, change: AccountChange): Promise<Account | Problem>;
	/** Refuses its mail from the next command on. `reason` is shown to the customer. */
	suspend(id: AccountId, reason: string): Promise<Account | Problem>;
	resume(id: AccountId): Promise<Account | Problem>;
	/** Refuses its mail and its changes from now on; everything of it goes after the grace time. */
	close(id: AccountId, reason?: string): Promise<Account | Problem>;
	/** As before {@link Accounts.close}, until the grace time is over. */
	restore(id: AccountId): Promise<Account | Problem>;
	one(id: AccountId): Promise<Account | undefined>;
	/** Recipients accepted in each billing period in which there were any, the oldest first. */
	usage(id: AccountId): Promise<readonly (BillingPeriod & { readonly used: number })[]>;
	list(page: PageRequest, filter?: AccountFilter): Promise<readonly Account[]>;
}

/** The reason stands in a reply line (RFC 5321 §4.5.3.1.5), with the sentence around it. */
const REASON_CHARACTERS = 300;

export interface AccountParts {
	readonly plan: (id: PlanId) => Promise<Plan | undefined>;
	readonly event: MakeEvent;
	/** How long an account can be restored after it was deleted. */
	readonly graceMs: number;
	/** Called after each change of an account. */
	readonly changed: (id: AccountId) => void;
}

export function createAccounts(ports: SetupPorts, parts: AccountParts): Accounts {
	const { store } = ports;
	return {
		...making(ports, parts),
		...stopping(ports, parts),
		one: (id) => store.account(id),
		async usage(id) {
			const account = await store.account(id);
			if (account === undefined) return [];
			const { periodAnchor, timeZone } = account;
			return (await ports.plans.usageOf(id)).map(({ period, used }) => ({
				...numberedPeriod(periodAnchor, timeZone, period),
				used,
			}));
		},
		list: (page, filter) => store.accounts(page, filter),
	};
}

function making(
	{ store, clock, randomBytes }: SetupPorts,
	{ plan, changed }: AccountParts,
): Pick<Accounts, "create" | "update"> {
	return {
		async create({ planId, periodAnchor, ...wanted }) {
			const checked = checkAccount(wanted);
			if (isProblem(checked)) return checked;
			const has = planId === undefined ? null : await plan(planId);
			if (has === undefined) return invalidField("planId", "There is no such plan");
			const now = clock.now();
			const account: Account = {
				monthlyRecipients: 0,
				timeZone: "UTC",
				contactEmail: null,
				billingEmail: null,
				sendsDsn: true,
				...(checked as typeof wanted),
				id: makeId(now, randomBytes(ID_RANDOM_BYTES)),
				suspendedReason: null,
				deletesAt: null,
				plan: has,
				nextPlan: null,
				periodAnchor: periodAnchor ?? now,
				refusedExtensions: [],
				createdAt: now,
			};
			await store.insertAccount(account);
			return account;
		},
		async update(id, change) {
			const checked = checkAccount(change);
			if (isProblem(checked)) return checked;
			const account = await store.account(id);
			if (account === undefined) return notFound("account");
			const updated = await store.updateAccount(id, withSchedule(account, checked, clock.now()));
			changed(id);
			return updated ?? notFound("account");
		},
	};
}

/** A scheduled plan begins with a billing period, whose border another time zone moves. */
function withSchedule(account: Account, change: AccountChange, now: Instant): AccountUpdate {
	const { nextPlan, periodAnchor } = account;
	if (change.timeZone === undefined || nextPlan === null || nextPlan.from <= now) return change;
	const from = billingPeriod(periodAnchor, change.timeZone, now).renewsAt;
	return { ...change, nextPlan: { ...nextPlan, from } };
}

function stopping(
	{ store, clock }: SetupPorts,
	{ event, graceMs, changed }: AccountParts,
): Pick<Accounts, "suspend" | "resume" | "close" | "restore"> {
	const update = async (...change: Parameters<typeof store.updateAccount>): Promise<Account | Problem> => {
		const account = await store.updateAccount(...change);
		changed(change[0]);
		return account ?? notFound("account");
	};
	return {
		async suspend(id, reason) {
			const trouble = reasonTrouble(reason);
			if (trouble !== undefined) return trouble;
			if ((await store.account(id)) === undefined) return notFound("account");
			return update(id, { suspendedReason: reason }, event(id, "account.suspended", { reason }));
		},
		async resume(id) {
			const account = await store.account(id);
			if (account === undefined) return notFound("account");
			if (account.suspendedReason === null) return account;
			return update(id, { suspendedReason: null }, event(id, "account.resumed", {}));
		},
		async close(id, reason) {
			const trouble = reason === undefined ? undefined : reasonTrouble(reason);
			if (trouble !== undefined) return trouble;
			const account = await store.account(id);
			if (account === undefined) return notFound("account");
			if (account.deletesAt !== null) return account;
			const at = clock.now() + graceMs;
			const data = { at, ...(reason === undefined ? {} : { reason }) };
			return update(id, { deletesAt: at }, event(id, "account.deletion-scheduled", data));
		},
		async restore(id) {
			const account = await store.account(id);
			if (account === undefined) return notFound("account");
			if (account.deletesAt === null) return account;
			if (account.deletesAt <= clock.now()) return isGoing;
			return update(id, { deletesAt: null }, event(id, "account.resumed", {}));
		},
	};
}

const reasonTrouble = (reason: string): Problem | undefined =>
	reason.length > REASON_CHARACTERS
		? invalidField("reason", `The reason is longer than ${REASON_CHARACTERS} characters`)
		: nameTrouble("reason", reason);

const isGoing: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: "The time in which the account could be restored is over",
};
