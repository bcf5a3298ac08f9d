/**
 * A page whose visitor is the operator of a real service: calls carry the operator's key, as those of the command line
 * do. Only who that is (GET /v1/me) is said here, until a person can sign in.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Service } from "../support/service.ts";

const keyOf = (service: Service): string => readFileSync(join(service.folder, "operator.key"), "utf8").trim();

const me = ({ ready }: Service, language: string) => ({
	person: {
		id: "01KAHV3Q5E8Y7ZJ4N2M6T9R0WX",
		email: "ada@shop.example",
		name: "Ada",
		language,
		timeZone: "Europe/Zurich",
		twoFactor: false,
		operator: true,
	},
	apiKey: null,
	accounts: [],
	service: {
		name: "Angarium",
		version: ready.version,
		tryMode: true,
		supportEmail: null,
		supportUrl: null,
		submission: {
			hostname: ready.submission.host,
			ports: { starttls: ready.submission.port, tls: ready.submissions.port },
		},
		oidc: false,
		payment: "request",
	},
});

export async function asOperator(page: Page, service: Service, language = ""): Promise<void> {
	const authorization = `Bearer ${keyOf(service)}`;
	await page.route("**/v1/**", (route) =>
		new URL(route.request().url()).pathname === "/v1/me"
			? route.fulfill({ json: me(service, language) })
			: route.continue({ headers: { ...route.request().headers(), authorization } }),
	);
}
