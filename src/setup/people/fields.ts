/** What people write about themselves, checked. */

import { parsePath } from "../../rfc/address/path.ts";
import { PASSWORD_CHARACTERS } from "../../terms/person.ts";
import { invalidField, type Problem } from "../problem.ts";

/**
 * Addresses that every mail server and every sign-in form takes: ASCII without quotes, a domain with a dot. Which of
 * two ways of writing a mailbox is meant never matters, as all are compared in lower case.
 */
const PLAIN = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]*[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/;
const EMAIL_CHARACTERS = 254;

/** In lower case. */
export function emailOf(written: string): string | Problem {
	const email = written.trim().toLowerCase();
	if (email.length > EMAIL_CHARACTERS) return invalidField("email", "The e-mail address is too long");
	const parsed = parsePath(email);
	return parsed.kind === "path" && PLAIN.test(email)
		? email
		: invalidField("email", `"${written}" is no e-mail address such as ann@shop.example`);
}

export function passwordTrouble(password: string): Problem | undefined {
	const { least, most } = PASSWORD_CHARACTERS;
	const { length } = password;
	if (length < least) return invalidField("password", `The password has fewer than ${least} characters`);
	return length > most
		? invalidField("password", `The password has more than ${most} characters`)
		: undefined;
}

export function timeZoneTrouble(timeZone: string): Problem | undefined {
	try {
		new Intl.DateTimeFormat("en", { timeZone });
		return undefined;
	} catch {
		return invalidField("timeZone", `"${timeZone}" is no time zone such as Europe/Paris`);
	}
}
