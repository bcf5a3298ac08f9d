/** How many invitations an account mails in a day: they come from the operator's address, to anybody. */

import { type Clock, DAY, type Instant } from "../../terms/clock.ts";
import type { AccountId } from "../../terms/ids.ts";
import { leastRecent } from "../least-recent.ts";

export const INVITATIONS_PER_DAY = 50;
const ACCOUNTS = 10_000;

export interface MailAllowance {
	/** False when there is none left today; else one is taken. */
	take(account: AccountId): boolean;
}

export function mailAllowance(clock: Clock): MailAllowance {
	const days = leastRecent<AccountId, { readonly since: Instant; taken: number }>(ACCOUNTS);
	return {
		take(account) {
			const known = days.get(account);
			const now = clock.monotonicMs();
			if (known === undefined || now - known.since >= DAY) days.set(account, { since: now, taken: 1 });
			else if (known.taken >= INVITATIONS_PER_DAY) return false;
			else known.taken++;
			return true;
		},
	};
}
