/** The members of an account. */

import type { AccountId, PersonId } from "../../terms/ids.ts";
import type { Role } from "../../terms/permissions.ts";
import type { Member } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import type { PageRequest } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { changedOrProblem } from "./changed.ts";

export interface Teams {
	members(account: AccountId, page: PageRequest): Promise<readonly Member[]>;
	member(account: AccountId, person: PersonId): Promise<Member | undefined>;
	setRole(account: AccountId, person: PersonId, role: Role): Promise<Member | Problem>;
	/** Has no access from then on, whatever sessions there are. */
	remove(account: AccountId, person: PersonId): Promise<"removed" | Problem>;
}

const LAST = "The account would be left without an administrator: make somebody else one first";

export const createTeams = ({ store }: Pick<PeoplePorts, "store">): Teams => ({
	members: (account, page) => store.members(account, page),
	member: (account, person) => store.member(account, person),
	setRole: async (account, person, role) =>
		changedOrProblem(await store.setRole(account, person, role), "member", LAST),
	remove: async (account, person) =>
		changedOrProblem(await store.removeMember(account, person), "member", LAST),
});
