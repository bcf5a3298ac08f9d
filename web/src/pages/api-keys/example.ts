/** A first call with a new key, to be pasted into a terminal. */

import type { Permission } from "../../../../src/terms/permissions.ts";

const calls: readonly (readonly [Permission, string])[] = [
	["activity:read", "/v1/activity?limit=5"],
	["domains:read", "/v1/domains"],
	["suppressions:read", "/v1/suppressions"],
];

/** `origin` is where this page was loaded from. Sending is shown where the key may: it is what most keys are for. */
export function curlExample(origin: string, token: string, granted: readonly Permission[] | null): string {
	const may = (permission: Permission): boolean => granted === null || granted.includes(permission);
	const authorization = `  -H 'Authorization: Bearer ${token}'`;
	if (may("messages:send")) {
		const message = {
			smtpUser: "USERNAME",
			from: "you@your-domain.example",
			to: ["somebody@example.com"],
			subject: "A first message",
			text: "It works.",
		};
		return [
			`curl ${origin}/v1/messages`,
			authorization,
			"  -H 'Content-Type: application/json'",
			`  -d '${JSON.stringify(message)}'`,
		].join(" \\\n");
	}
	const path = calls.find(([permission]) => may(permission))?.[1] ?? "/v1/me";
	return [`curl '${origin}${path}'`, authorization].join(" \\\n");
}
