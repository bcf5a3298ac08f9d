/** The address that somebody signs in with becomes another one, once a link that went there was opened. */

import { HOUR } from "../../terms/clock.ts";
import type { EmailChange, Person } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import { invalidField, notFound, type Problem } from "../problem.ts";
import { type KeyedHash, randomText, SECRET_CHARACTERS } from "../secrets.ts";
import { emailOf } from "./fields.ts";

export interface EmailChanges {
	/**
	 * A mail to the new address is queued; a link that went out before is void. Whether the address is somebody's shows
	 * neither in the answer nor in how long it takes: the mail alone, which they read, is another one.
	 */
	ask(person: Person, written: string): Promise<EmailChange | Problem>;
	byToken(token: string): Promise<EmailChange | undefined>;
	/** All sessions end but for the one that is kept, and the address before is told in the commit of the change. */
	confirm(token: string, keptSession: string | null): Promise<Confirmed | Problem>;
}

export interface Confirmed {
	readonly person: Person;
	readonly emailBefore: string;
}

/** As short as a reset of the password: who has the link can have that from then on. */
const LINK_MS = HOUR;
const PREFIX = "em_";
/** Whether a text can be the token of such a link. */
export const isEmailChangeToken = (text: string): boolean => /^em_[0-9a-z]{26}$/.test(text);

export function createEmailChanges(ports: PeoplePorts, tokens: KeyedHash): EmailChanges {
	const { store, clock, randomBytes, url, emailChangeMail: mail } = ports;
	const gone = notFound("link for a new address, or it is too old: ask for another");

	const find = async (token: string): Promise<EmailChange | undefined> =>
		isEmailChangeToken(token) ? store.emailChange(tokens.hash(token), clock.now()) : undefined;

	return {
		async ask(person, written) {
			const newEmail = emailOf(written);
			if (typeof newEmail !== "string") return newEmail;
			if (newEmail === person.email) return invalidField("email", `The address is ${newEmail} already`);
			const token = PREFIX + randomText(randomBytes(SECRET_CHARACTERS));
			const createdAt = clock.now();
			const { id: personId, email } = person;
			const change = { personId, email, newEmail, createdAt, expiresAt: createdAt + LINK_MS };
			await store.putEmailChange(change, tokens.hash(token));
			const owner = await store.personByEmail(newEmail);
			await (owner === undefined
				? mail.link(person, change, `${url()}/new-address?token=${token}`)
				: mail.taken(owner));
			return change;
		},
		byToken: find,
		async confirm(token, keptSession) {
			const change = await find(token);
			const before = change && (await store.person(change.personId));
			if (change === undefined || before === undefined) return gone;
			const now = clock.now();
			const after = { ...before, email: change.newEmail };
			const notice = await mail.changed(after, { email: change.email, at: now });
			const person = await store.changeEmail(tokens.hash(token), now, keptSession, notice);
			if (person === undefined) return gone;
			if (notice !== undefined) mail.queued(notice);
			return { person, emailBefore: change.email };
		},
	};
}
