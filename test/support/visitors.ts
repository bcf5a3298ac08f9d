/** Everybody who may come to the API, signed in for real: what they send with a request, and what they may do. */

import type { Auth } from "../../src/serve/auth/index.ts";
import { isProblem, type People, type Problem } from "../../src/setup/index.ts";
import type { AccountId } from "../../src/terms/ids.ts";
import type { Role } from "../../src/terms/permissions.ts";
import type { Person } from "../../src/terms/person.ts";

const PASSWORD = "correct horse battery";
const HOST = "relay.example";

/** A person with these roles, and the headers of a request from a page of ours. */
export async function signedIn(
	{ people, auth }: { readonly people: People; readonly auth: Auth },
	name: string,
	memberships: Readonly<Record<AccountId, Role>>,
	operator = false,
): Promise<{ readonly person: Person; readonly headers: Readonly<Record<string, string>> }> {
	const email = `${name}@people.example`;
	const made: Person | Problem = await people.setupLinks.makePerson(
		{ email, name, password: PASSWORD, operator },
		Object.entries(memberships).map(([accountId, role]) => ({ accountId: accountId as AccountId, role })),
	);
	if (isProblem(made)) throw new Error(made.detail);
	const request = new Request(`https://${HOST}/auth/sign-in/email`, {
		method: "POST",
		headers: { "content-type": "application/json", origin: `https://${HOST}` },
		body: JSON.stringify({ email, password: PASSWORD }),
	});
	// Each from a network of their own: the limit of what is tried at once is no matter here.
	const answer = await auth.fetch(request, "192.0.2.1");
	const cookie = answer.headers.getSetCookie().map((field) => field.split(";")[0]);
	if (cookie.length === 0) throw new Error(`${email} cannot sign in: ${await answer.text()}`);
	return {
		person: made,
		headers: { cookie: cookie.join("; "), host: HOST, origin: `https://${HOST}` },
	};
}
