/** Answers of GET /v1/me for tests of pages that are not about signing in. */

import type { Page } from "playwright-core";
import type { Service } from "../support/service.ts";

const service = {
	name: "Angarium",
	version: "1.2.3",
	tryMode: false,
	supportEmail: null,
	supportUrl: null,
	submission: { hostname: "relay.example", ports: { starttls: 587, tls: 465 } },
	oidc: true,
	payment: "request",
};

const signedOut = { person: null, apiKey: null, accounts: [], service };

const signedIn = {
	...signedOut,
	person: {
		id: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX",
		email: "ada@shop.example",
		name: "Ada",
		language: "",
		timeZone: "Europe/Zurich",
		twoFactor: false,
		operator: false,
	},
	accounts: [
		{
			id: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WY",
			name: "Shop",
			role: "administrator",
			permissions: ["dashboard:read", "activity:read", "domains:read", "plans:read"],
		},
	],
};

const answer = (page: Page, path: string, body: object) =>
	page.route(path, (route) => route.fulfill({ json: body }));

export const asNobody = (page: Page) => answer(page, "**/v1/me", signedOut);

const nothing = {
	recipients: 0,
	delivered: 0,
	softBounces: 0,
	hardBounces: 0,
	rejected: 0,
	deferred: 0,
	complaints: 0,
};

/** An account in which nothing has happened yet. */
export async function asAda(page: Page): Promise<void> {
	await answer(page, "**/v1/me", signedIn);
	await answer(page, "**/v1/statistics*", { figures: nothing, unit: "day", series: [], topReasons: [] });
	await answer(page, "**/v1/activity*", { items: [], next: null });
	await answer(page, "**/v1/domains*", { items: [], next: null });
	await answer(page, "**/v1/accounts/*/usage", {
		accountId: signedIn.accounts[0]?.id,
		periodStart: "2026-11-01T00:00:00.000Z",
		renewsAt: "2026-12-01T00:00:00.000Z",
		limit: 10_000,
		used: 8_240,
		remaining: 1_760,
	});
}

/**
 * As the person of try mode's demo account, who signs in as everybody does. Where nobody can sign in yet, the account's
 * API key goes along with each call instead.
 */
export async function asDemo(page: Page, { ready }: Service): Promise<void> {
	const { person } = ready.demo as {
		readonly person?: { readonly email: string; readonly password: string };
	};
	if (person !== undefined) {
		const answer = await page.request.post(`${ready.http}/auth/sign-in/email`, {
			data: person,
			headers: { origin: ready.http },
		});
		if (!answer.ok()) throw new Error(`the demo person cannot sign in: ${await answer.text()}`);
		return;
	}
	const [account] = signedIn.accounts;
	const permissions = [...(account?.permissions ?? []), "smtp-users:read"];
	await page.context().setExtraHTTPHeaders({ authorization: `Bearer ${ready.demo.apiKey}` });
	await answer(page, "**/v1/me", {
		...signedIn,
		accounts: [{ ...account, id: ready.demo.account, permissions }],
	});
}
