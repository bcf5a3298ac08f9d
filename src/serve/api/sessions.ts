/** People who are signed in, as the API needs to know them. */

import type { Person, SignedIn } from "../../terms/person.ts";

export interface Sessions {
	/** Whose session a request's cookie is; undefined when it is none that still lasts. */
	signedIn(headers: Headers): Promise<SignedIn | undefined>;
	/** Set-Cookie fields by which a session that is used goes on; mostly none. */
	renew(headers: Headers): Promise<readonly string[]>;
	/** Of who is signed in, from an address; counts with what is tried at sign-in. "none": there is no password. */
	checkPassword(
		person: Person,
		password: string,
		address: string,
	): Promise<"right" | "wrong" | "none" | { readonly waitMs: number }>;
	/** How long no mail may be asked for to this mailbox from there; 0 when it may, which counts. */
	mailWaitMs(email: string, address: string): number;
}
