/** People who are signed in, as the API needs to know them. */

import type { AccountId, PersonId } from "../../terms/ids.ts";
import type { Role } from "../../terms/permissions.ts";

export interface SignedIn {
	readonly person: {
		readonly id: PersonId;
		readonly email: string;
		readonly name: string;
		/** Whether this person runs the whole service. */
		readonly operator: boolean;
	};
	readonly memberships: readonly { readonly accountId: AccountId; readonly role: Role }[];
}

export interface Sessions {
	/** Whose session a request's cookie is; undefined when it is none that still lasts. */
	signedIn(headers: Headers): Promise<SignedIn | undefined>;
}
