/** Whose session a cookie is. Asked of the store each time: a session, a role or a person that ends, ends at once. */

import type { AccountId, PersonId } from "../../terms/ids.ts";
import type { Role } from "../../terms/permissions.ts";
import type { Person } from "../../terms/person.ts";
import type { BetterAuth } from "./better-auth.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { COOKIE_PREFIX } from "./names.ts";

export interface SignedIn {
	readonly person: Person;
	readonly memberships: readonly {
		readonly accountId: AccountId;
		readonly accountName: string;
		readonly role: Role;
	}[];
}

export interface Sessions {
	signedIn(headers: Headers): Promise<SignedIn | undefined>;
	/** Set-Cookie fields by which a session that is used goes on for another thirty days; mostly none. */
	renew(headers: Headers): Promise<readonly string[]>;
}

const SESSION_COOKIE = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=`);

/** Whether a request comes with a session's cookie at all: most of the API's do not. */
const hasCookie = (headers: Headers): boolean => SESSION_COOKIE.test(headers.get("cookie") ?? "");

/** The person whose session it is, as the cookie's signature and the store say. */
export async function personOf(
	auth: () => Promise<BetterAuth>,
	headers: Headers,
	people: Pick<AuthDependencies["people"], "person">,
): Promise<Person | undefined> {
	if (!hasCookie(headers)) return undefined;
	const found = await (await auth()).api.getSession({ headers, query: { disableRefresh: true } });
	if (found === null) return undefined;
	const person = await people.person(found.user.id as PersonId);
	return person?.suspendedAt === null ? person : undefined;
}

export const createSessions = (
	auth: () => Promise<BetterAuth>,
	people: AuthDependencies["people"],
): Sessions => ({
	async signedIn(headers) {
		const person = await personOf(auth, headers, people);
		return person && { person, memberships: await people.memberships(person.id) };
	},
	async renew(headers) {
		if (!hasCookie(headers)) return [];
		const { headers: answered } = await (await auth()).api.getSession({ headers, returnHeaders: true });
		return answered?.getSetCookie() ?? [];
	},
});
