/** What accounts may have, what they have and wish for, and what they pay. */

import type { AccountId, PlanId } from "../../terms/ids.ts";
import { turns } from "../../terms/turns.ts";
import type { MakeEvent } from "../events.ts";
import type { SetupPorts } from "../ports.ts";
import { createPlans, type Plans } from "./catalogue.ts";
import { createPlanChanges, type PlanChanges } from "./changes.ts";
import { createPayments, type Payments } from "./payments.ts";
import { createPlanRequests, type PlanRequests } from "./requests.ts";

export interface Planning {
	readonly plans: Plans;
	readonly planChanges: PlanChanges;
	readonly planRequests: PlanRequests;
	/** Null where nobody is paid here: then a choice is a request. */
	readonly payments: Payments | null;
}

export function createPlanning(
	ports: SetupPorts,
	event: MakeEvent,
	changed: { readonly account: (id: AccountId) => void; readonly plan: (id: PlanId) => void },
): Planning {
	const { store, plans, clock, randomBytes, paymentProvider: provider } = ports;
	const now = () => clock.now();
	const parts = {
		store,
		plans,
		now,
		randomBytes,
		event,
		inTurn: turns<AccountId>(),
		changed: changed.account,
	};
	const planChanges = createPlanChanges(parts);
	return {
		plans: createPlans(ports, plans, changed.plan),
		planChanges,
		planRequests: createPlanRequests(parts),
		payments:
			provider === undefined
				? null
				: createPayments({ ...parts, audit: ports.audit, provider, planChanges, inTurn: turns<AccountId>() }),
	};
}
