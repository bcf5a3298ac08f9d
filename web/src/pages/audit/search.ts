/** What is asked of the audit log, as it stands in the address. */

import { momentsOf, type Period, presets } from "../../ui/period.ts";

export const filterNames = ["period", "from", "to", "action", "actor", "target"] as const;
/** `period` is a preset; `from` and `to` are days. */
export type AuditSearch = { readonly [Name in (typeof filterNames)[number]]?: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function periodOf({ period, from = "", to = "" }: AuditSearch): Period {
	const preset = presets.find((one) => one === period);
	if (preset !== undefined) return { preset };
	return DAY.test(from) && DAY.test(to) ? { from, to } : { preset: "30d" };
}

/** For GET /v1/audit. */
export function queryOf(search: AuditSearch, now: number, timeZone: string) {
	const { action, actor, target } = search;
	return { action, actor, target, ...momentsOf(periodOf(search), now, timeZone) };
}
