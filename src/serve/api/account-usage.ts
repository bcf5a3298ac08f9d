/** How much of its quota an account has used, and what it will have next. */

import type { z } from "@hono/zod-openapi";
import type { Quota } from "../../setup/ports.ts";
import type { Account } from "../../terms/identity.ts";
import { markReached, planAt, quotaMarks } from "../../terms/plan.ts";
import type { usageView } from "./schemas.ts";
import { at, nextPlanView, planName } from "./views.ts";

export function showUsage(account: Account, quota: Quota, now: number): z.input<typeof usageView> {
	const { periodStart, renewsAt, limit, used } = quota;
	const mark = markReached(used, limit);
	return {
		accountId: account.id,
		periodStart: at(periodStart),
		renewsAt: at(renewsAt),
		limit,
		used,
		remaining: Math.max(0, limit - used),
		state: used >= limit ? "exhausted" : mark > 0 ? "warning" : "ok",
		marks: quotaMarks.filter((each) => each <= mark),
		plan: planName(planAt(account, now)),
		nextPlan: nextPlanView(account, now),
	};
}
