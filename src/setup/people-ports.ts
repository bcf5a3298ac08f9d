/** All that people, their roles and their sessions need from outside. */

import type { Clock, Instant } from "../terms/clock.ts";
import type { AccountId, InvitationId, PersonId } from "../terms/ids.ts";
import type { NewMessage } from "../terms/message.ts";
import type { Role } from "../terms/permissions.ts";
import type { EmailChange, Invitation, Member, Membership, Person } from "../terms/person.ts";
import type { PageRequest, SetupStore } from "./ports.ts";

/** What lets a stranger become a person here; it is used up in the same commit. */
export type Entitlement =
	| { readonly kind: "invitation"; readonly id: InvitationId }
	| { readonly kind: "setup-link"; readonly hash: Buffer }
	/** The service itself says so. */
	| { readonly kind: "none" };

/** "last" is the last operator of the service, or the last administrator of an account. */
export type Changed<Value> = Value | "not-found" | "last";

/** Everything about people. Writes resolve after a synced commit; those about the last of a kind are atomic. */
export interface PeopleStore {
	person(id: PersonId): Promise<Person | undefined>;
	personByEmail(email: string): Promise<Person | undefined>;
	/** Of the operators only, where asked. */
	people(page: PageRequest, only?: { readonly operators: boolean }): Promise<readonly Person[]>;
	/** With their memberships. `signInId` is the id of the password's row. */
	addPerson(
		person: Person,
		password: { readonly id: string; readonly hash: string } | null,
		memberships: readonly Membership[],
		entitlement: Entitlement,
	): Promise<"added" | "taken" | "not-entitled">;
	updatePerson(
		id: PersonId,
		change: Partial<Pick<Person, "name" | "language" | "timeZone" | "lastSignInAt">>,
	): Promise<Person | undefined>;
	setOperator(id: PersonId, operator: boolean): Promise<Changed<Person>>;
	/** Ends all sessions as well. */
	setSuspended(id: PersonId, since: Instant | null): Promise<Changed<Person>>;
	/** With memberships, sessions and ways to sign in. */
	removePerson(id: PersonId): Promise<Changed<"removed">>;
	endSessions(id: PersonId): Promise<number>;
	memberships(person: PersonId): Promise<readonly (Membership & { readonly accountName: string })[]>;
	/** Oldest member first, by the person's id. */
	members(account: AccountId, page: PageRequest): Promise<readonly Member[]>;
	member(account: AccountId, person: PersonId): Promise<Member | undefined>;
	setRole(account: AccountId, person: PersonId, role: Role): Promise<Changed<Member>>;
	removeMember(account: AccountId, person: PersonId): Promise<Changed<"removed">>;

	/** In the place of one to the same account and address. */
	putInvitation(invitation: Invitation, tokenHash: Buffer): Promise<void>;
	invitation(id: InvitationId): Promise<Invitation | undefined>;
	invitationByToken(tokenHash: Buffer): Promise<Invitation | undefined>;
	/** Those of an account; those to run the service where it is null. */
	invitations(account: AccountId | null, page: PageRequest): Promise<readonly Invitation[]>;
	removeInvitation(id: InvitationId): Promise<boolean>;
	/** Somebody who is a person already takes it. False when it is gone. */
	acceptInvitation(invitation: Invitation, person: PersonId, now: Instant): Promise<boolean>;

	putSetupLink(hash: Buffer, createdAt: Instant, expiresAt: Instant): Promise<void>;
	hasSetupLink(hash: Buffer, now: Instant): Promise<boolean>;
	/** In the place of what the person asked for before. */
	putEmailChange(change: EmailChange, tokenHash: Buffer): Promise<void>;
	emailChange(tokenHash: Buffer, now: Instant): Promise<EmailChange | undefined>;
	/**
	 * The address becomes the new one; all else that was under way for the person ends: sessions but for the one that is
	 * kept, resets of the password, sign-ins that wait for the second factor. Undefined, and nothing done, when the link
	 * is gone or too old, the person is suspended, or the address is somebody's. The notice is written in the same commit,
	 * or not at all; undefined where there is none.
	 */
	changeEmail(
		tokenHash: Buffer,
		now: Instant,
		keptSession: string | null,
		notice: NewMessage | undefined,
	): Promise<Person | undefined>;
	/** Where people had sessions from, newest last. */
	places(since: Instant): Promise<readonly { readonly email: string; readonly address: string }[]>;
	/** What ended before this moment: sessions, invitations, links, what was under way. */
	forget(before: Instant): Promise<void>;
}

/** The kinds of records that better-auth keeps, by its own names. */
export type AuthModel = "user" | "session" | "account" | "verification" | "twoFactor";

export type AuthValue = string | number | boolean | Date | null;
export type AuthRecord = Readonly<Record<string, AuthValue>>;

/** All conditions hold, but for neighbours joined by OR, as better-auth writes them. */
export interface AuthCondition {
	readonly field: string;
	readonly operator:
		| "eq"
		| "ne"
		| "lt"
		| "lte"
		| "gt"
		| "gte"
		| "in"
		| "not_in"
		| "contains"
		| "starts_with"
		| "ends_with";
	readonly value: AuthValue | readonly (string | number)[];
	readonly connector: "AND" | "OR";
}

export interface AuthSearch {
	readonly where: readonly AuthCondition[];
	readonly limit?: number;
	readonly offset?: number;
	readonly sortBy?: { readonly field: string; readonly direction: "asc" | "desc" };
}

/** Records of sessions, passwords and second factors. Writes resolve after a synced commit. */
export interface AuthRecords {
	insert(model: AuthModel, record: AuthRecord): Promise<AuthRecord>;
	find(model: AuthModel, search: AuthSearch): Promise<readonly AuthRecord[]>;
	count(model: AuthModel, where: readonly AuthCondition[]): Promise<number>;
	/** One record at most where `one` is set. Resolves to what was changed, as it is now. */
	update(
		model: AuthModel,
		where: readonly AuthCondition[],
		change: {
			readonly set: AuthRecord;
			readonly increment?: Readonly<Record<string, number>>;
			readonly one?: boolean;
		},
	): Promise<readonly AuthRecord[]>;
	/** Resolves to what was removed. */
	remove(model: AuthModel, where: readonly AuthCondition[], one?: boolean): Promise<readonly AuthRecord[]>;
}

/** Hashes of passwords that people chose: slow on purpose, and only a few at once. */
export interface Passwords {
	hash(password: string): Promise<string>;
	matches(hash: string, password: string): Promise<boolean>;
}

/** Resolves once the mail is queued. `accountName` is null where it is about running the service. */
export type InvitationMail = (
	invitation: Invitation,
	accountName: string | null,
	link: string,
) => Promise<void>;

/** Mails about a new address. The first two resolve once they are queued. */
export interface EmailChangeMail {
	/** To the new address. */
	link(person: Person, change: EmailChange, link: string): Promise<void>;
	/** To the new address, where it is somebody's already: to them, and without a link. */
	taken(owner: Person): Promise<void>;
	/** To the address before; it is for the commit of the change. Undefined where no mail can go there. */
	changed(
		person: Person,
		was: { readonly email: string; readonly at: Instant },
	): Promise<NewMessage | undefined>;
	/** It was committed. */
	queued(message: NewMessage): void;
}

export interface PeoplePorts {
	readonly store: PeopleStore;
	readonly accounts: Pick<SetupStore, "account">;
	readonly passwords: Pick<Passwords, "hash">;
	readonly mail: InvitationMail;
	readonly emailChangeMail: EmailChangeMail;
	/** Where the pages are, without a final slash. */
	readonly url: () => string;
	readonly clock: Clock;
	readonly randomBytes: (count: number) => Buffer;
	/** The server key: 32 octets that exist in the data folder only. */
	readonly serverKey: Buffer;
}
