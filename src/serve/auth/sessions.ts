/** Whose session a cookie is. Asked of the store each time: a session, a role or a person that ends, ends at once. */

import type { PersonId } from "../../terms/ids.ts";
import type { Person, SignedIn } from "../../terms/person.ts";
import type { BetterAuth } from "./better-auth.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { guessed } from "./guesses.ts";
import { COOKIE_PREFIX } from "./names.ts";
import type { OwnPassword } from "./own-password.ts";

export interface Sessions {
	signedIn(headers: Headers): Promise<SignedIn | undefined>;
	/** Set-Cookie fields by which a session that is used goes on for another thirty days; mostly none. */
	renew(headers: Headers): Promise<readonly string[]>;
	/** See own-password.ts. */
	checkPassword: OwnPassword["check"];
	/** How long no mail may be asked for to this mailbox from there; 0 when it may, which counts. */
	mailWaitMs(email: string, address: string): number;
}

const SESSION_COOKIE = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=`);

/** Whether a request comes with a session's cookie at all: most of the API's do not. */
const hasCookie = (headers: Headers): boolean => SESSION_COOKIE.test(headers.get("cookie") ?? "");

/** The person whose session it is, as the cookie's signature and the store say. */
export const personOf = async (...asked: Parameters<typeof sessionOf>): Promise<Person | undefined> =>
	(await sessionOf(...asked))?.person;

async function sessionOf(
	auth: () => Promise<BetterAuth>,
	headers: Headers,
	people: Pick<AuthDependencies["people"], "person">,
): Promise<Pick<SignedIn, "person" | "sessionId"> | undefined> {
	if (!hasCookie(headers)) return undefined;
	const found = await (await auth()).api.getSession({ headers, query: { disableRefresh: true } });
	if (found === null) return undefined;
	const person = await people.person(found.user.id as PersonId);
	return person?.suspendedAt === null ? { person, sessionId: found.session.id } : undefined;
}

export const createSessions = (
	auth: () => Promise<BetterAuth>,
	{ people, mailGuard, now }: Pick<AuthDependencies, "people" | "mailGuard" | "now">,
	ownPassword: OwnPassword,
): Sessions => ({
	async signedIn(headers) {
		const session = await sessionOf(auth, headers, people);
		return session && { ...session, memberships: await people.memberships(session.person.id) };
	},
	async renew(headers) {
		if (!hasCookie(headers)) return [];
		const { headers: answered } = await (await auth()).api.getSession({ headers, returnHeaders: true });
		return answered?.getSetCookie() ?? [];
	},
	checkPassword: (...asked) => ownPassword.check(...asked),
	mailWaitMs(email, address) {
		const mailbox = nameOfMailbox(email);
		const waitMs = mailGuard.blockedMs(address, mailbox, now());
		if (waitMs === 0) mailGuard.failed(address, mailbox, now());
		return waitMs;
	},
});

/** As for resets of passwords: both fill the same mailbox. */
const nameOfMailbox = (email: string): string => guessed("mail", email.trim().toLowerCase()) ?? "";
