/** The API and a real SMTP door over one store in moved time, with a shop that has no plan yet. */

import type { TestContext } from "node:test";
import type { WithPassword } from "../../src/setup/index.ts";
import type { PaymentProvider } from "../../src/setup/plan-ports.ts";
import { DAY, HOUR } from "../../src/terms/clock.ts";
import type { ServiceEvent } from "../../src/terms/events.ts";
import { apiOver, ask } from "./api.ts";
import { virtualClock } from "./clock.ts";
import { openDoor } from "./door.ts";
import type { Json } from "./json.ts";
import { programsOver } from "./programs.ts";
import { aShop } from "./sending-api.ts";
import { setupOver } from "./setup.ts";
import { SmtpClient, type SubmissionPlace } from "./smtp-client.ts";
import { openTestStore } from "./store.ts";

export interface PlansWorldOptions {
	readonly start?: string;
	/** Data of an earlier world, closed since. */
	readonly folder?: string;
	readonly paymentProvider?: PaymentProvider;
}

export async function plansWorld(t: TestContext, options: PlansWorldOptions = {}) {
	const { start = "2026-03-10T08:00:00Z", folder, paymentProvider } = options;
	const clock = virtualClock(start);
	const store = await openTestStore(t, clock, folder);
	const faults: string[] = [];
	const { setup, suppressions } = setupOver(store, clock, {
		fault: (during, error) => faults.push(`${during}: ${error}`),
		...(paymentProvider === undefined ? {} : { paymentProvider }),
	});
	const programs = programsOver({ store, setup, clock });
	const { reception } = programs;
	const { app } = apiOver(
		{ store, setup, suppressions, clock, programs },
		{
			incident: (during, error) => {
				faults.push(`${during}: ${error}`);
				return "I1";
			},
		},
	);
	const operator = await setup.apiKeys.create(null, "operator");
	if (!("token" in operator)) throw new Error("no key");
	const call = async (method: string, path: string, body?: object, token = operator.token) => {
		await clock.advance(1); // so that what is told has an order
		return ask(app, method, path, { body, token });
	};
	const plan = async (name: string, monthlyRecipients: number, more: object = {}): Promise<Json> =>
		(await call("POST", "/v1/plans", { name, monthlyRecipients, ...more })).body;
	/** Moves time in strides, between which what the store was asked is answered: that is real. */
	const pass = async (ms: number): Promise<void> => {
		for (let left = ms; left > 0; left -= STRIDE_MS) {
			await clock.advance(Math.min(left, STRIDE_MS));
			for (let i = 0; i < 8; i++) await store.setup.accounts({ limit: 1 });
		}
	};
	/** What is told of, oldest first, as type and mark or plan. */
	const told = async (): Promise<readonly ServiceEvent[]> => store.outbox.waiting(100);
	return { clock, store, setup, reception, app, call, operator: operator.token, plan, pass, told, faults };
}

export type PlansWorld = Awaited<ReturnType<typeof plansWorld>>;

/** A shop and a door in front of it; `client` is logged in under TLS. */
export async function withDoor(t: TestContext, world: PlansWorld) {
	const { setup, reception } = world;
	const shop = await aShop(setup, "shop.example");
	const { password } = (await setup.smtpUsers.resetPassword(shop.user.id)) as WithPassword;
	const open = await openDoor({ reception }); // whose own time stands still: it sweeps every second
	t.after(() => open[Symbol.asyncDispose]());
	const place: SubmissionPlace = { ready: { submission: open.door } };
	const client = (secret = password): Promise<SmtpClient> =>
		SmtpClient.as({ username: shop.user.username, password: secret }, place);
	return { ...shop, client };
}

const STRIDE_MS = 12 * HOUR;

/** A month and a bit: any period has renewed. */
export const A_PERIOD_MS = 32 * DAY;
