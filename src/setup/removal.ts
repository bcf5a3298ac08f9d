/**
 * Takes an account away once its grace time is over, in bounded steps between which mail goes on. It may be stopped at
 * any moment: the account stands until the last step, and what is gone is gone. The audit log stays.
 */

import type { Account } from "../terms/identity.ts";
import { type AuditId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { PlanStore } from "./plan-ports.ts";
import type { SetupPorts } from "./ports.ts";
import type { SendingDomains } from "./sending-domains.ts";

const ROWS_AT_ONCE = 500;
const DOMAINS_AT_ONCE = 20;

/** The function does one step, and resolves to whether there is more to do. */
export const accountRemover =
	(
		{ store, audit, clock, randomBytes }: SetupPorts,
		plans: PlanStore,
		domains: Pick<SendingDomains, "remove">,
		changed: (id: Account["id"]) => void,
	) =>
	async (account: Account): Promise<boolean> => {
		// Domains first: they leave the DNS, and nothing new can be sent from them.
		const some = await store.domains(account.id, { limit: DOMAINS_AT_ONCE });
		for (const { id } of some) await domains.remove(id);
		if (some.length > 0) return true;
		if (await plans.purge(account.id, ROWS_AT_ONCE)) return true;
		const at = clock.now();
		await audit.during(
			{
				id: makeId<AuditId>(at, randomBytes(ID_RANDOM_BYTES)),
				at,
				accountId: account.id,
				actor: { kind: "service", id: "", name: "" },
				address: "",
				action: "account.remove",
				target: { type: "account", id: account.id, name: account.name },
				before: { id: account.id, name: account.name },
				after: null,
			},
			() => plans.deleteAccount(account.id),
		);
		changed(account.id);
		return false;
	};
