/** Accounts with what they have and pay, and what time does to them. */

import { DAY } from "../terms/clock.ts";
import type { AccountId } from "../terms/ids.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type BillingTask, createBillingTask } from "./billing-task.ts";
import type { DirectoryChanges } from "./directory.ts";
import { eventMaker } from "./events.ts";
import { createPlanning, type Planning } from "./plans/index.ts";
import type { SetupPorts } from "./ports.ts";
import { accountRemover } from "./removal.ts";
import type { SendingDomains } from "./sending-domains.ts";

export interface Billing extends Planning {
	readonly accounts: Accounts;
	/** Renews billing periods, begins scheduled plans and takes deleted accounts away as time passes. */
	readonly billingTask: BillingTask;
}

export interface BillingParts {
	readonly directory: DirectoryChanges;
	readonly domains: Pick<SendingDomains, "remove">;
	/** How long an account can be restored after it was deleted. Default: 30 days. */
	readonly graceMs: number | undefined;
	readonly fault: (during: string, error: unknown) => void;
}

export function createBilling(ports: SetupPorts, parts: BillingParts): Billing {
	const { directory, domains, graceMs = 30 * DAY, fault } = parts;
	const event = eventMaker(ports);
	const changed = (id: AccountId): void => {
		directory.accountChanged(id);
		billingTask.changed();
	};
	const planning = createPlanning(ports, event, { account: changed, plan: directory.planChanged });
	const billingTask = createBillingTask({
		...ports,
		changes: planning.planChanges,
		remove: accountRemover(ports, ports.plans, domains, changed),
		event,
		fault,
	});
	const accounts = createAccounts(ports, { plan: (id) => ports.plans.plan(id), event, graceMs, changed });
	return { ...planning, accounts, billingTask };
}
