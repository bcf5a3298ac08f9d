/** Webhooks as people and programs see them: made, changed, their secrets rotated, resumed, removed. */

import { DAY } from "../../terms/clock.ts";
import { type AccountId, ID_RANDOM_BYTES, makeId, type WebhookId } from "../../terms/ids.ts";
import type { Webhook, WebhookEventType } from "../../terms/webhook.ts";
import { secretContext } from "./attempt.ts";
import { SECRET_BYTES, SECRET_PREFIX } from "./payload.ts";
import type { WebhookChange, WebhookConfiguration, WebhookPorts } from "./ports.ts";
import { noSuch, unavailable, type WebhookProblem } from "./problem.ts";
import type { Sender } from "./sender.ts";
import { parseWebhookUrl } from "./url.ts";

export interface NewWebhook {
	readonly url: string;
	readonly description?: string;
	readonly eventTypes: readonly WebhookEventType[];
}

export type WebhookSettings = Partial<NewWebhook> & { readonly enabled?: boolean };

/** The secret is shown now and never again. */
export interface WithSecret {
	readonly webhook: Webhook;
	readonly secret: string;
}

export interface WebhookManagement {
	create(account: AccountId, wanted: NewWebhook): Promise<WithSecret | WebhookProblem>;
	update(id: WebhookId, change: WebhookSettings): Promise<Webhook | WebhookProblem>;
	/** The secret before signs as well for a day. */
	rotateSecret(id: WebhookId): Promise<WithSecret | WebhookProblem>;
	/** What waits is sent. */
	resume(id: WebhookId): Promise<Webhook | WebhookProblem>;
	/** Its deliveries are forgotten. */
	remove(id: WebhookId): Promise<boolean>;
	one(id: WebhookId): Promise<Webhook | undefined>;
	list(
		account: AccountId | null,
		page: { readonly limit: number; readonly after?: string },
	): Promise<readonly Webhook[]>;
}

/** Rows that one commit changes: mail must not wait for it. */
const AT_ONCE = 500;
export const MOST_WEBHOOKS = 20;
/** Both secrets sign for so long after a rotation. */
export const OVERLAP_MS = DAY;

export function createManagement(
	ports: WebhookPorts,
	configuration: WebhookConfiguration,
	sender: Sender,
): WebhookManagement {
	const { store, clock, vault, randomBytes } = ports;
	const newSecret = (): string => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
	const change = async (id: WebhookId, wanted: WebhookChange): Promise<Webhook | WebhookProblem> => {
		const webhook = await store.update(id, wanted);
		if (webhook === undefined) return noSuch("webhook");
		sender.changed(id);
		return webhook;
	};
	return {
		async create(accountId, { url: written, description = "", eventTypes }) {
			const url = parseWebhookUrl(written, configuration);
			if (typeof url !== "string") return url;
			const now = clock.now();
			const id = makeId<WebhookId>(now, randomBytes(ID_RANDOM_BYTES));
			const secret = newSecret();
			const webhook: Webhook = {
				...{ id, accountId, url, description },
				eventTypes: [...new Set(eventTypes)],
				enabled: true,
				pausedReason: null,
				sealedSecret: vault.seal(secretContext({ id }), secret),
				previousSealedSecret: null,
				previousUntil: null,
				failingSince: null,
				createdAt: now,
				lastDeliveryAt: null,
			};
			const inserted = await store.insert(webhook, MOST_WEBHOOKS);
			if (inserted === "no-account") return noSuch("account");
			if (inserted === "full")
				return unavailable(`The account has ${MOST_WEBHOOKS} webhooks, and may not have more`);
			return { webhook, secret };
		},
		async update(id, { url: written, eventTypes, ...rest }) {
			const url = written === undefined ? undefined : parseWebhookUrl(written, configuration);
			if (url !== undefined && typeof url !== "string") return url;
			return change(id, {
				...rest,
				...(url === undefined ? {} : { url, failingSince: null }),
				...(eventTypes === undefined ? {} : { eventTypes: [...new Set(eventTypes)] }),
			});
		},
		async rotateSecret(id) {
			const before = await store.one(id);
			if (before === undefined) return noSuch("webhook");
			const secret = newSecret();
			const webhook = await change(id, {
				sealedSecret: vault.seal(secretContext({ id }), secret),
				previousSealedSecret: before.sealedSecret,
				previousUntil: clock.now() + OVERLAP_MS,
			});
			return "problem" in webhook ? webhook : { webhook, secret };
		},
		async resume(id) {
			const now = clock.now();
			const webhook = await change(id, { pausedReason: null, failingSince: null });
			if (!("problem" in webhook)) while ((await store.hasten(id, now, AT_ONCE)) === AT_ONCE);
			sender.changed(id);
			return webhook;
		},
		async remove(id) {
			const was = await store.remove(id);
			if (was) sender.changed(id);
			return was;
		},
		one: (id) => store.one(id),
		list: (account, page) => store.list(account, page),
	};
}
