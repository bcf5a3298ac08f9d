/** All pages, by area: a new area is a line here. Tabs and menu items show themselves when their page is there. */

import { activityRoutes } from "../pages/activity/routes.ts";
import { dashboardRoutes } from "../pages/dashboard/routes.ts";
import { domainsRoutes } from "../pages/domains/routes.ts";
import { invitationRoutes } from "../pages/invitation/routes.ts";
import { messageRoutes } from "../pages/message/routes.ts";
import { operatorAccountsRoutes } from "../pages/operator-accounts/routes.ts";
import { operatorPlansRoutes } from "../pages/operator-plans/routes.ts";
import { pricingRoutes } from "../pages/pricing/routes.ts";
import { resetPasswordRoutes } from "../pages/reset-password/routes.ts";
import { setupRoutes } from "../pages/setup/routes.ts";
import { entranceRoutes } from "../pages/sign-in/routes.ts";
import { specimenRoutes } from "../pages/specimen/routes.ts";
import { tryRoutes } from "../pages/try/routes.ts";

/** For people who are not signed in. */
export const entranceAreas = [
	...entranceRoutes,
	...resetPasswordRoutes,
	...invitationRoutes,
	...setupRoutes,
] as const;

/** With a frame of their own. */
export const otherAreas = [...specimenRoutes] as const;

/** For people who are. */
export const appAreas = [
	...dashboardRoutes,
	...activityRoutes,
	...messageRoutes,
	...domainsRoutes,
	...pricingRoutes,
	...operatorAccountsRoutes,
	...operatorPlansRoutes,
	...tryRoutes,
] as const;
