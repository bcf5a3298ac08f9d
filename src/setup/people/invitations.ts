/** People are asked to join an account, or to run the service, by a link that goes to their mailbox. */

import { DAY } from "../../terms/clock.ts";
import { type AccountId, ID_RANDOM_BYTES, type InvitationId, makeId } from "../../terms/ids.ts";
import type { Role } from "../../terms/permissions.ts";
import type { Invitation, Person } from "../../terms/person.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { PeoplePorts } from "../people-ports.ts";
import type { PageRequest } from "../ports.ts";
import { invalidField, isProblem, notFound, type Problem } from "../problem.ts";
import { type KeyedHash, randomText, SECRET_CHARACTERS } from "../secrets.ts";
import { emailOf } from "./fields.ts";
import { INVITATIONS_PER_DAY, mailAllowance } from "./mail-allowance.ts";
import { newcomer } from "./newcomer.ts";

export interface NewInvitation {
	/** Null: to run the service. */
	readonly accountId: AccountId | null;
	readonly email: string;
	readonly role: Role | "operator";
	readonly language?: Language;
	readonly invitedBy: string;
}

/** What who has the link is shown. */
export interface Invited {
	readonly invitation: Invitation;
	readonly accountName: string | null;
	readonly personExists: boolean;
}

export interface Invitations {
	/** The mail is queued. One who was asked before gets a new link; the one before is void. */
	make(wanted: NewInvitation): Promise<Invitation | Problem>;
	one(id: InvitationId): Promise<Invitation | undefined>;
	list(account: AccountId | null, page: PageRequest): Promise<readonly Invitation[]>;
	resend(id: InvitationId): Promise<Invitation | Problem>;
	remove(id: InvitationId): Promise<boolean>;
	byToken(token: string): Promise<Invited | undefined>;
	whole(invitation: Invitation): Promise<Invited | undefined>;
	/** Who is no person yet becomes one, with this name and password. */
	accept(
		token: string,
		given: { readonly name?: string; readonly password?: string },
	): Promise<{ readonly person: Person; readonly invitation: Invitation } | Problem>;
}

const tooMany: Problem = {
	kind: "problem",
	problem: "unavailable",
	detail: `An account mails ${INVITATIONS_PER_DAY} invitations in a day: go on tomorrow`,
};

const INVITATION_MS = 7 * DAY;
const PREFIX = "iv_";
/** Whether a text can be the token of a link, and not an invitation's id. */
export const isInvitationToken = (text: string): boolean => /^iv_[0-9a-z]{26}$/.test(text);

export function createInvitations(ports: PeoplePorts, tokens: KeyedHash): Invitations {
	const { store, accounts, clock, randomBytes, mail, url } = ports;

	const nameOf = async (account: AccountId | null): Promise<string | null | undefined> =>
		account === null ? null : (await accounts.account(account))?.name;

	const allowance = mailAllowance(clock);
	const send = async (invitation: Invitation, accountName: string | null): Promise<Invitation | Problem> => {
		if (invitation.accountId !== null && !allowance.take(invitation.accountId)) return tooMany;
		const token = PREFIX + randomText(randomBytes(SECRET_CHARACTERS));
		await store.putInvitation(invitation, tokens.hash(token));
		// In the language that somebody here has chosen; the invitation itself must not tell who is here.
		const language = (await store.personByEmail(invitation.email))?.language ?? invitation.language;
		await mail({ ...invitation, language }, accountName, `${url()}/invitation?token=${token}`);
		return invitation;
	};

	const find = async (token: string): Promise<Invitation | undefined> => {
		const found = isInvitationToken(token) ? await store.invitationByToken(tokens.hash(token)) : undefined;
		return found !== undefined && found.expiresAt > clock.now() ? found : undefined;
	};

	const whole = async (invitation: Invitation): Promise<Invited | undefined> => {
		const accountName = await nameOf(invitation.accountId);
		if (accountName === undefined) return undefined;
		const personExists = (await store.personByEmail(invitation.email)) !== undefined;
		return { invitation, accountName, personExists };
	};

	return {
		async make({ accountId, email: written, role, language = "en", invitedBy }) {
			const email = emailOf(written);
			if (typeof email !== "string") return email;
			const accountName = await nameOf(accountId);
			if (accountName === undefined) return notFound("account");
			const person = await store.personByEmail(email);
			if (person !== undefined && (await isThere(ports, accountId, person)))
				return { kind: "problem", problem: "taken", field: "email", detail: `${email} is here already` };
			const createdAt = clock.now();
			const id = makeId<InvitationId>(createdAt, randomBytes(ID_RANDOM_BYTES));
			const expiresAt = createdAt + INVITATION_MS;
			return send({ id, accountId, email, role, language, invitedBy, createdAt, expiresAt }, accountName);
		},
		one: (id) => store.invitation(id),
		list: (account, page) => store.invitations(account, page),
		async resend(id) {
			const invitation = await store.invitation(id);
			const accountName = invitation && (await nameOf(invitation.accountId));
			if (invitation === undefined || accountName === undefined) return notFound("invitation");
			return send({ ...invitation, expiresAt: clock.now() + INVITATION_MS }, accountName);
		},
		remove: (id) => store.removeInvitation(id),
		async byToken(token) {
			const invitation = await find(token);
			return invitation && whole(invitation);
		},
		whole,
		async accept(token, given) {
			const invitation = await find(token);
			if (invitation === undefined) return notFound("invitation, or it is too old: ask for another");
			const known = await store.personByEmail(invitation.email);
			const person =
				known === undefined ? await begin(ports, invitation, given) : await join(ports, invitation, known);
			return isProblem(person) ? person : { person, invitation };
		},
	};
}

async function isThere({ store }: PeoplePorts, account: AccountId | null, person: Person): Promise<boolean> {
	return account === null ? person.operator : (await store.member(account, person.id)) !== undefined;
}

async function join(
	{ store, clock }: PeoplePorts,
	invitation: Invitation,
	person: Person,
): Promise<Person | Problem> {
	if (person.suspendedAt !== null) return notFound("invitation");
	const accepted = await store.acceptInvitation(invitation, person.id, clock.now());
	return accepted ? ((await store.person(person.id)) ?? notFound("person")) : notFound("invitation");
}

async function begin(
	ports: PeoplePorts,
	{ id, accountId, email, role, language }: Invitation,
	{ name, password }: { readonly name?: string; readonly password?: string },
): Promise<Person | Problem> {
	if (name === undefined) return invalidField("name", "The name is missing");
	if (password === undefined) return invalidField("password", "The password is missing");
	const made = await newcomer({ email, name, password, language, operator: role === "operator" }, ports);
	if (isProblem(made)) return made;
	const memberships = accountId === null || role === "operator" ? [] : [{ accountId, role }];
	const added = await ports.store.addPerson(made.person, made.password, memberships, {
		kind: "invitation",
		id,
	});
	return added === "added" ? made.person : notFound("invitation");
}
