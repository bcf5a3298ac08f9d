/** Who is signed in, and to what service: GET /v1/me. */

import { type QueryClient, queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import {
	type ActingAccount,
	actFor,
	actingAccount,
	forgetAccount,
	hasChosenAccount,
	onActing,
	tellActing,
} from "./account-choice.ts";
import { api } from "./client.ts";
import type { Me, Membership, Permission, Person, Service } from "./who.ts";

export type { Me, Membership, Permission, Person, Service };

export const meQuery = queryOptions({
	queryKey: ["me"],
	queryFn: ({ signal }) => api.get<Me>("/v1/me", undefined, signal),
	staleTime: 60_000,
});

export interface Session {
	readonly person: Person;
	readonly service: Service;
	readonly memberships: readonly Membership[];
	/** For which account this tab acts; null: an operator, for all accounts. */
	readonly account: ActingAccount | null;
	/** The person's role there; an operator is administrator everywhere. */
	readonly role: Membership["role"];
	readonly isOperator: boolean;
	can(permission: Permission): boolean;
}

/** Undefined while nobody is signed in. Settles for which account this tab acts. */
export function sessionOf({ person, accounts, service }: Me): Session | undefined {
	if (person === null) return undefined;
	const chosen = actingAccount();
	const membership = accounts.find(({ id }) => id === chosen?.id);
	const isElsewhere = chosen !== null && membership === undefined;
	if (isElsewhere && !person.operator) forgetAccount();
	const own = membership ?? (person.operator && hasChosenAccount() ? undefined : accounts[0]);
	if (own !== undefined && own.id !== chosen?.id) actFor({ id: own.id, name: own.name });
	const isAdministrator = person.operator && membership === undefined;
	return {
		person,
		service,
		memberships: accounts,
		account: own ?? (person.operator ? chosen : null),
		role: person.operator ? "administrator" : (own?.role ?? "viewer"),
		isOperator: person.operator,
		can: (permission) =>
			isAdministrator || person.operator || (own?.permissions.includes(permission) ?? false),
	};
}

/** Only below the signed-in part of the app. */
export function useSession(): Session {
	useSyncExternalStore(onActing, actingAccount);
	const session = sessionOf(useSuspenseQuery(meQuery).data);
	if (session === undefined) throw new Error("nobody is signed in");
	return session;
}

export const useService = (): Service => useSuspenseQuery(meQuery).data.service;

/** All that was read belonged to the other account. */
export async function switchAccount(queries: QueryClient, account: ActingAccount | null): Promise<void> {
	actFor(account);
	const me = queries.getQueryData(meQuery.queryKey);
	queries.clear();
	if (me !== undefined) queries.setQueryData(meQuery.queryKey, me);
	tellActing();
}
