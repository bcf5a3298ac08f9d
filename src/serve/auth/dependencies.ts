/** All that signing in needs from outside. */

import type { AuditStore } from "../../setup/audit-ports.ts";
import type { AuthRecords, Passwords, PeopleStore } from "../../setup/people-ports.ts";
import type { Instant } from "../../terms/clock.ts";
import type { Person } from "../../terms/person.ts";

/** A provider that people may sign in by as well. */
export interface OidcProvider {
	/** Where its discovery document is: the issuer, or the document's own address. */
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly scopes: readonly string[];
}

export interface Guard {
	blockedMs(address: string, person: string, now: Instant): number;
	failed(address: string, person: string, now: Instant): void;
	succeeded(address: string, person: string, now: Instant): void;
}

export interface AuthDependencies {
	readonly records: AuthRecords;
	readonly people: Pick<PeopleStore, "person" | "personByEmail" | "memberships" | "updatePerson">;
	readonly passwords: Passwords;
	/** Counts what fails: src/check/limits/sign-ins.ts. */
	readonly guard: Guard;
	/** Counts mails that are asked for, so that nobody's mailbox is filled. */
	readonly mailGuard: Guard;
	readonly audit: Pick<AuditStore, "add">;
	/** Mails the link by which a forgotten password is replaced. Resolves once it is queued. */
	readonly mailReset: (person: Person, link: string) => Promise<void>;
	readonly oidc: OidcProvider | null;
	/** What cookies are signed and second factors encrypted with. */
	readonly secret: string;
	/** Where the pages are, without a final slash; known once the door is open. */
	readonly url: () => string;
	readonly now: () => Instant;
	readonly randomBytes: (count: number) => Buffer;
	/** An unexpected error; returns the incident's id, which is in the log. */
	readonly incident: (during: string, error: unknown) => string;
}
