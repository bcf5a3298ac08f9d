/** The calls about webhooks: where an account is told of events. */

import { z } from "@hono/zod-openapi";
import type { WebhookProblem, Webhooks } from "../../report/index.ts";
import { isProblem } from "../../setup/index.ts";
import type { AccountId, WebhookId } from "../../terms/ids.ts";
import type { Webhook } from "../../terms/webhook.ts";
import { accountOf, may, maySee, newFor, type Scope } from "./access.ts";
import { after, given } from "./accounts.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { pageOf } from "./pages.ts";
import { type ApiProblem, fromSetup, isApiProblem, nothing, problem } from "./problem.ts";
import { id, page, pageQuery } from "./schemas.ts";
import {
	deliveryHistoryView,
	newWebhook,
	replayed,
	replayRequest,
	webhookChange,
	webhookView,
	webhookWithSecret,
} from "./webhook-schemas.ts";
import { showHistory, showWebhook, showWithSecret } from "./webhook-views.ts";

const tag = "Webhooks";
const params = z.strictObject({ id: id<WebhookId>() });

export const webhookEndpoints = ({ webhooks }: ApiDependencies): readonly Endpoint[] => [
	...making(webhooks),
	...reading(webhooks),
	...changing(webhooks),
	...sending(webhooks),
];

/** What is another account's is not there. */
export async function visibleWebhook(
	webhooks: Webhooks,
	scope: Scope,
	wanted: WebhookId,
): Promise<Webhook | ApiProblem> {
	const webhook = await webhooks.one(wanted);
	return webhook !== undefined && maySee(scope, webhook.accountId) ? webhook : nothing("webhook");
}

/** Events of messages tell what Activity tells: nobody has them sent who may not read it. */
export const beyondActivity = (scope: Scope, types: readonly string[]): ApiProblem | undefined => {
	const wanted = types.filter((type) => type.startsWith("message."));
	return wanted.length === 0 || may(scope, "activity:read")
		? undefined
		: problem("permission-missing", `${wanted.join(", ")}: this needs the permission activity:read`);
};

/** What was made of it, shown; or why it was not. */
const shown = <Made extends object, View>(
	made: Made | WebhookProblem,
	show: (made: Made) => View,
): View | ApiProblem => (isProblem(made) ? fromSetup(made as WebhookProblem) : show(made as Made));

const making = (webhooks: Webhooks): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/webhooks",
		tag,
		summary: "Create a webhook",
		description:
			"Events are posted to its URL, signed by Standard Webhooks. The secret is in this answer and nowhere else. An account has at most 20. The operator names the account. Events of messages (`message.*`) need the permission activity:read as well, here and in a change.",
		access: "webhooks:write",
		audits: "webhook.create",
		body: newWebhook,
		created: true,
		answers: webhookWithSecret,
		async run({ scope, body: { accountId, ...wanted } }) {
			const account = newFor(scope, accountId);
			if (isApiProblem(account)) return account;
			const trouble = beyondActivity(scope, wanted.eventTypes);
			if (trouble !== undefined) return trouble;
			return shown(await webhooks.create(account, given(wanted)), showWithSecret);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/webhooks/{id}/rotate-secret",
		tag,
		summary: "Make a new secret",
		description: "For 24 hours each request is signed with the secret before as well.",
		access: "webhooks:write",
		audits: "webhook.rotate-secret",
		params,
		answers: webhookWithSecret,
		async run({ scope, params }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			return isApiProblem(webhook) ? webhook : shown(await webhooks.rotateSecret(webhook.id), showWithSecret);
		},
	}),
];

const reading = (webhooks: Webhooks): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/webhooks",
		tag,
		summary: "List webhooks",
		access: "webhooks:read",
		query: z.strictObject({ ...pageQuery, account: id<AccountId>().optional() }),
		answers: page(webhookView),
		async run({ scope, query: { limit, cursor, account } }) {
			const rows = await webhooks.list(accountOf(scope, account), { limit: limit + 1, ...after(cursor) });
			return pageOf(rows, limit, showWebhook);
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/webhooks/{id}",
		tag,
		summary: "Get a webhook",
		access: "webhooks:read",
		params,
		answers: webhookView,
		async run({ scope, params }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			return isApiProblem(webhook) ? webhook : showWebhook(webhook);
		},
	}),
];

const changing = (webhooks: Webhooks): readonly Endpoint[] => [
	endpoint({
		method: "patch",
		path: "/v1/webhooks/{id}",
		tag,
		summary: "Change a webhook",
		access: "webhooks:write",
		audits: "webhook.update",
		params,
		body: webhookChange,
		answers: webhookView,
		async run({ scope, params, body }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			if (isApiProblem(webhook)) return webhook;
			// A new URL alone would have them sent elsewhere as well. To turn it off is anybody's.
			const { url, eventTypes, enabled } = body;
			const isSentMore = url !== undefined || eventTypes !== undefined || enabled === true;
			const trouble = isSentMore ? beyondActivity(scope, eventTypes ?? webhook.eventTypes) : undefined;
			if (trouble !== undefined) return trouble;
			return shown(await webhooks.update(webhook.id, given(body)), showWebhook);
		},
	}),
	endpoint({
		method: "delete",
		path: "/v1/webhooks/{id}",
		tag,
		summary: "Remove a webhook",
		description: "What waits for it is not sent.",
		access: "webhooks:write",
		audits: "webhook.delete",
		params,
		answers: null,
		async run({ scope, params }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			if (isApiProblem(webhook)) return webhook;
			return (await webhooks.remove(webhook.id)) ? null : nothing("webhook");
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/webhooks/{id}/resume",
		tag,
		summary: "Resume a webhook that was paused",
		description: "What has waited is sent.",
		access: "webhooks:write",
		audits: "webhook.resume",
		params,
		answers: webhookView,
		async run({ scope, params }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			return isApiProblem(webhook) ? webhook : shown(await webhooks.resume(webhook.id), showWebhook);
		},
	}),
];

const sending = (webhooks: Webhooks): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/webhooks/{id}/test",
		tag,
		summary: "Send a test event now",
		description:
			"An event of type webhook.test, sent once, also while the webhook is paused or disabled. The answer tells what came back.",
		access: "webhooks:write",
		audits: "webhook.test",
		params,
		answers: deliveryHistoryView,
		async run({ scope, params }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			if (isApiProblem(webhook)) return webhook;
			return shown(await webhooks.deliveries.test(webhook.id), showHistory);
		},
	}),
	endpoint({
		method: "post",
		path: "/v1/webhooks/{id}/replay",
		tag,
		summary: "Send again what failed",
		description: "All deliveries that were given up, of events since a moment.",
		access: "webhooks:write",
		audits: "webhook.replay",
		params,
		body: replayRequest,
		answers: replayed,
		async run({ scope, params, body: { since } }) {
			const webhook = await visibleWebhook(webhooks, scope, params.id);
			if (isApiProblem(webhook)) return webhook;
			return { replayed: await webhooks.deliveries.replayFailed(webhook.id, since) };
		},
	}),
];
