/**
 * The HTTP API, `/v1`: accounts, sending domains, SMTP users, API keys, suppressions, and what became of messages. It is the
 * contract of the command line and of customers' programs; `docs/reference/openapi.json` tells all of it.
 */

import { Hono } from "hono";
import { compress } from "hono/compress";
import { getCookie } from "hono/cookie";
import { accountExportEndpoints } from "./account-export.ts";
import { accountLifeEndpoints } from "./account-life.ts";
import { accountEndpoints } from "./accounts.ts";
import { activityEndpoints } from "./activity.ts";
import { apiKeyEndpoints } from "./api-keys.ts";
import { auditEndpoints } from "./audit.ts";
import { billingEndpoints } from "./billing.ts";
import { ClientGone } from "./body.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { DOCS_HEADERS, docsPage } from "./docs.ts";
import { doctorEndpoints } from "./doctor.ts";
import { domainEndpoints } from "./domains.ts";
import { emailChangeEndpoints } from "./email-changes.ts";
import type { Endpoint } from "./endpoint.ts";
import { explainEndpoints } from "./explain.ts";
import { helpEndpoints } from "./help.ts";
import { invitationEndpoints } from "./invitations.ts";
import { meEndpoints } from "./me.ts";
import { mount } from "./mount.ts";
import { openApiDocument } from "./openapi.ts";
import { peopleEndpoints } from "./people.ts";
import { planRequestEndpoints } from "./plan-requests.ts";
import { planEndpoints } from "./plans.ts";
import { faultResponse, problem, problemResponse } from "./problem.ts";
import { queueEndpoints } from "./queue.ts";
import { checkEndpoints } from "./send/check.ts";
import { sendEndpoints } from "./send/send.ts";
import { setupEndpoints } from "./setup.ts";
import { smtpUserLimitEndpoints } from "./smtp-user-limits.ts";
import { smtpUserEndpoints } from "./smtp-users.ts";
import { statisticsEndpoints } from "./statistics.ts";
import { suppressionEndpoints } from "./suppressions.ts";
import { teamEndpoints } from "./team.ts";
import { tryRecordEndpoints } from "./try-records.ts";
import { trySampleEndpoints } from "./try-samples.ts";
import { webhookDeliveryEndpoints } from "./webhook-deliveries.ts";
import { webhookEndpoints } from "./webhooks.ts";
import { zoneEndpoints } from "./zone.ts";

export type { ApiDependencies } from "./dependencies.ts";

export const endpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	...accountEndpoints(dependencies),
	...accountLifeEndpoints(dependencies),
	...accountExportEndpoints(dependencies),
	...planEndpoints(dependencies),
	...planRequestEndpoints(dependencies),
	...billingEndpoints(dependencies),
	...domainEndpoints(dependencies),
	...smtpUserEndpoints(dependencies),
	...smtpUserLimitEndpoints(dependencies),
	...apiKeyEndpoints(dependencies),
	...suppressionEndpoints(dependencies),
	...webhookEndpoints(dependencies),
	...webhookDeliveryEndpoints(dependencies),
	...sendEndpoints(dependencies),
	...checkEndpoints(dependencies),
	...activityEndpoints(dependencies),
	...statisticsEndpoints(dependencies),
	...queueEndpoints(dependencies),
	...explainEndpoints(dependencies),
	...helpEndpoints(dependencies),
	...tryRecordEndpoints(dependencies),
	...trySampleEndpoints(dependencies),
	...zoneEndpoints(dependencies),
	...doctorEndpoints(dependencies),
	...meEndpoints(dependencies),
	...emailChangeEndpoints(dependencies),
	...setupEndpoints(dependencies),
	...peopleEndpoints(dependencies),
	...teamEndpoints(dependencies),
	...invitationEndpoints(dependencies),
	...auditEndpoints(dependencies),
];

/** The document without a running service: for `docs/reference/openapi.json`. */
export const openApi = (version: string): object => openApiDocument(endpoints({} as never), version);

const CLOSED = "default-src 'none'; frame-ancestors 'none'";

const STATUS = { ready: 200, notReady: 503 } as const;

export function createApi(dependencies: ApiDependencies): Hono {
	const app = new Hono();
	const all = endpoints(dependencies);
	// A page of it has 60 kB that repeat themselves. Its answers have no ETag, which compressing would make weak.
	app.use("/v1/activity", compress({ contentTypeFilter: /^application\/json/ }));
	// Nothing of it is a page, whatever text a stranger has put in it; what may be kept says so itself.
	app.use(async (c, next) => {
		await next();
		c.res.headers.set("x-content-type-options", "nosniff");
		if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
		if (!c.res.headers.has("content-security-policy")) c.res.headers.set("content-security-policy", CLOSED);
	});
	mount(app, all, dependencies);

	let document: object | undefined;
	const described = (): object => {
		document ??= openApiDocument(all, dependencies.version);
		return document;
	};
	app.get("/v1/openapi.json", (c) => c.json(described()));
	app.get("/v1/docs", async (c) => {
		const theme = ["light", "dark"].find((one) => one === getCookie(c, "angarium-theme")) ?? "system";
		return c.html(await docsPage(described(), theme), STATUS.ready, { ...DOCS_HEADERS });
	});
	app.get("/healthz", (c) => c.json({ status: "ok", version: dependencies.version }));
	app.get("/readyz", async (c) => {
		const lacking = await dependencies.lacking();
		return lacking.length === 0
			? c.json({ status: "ready" }, STATUS.ready)
			: c.json({ status: "not ready", lacking }, STATUS.notReady);
	});
	const { url } = dependencies;
	app.notFound(() => problemResponse(problem("not-found", "The API has no such path and method"), url()));
	app.onError((error) =>
		error instanceof ClientGone
			? problemResponse(problem("request-unfinished", error.message), url())
			: faultResponse(dependencies.incident("api", error), url()),
	);
	return app;
}
