/**
 * What time does to accounts: a scheduled plan begins, a billing period that was warned of renews, a deleted account
 * goes. What is due stands in the store: a restart forgets nothing, and what is late has worked since its moment all
 * the same.
 */

import { type Clock, MINUTE, SECOND, type Timer } from "../terms/clock.ts";
import type { Account } from "../terms/identity.ts";
import type { AccountId } from "../terms/ids.ts";
import { quotaAt } from "../terms/plan.ts";
import { billingPeriod } from "./billing-period.ts";
import type { MakeEvent } from "./events.ts";
import type { PlanStore } from "./plan-ports.ts";
import type { PlanChanges } from "./plans/changes.ts";
import type { SetupStore } from "./ports.ts";

export interface BillingTask {
	start(): void;
	/** Something about an account has changed: what is due may have become another. */
	changed(): void;
	/** Resolves when nothing is under way. */
	stop(): Promise<void>;
}

export interface BillingTaskParts {
	readonly store: Pick<SetupStore, "account">;
	readonly plans: PlanStore;
	readonly changes: Pick<PlanChanges, "settle">;
	/** One step of taking an account away; whether there is more to do. */
	readonly remove: (account: Account) => Promise<boolean>;
	readonly event: MakeEvent;
	readonly clock: Clock;
	readonly fault: (during: string, error: unknown) => void;
}

/** In one go, so that the first of a month is spread out. */
const BATCH = 50;
const BETWEEN_MS = SECOND;
/** The writer of mail notes what is due without saying so, and clocks are set: it looks at least so often. */
const LONGEST_WAIT_MS = 30 * MINUTE;
/** What fails must not be asked for all the time. */
const RETRY_MS = MINUTE;

export function createBillingTask(parts: BillingTaskParts): BillingTask {
	const { clock, fault } = parts;
	let timer: Timer | undefined;
	let round: Promise<void> = Promise.resolve();
	let running = false;

	const wakeIn = (delayMs: number): void => {
		timer?.cancel();
		if (running) timer = clock.after(delayMs, wake);
	};
	const wake = (): void => {
		round = look(parts, () => !running)
			.catch((error: unknown) => {
				fault("looking for accounts that are due", error);
				return RETRY_MS;
			})
			.then(wakeIn);
	};
	return {
		start() {
			running = true;
			wakeIn(0);
		},
		changed: () => wakeIn(BETWEEN_MS),
		async stop() {
			running = false;
			timer?.cancel();
			await round;
		},
	};
}

/** Resolves to how long to wait. */
async function look(parts: BillingTaskParts, isStopped: () => boolean): Promise<number> {
	const { plans, changes, remove, clock, fault } = parts;
	const now = clock.now();
	let failed = false;
	const each = async <Item>(items: readonly Item[], what: string, act: (item: Item) => Promise<unknown>) => {
		for (const item of items) {
			if (isStopped()) return;
			try {
				await act(item);
			} catch (error) {
				failed = true;
				fault(what, error);
			}
		}
	};
	await each(await plans.nextPlansDue(now, BATCH), "beginning a plan", ({ id }) => changes.settle(id));
	await each(await plans.renewalsDue(now, BATCH), "telling of a renewal", ({ accountId, period }) =>
		renew(parts, accountId, period),
	);
	let more = false;
	await each(await plans.deletionsDue(now, 1), "removing an account", async (account) => {
		more = await remove(account);
	});
	const next = await plans.nextBillingDue();
	if (more) return BETWEEN_MS / 10;
	if (failed) return RETRY_MS;
	if (next === null) return LONGEST_WAIT_MS;
	return Math.min(LONGEST_WAIT_MS, Math.max(BETWEEN_MS, next - clock.now()));
}

async function renew(
	{ store, plans, event, clock }: BillingTaskParts,
	id: AccountId,
	told: number,
): Promise<void> {
	const account = await store.account(id);
	if (account === undefined) return;
	const now = clock.now();
	const { period, periodStart, renewsAt } = billingPeriod(account.periodAnchor, account.timeZone, now);
	// Another time zone has moved the border.
	if (period <= told) return plans.renewsLater(id, told, renewsAt);
	const limit = quotaAt(account, now);
	await plans.renewed(
		id,
		told,
		event(id, "quota.renewed", { mark: 0, used: 0, limit, periodStart, renewsAt }),
	);
}
