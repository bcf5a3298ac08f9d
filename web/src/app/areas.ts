/** All pages, by area: a new area is a line here. Tabs and menu items show themselves when their page is there. */

import { activityRoutes } from "../pages/activity/routes.ts";
import { apiKeysRoutes } from "../pages/api-keys/routes.ts";
import { auditRoutes } from "../pages/audit/routes.ts";
import { dashboardRoutes } from "../pages/dashboard/routes.ts";
import { domainsRoutes } from "../pages/domains/routes.ts";
import { guideRoutes } from "../pages/guide/routes.ts";
import { invitationRoutes } from "../pages/invitation/routes.ts";
import { messageRoutes } from "../pages/message/routes.ts";
import { newAddressRoutes } from "../pages/new-address/routes.ts";
import { operatorAccountsRoutes } from "../pages/operator-accounts/routes.ts";
import { operatorDoctorRoutes } from "../pages/operator-doctor/routes.ts";
import { operatorPeopleRoutes } from "../pages/operator-people/routes.ts";
import { operatorPlansRoutes } from "../pages/operator-plans/routes.ts";
import { operatorQueueRoutes } from "../pages/operator-queue/routes.ts";
import { pricingRoutes } from "../pages/pricing/routes.ts";
import { resetPasswordRoutes } from "../pages/reset-password/routes.ts";
import { settingsRoutes } from "../pages/settings/routes.ts";
import { setupRoutes } from "../pages/setup/routes.ts";
import { entranceRoutes } from "../pages/sign-in/routes.ts";
import { specimenRoutes } from "../pages/specimen/routes.ts";
import { suppressionsRoutes } from "../pages/suppressions/routes.ts";
import { teamRoutes } from "../pages/team/routes.ts";
import { tryRoutes } from "../pages/try/routes.ts";
import { webhooksRoutes } from "../pages/webhooks/routes.ts";
import { settingsRoute } from "./settings-route.ts";

/** For people who are not signed in. */
export const entranceAreas = [
	...entranceRoutes,
	...resetPasswordRoutes,
	...newAddressRoutes,
	...invitationRoutes,
	...setupRoutes,
] as const;

/** With a frame of their own. */
export const otherAreas = [...specimenRoutes] as const;

/** Beside the list of settings. */
const settingsAreas = settingsRoute.addChildren([
	...settingsRoutes,
	...teamRoutes,
	...apiKeysRoutes,
	...webhooksRoutes,
	...suppressionsRoutes,
	...auditRoutes,
]);

/** For people who are. */
export const appAreas = [
	...dashboardRoutes,
	settingsAreas,
	...operatorPeopleRoutes,
	...operatorDoctorRoutes,
	...operatorQueueRoutes,
	...activityRoutes,
	...messageRoutes,
	...domainsRoutes,
	...pricingRoutes,
	...operatorAccountsRoutes,
	...operatorPlansRoutes,
	...tryRoutes,
	...guideRoutes,
] as const;
