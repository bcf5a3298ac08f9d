/** The people who run the service. */

import type { PersonId } from "../../terms/ids.ts";
import type { Person } from "../../terms/person.ts";
import type { PeoplePorts } from "../people-ports.ts";
import type { PageRequest } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { changedOrProblem } from "./changed.ts";

export interface Operators {
	list(page: PageRequest): Promise<readonly Person[]>;
	/** Whether anybody runs the service yet. */
	exist(): Promise<boolean>;
	set(id: PersonId, operator: boolean): Promise<Person | Problem>;
}

export const createOperators = ({ store }: Pick<PeoplePorts, "store">): Operators => ({
	list: (page) => store.people(page, { operators: true }),
	exist: async () => (await store.people({ limit: 1 }, { operators: true })).length > 0,
	set: async (id, operator) =>
		changedOrProblem(await store.setOperator(id, operator), "person", "Nobody else runs the service"),
});
