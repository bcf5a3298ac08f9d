/**
 * People: who signs in, which accounts they belong to with which role, and who runs the service. Nobody makes themselves
 * a person: they are asked to join, or have the set-up link. The last administrator of an account and the last operator
 * stay.
 */

import type { PersonId } from "../../terms/ids.ts";
import type { Membership, Person } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import type { PageRequest } from "../ports.ts";
import { nameTrouble, type Problem } from "../problem.ts";
import { deriveKey, keyedHash } from "../secrets.ts";
import { changedOrProblem } from "./changed.ts";
import { createEmailChanges, type EmailChanges } from "./email-changes.ts";
import { timeZoneTrouble } from "./fields.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createOperators, type Operators } from "./operators.ts";
import { createSetupLinks, type SetupLinks } from "./setup-links.ts";
import { createTeams, type Teams } from "./teams.ts";

export { isEmailChangeToken } from "./email-changes.ts";
export type { Invited } from "./invitations.ts";
export { isInvitationToken } from "./invitations.ts";

export interface People {
	one(id: PersonId): Promise<Person | undefined>;
	byEmail(email: string): Promise<Person | undefined>;
	list(page: PageRequest): Promise<readonly Person[]>;
	memberships(id: PersonId): Promise<readonly (Membership & { readonly accountName: string })[]>;
	update(
		id: PersonId,
		change: Partial<Pick<Person, "name" | "language" | "timeZone">>,
	): Promise<Person | Problem>;
	/** Cannot sign in, and is out at once. */
	suspend(id: PersonId): Promise<Person | Problem>;
	resume(id: PersonId): Promise<Person | Problem>;
	remove(id: PersonId): Promise<"removed" | Problem>;
	/** How many ended. */
	endSessions(id: PersonId): Promise<number>;
	readonly teams: Teams;
	readonly invitations: Invitations;
	readonly operators: Operators;
	readonly setupLinks: SetupLinks;
	readonly emailChanges: EmailChanges;
}

export function createPeople(ports: PeoplePorts): People {
	const { store, clock } = ports;
	const tokens = keyedHash(deriveKey(ports.serverKey, "person-link"));
	const lastOne = "Nobody else runs the service, or an account would be left without an administrator";
	return {
		one: (id) => store.person(id),
		byEmail: (email) => store.personByEmail(email.toLowerCase()),
		list: (page) => store.people(page),
		memberships: (id) => store.memberships(id),
		async update(id, change) {
			const { name, timeZone } = change;
			const trouble =
				(name === undefined ? undefined : nameTrouble("name", name)) ??
				(timeZone === undefined ? undefined : timeZoneTrouble(timeZone));
			return (
				trouble ?? changedOrProblem((await store.updatePerson(id, change)) ?? "not-found", "person", lastOne)
			);
		},
		suspend: async (id) =>
			changedOrProblem(await store.setSuspended(id, clock.now()), "person", "Nobody else runs the service"),
		resume: async (id) => changedOrProblem(await store.setSuspended(id, null), "person", lastOne),
		remove: async (id) => changedOrProblem(await store.removePerson(id), "person", lastOne),
		endSessions: (id) => store.endSessions(id),
		teams: createTeams(ports),
		invitations: createInvitations(ports, tokens),
		operators: createOperators(ports),
		setupLinks: createSetupLinks(ports, tokens),
		emailChanges: createEmailChanges(ports, tokens),
	};
}
