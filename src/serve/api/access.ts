/**
 * Who may see and do what: the one place where that is decided. Who asks is a program with an API key, or a person
 * who is signed in; an account's key and an account's member see their account and nothing of others, whose things
 * do not exist for them; the operator sees everything.
 *
 * RFC 6750 §2.1 (bearer tokens).
 */

import type { ApiKeys } from "../../setup/index.ts";
import type { Actor } from "../../terms/audit.ts";
import type { ApiKey } from "../../terms/identity.ts";
import { type AccountId, isId } from "../../terms/ids.ts";
import { everything, isPermission, type Permission, roleGrants } from "../../terms/permissions.ts";
import type { SignedIn } from "../../terms/person.ts";
import { type ApiProblem, isApiProblem, problem } from "./problem.ts";
import type { Sessions } from "./sessions.ts";

/**
 * `anyone` is not asked who it is; `visitor` may be anybody, and is known when signed in or with a key; `person` is
 * signed in; `operator` may do everything; a permission is had in the account that the call is about.
 */
export type Access = "anyone" | "visitor" | "person" | "operator" | Permission;

interface Known {
	readonly actor: Actor;
	/** Who is signed in; null for a key. */
	readonly person: SignedIn | null;
	/** Null for a person. */
	readonly key: ApiKey | null;
}

export type Scope =
	| { readonly kind: "nobody" }
	/** Signed in, and the call is about no account. */
	| ({ readonly kind: "person" } & Known)
	| ({
			readonly kind: "account";
			readonly account: AccountId;
			readonly permissions: ReadonlySet<Permission>;
	  } & Known)
	| ({ readonly kind: "operator"; readonly permissions: ReadonlySet<Permission> } & Known);

export const nobody: Scope = { kind: "nobody" };

/** A request, as far as it tells who makes it. */
export interface Asker {
	/** "GET" */
	readonly method: string;
	readonly headers: Headers;
	/** The client's address. */
	readonly address: string;
	/** The account that the query names. */
	readonly account: string | undefined;
}

export interface Gatekeepers {
	readonly keys: ApiKeys;
	/** Absent where nobody can sign in. */
	readonly sessions?: Pick<Sessions, "signedIn"> | undefined;
}

/** `heard` is told who asks, where that is known, also of who may not. */
export async function admit(
	access: Access,
	asker: Asker,
	gatekeepers: Gatekeepers,
	heard: (actor: Actor) => void = () => {},
): Promise<Scope | ApiProblem> {
	if (access === "anyone") return nobody;
	const known = await recognise(asker, gatekeepers);
	if (known === undefined) {
		return access === "visitor"
			? nobody
			: problem("api-key-missing", "Sign in, or send the header Authorization: Bearer ak_...");
	}
	if (isApiProblem(known)) return known;
	heard(known.actor);
	const account = asker.headers.get("angarium-account") ?? asker.account;
	if (account !== undefined && !isId(account)) {
		return problem("request-invalid", "The account is no id: 26 characters of digits and capital letters", {
			errors: [{ field: "query.account", detail: "is no id" }],
		});
	}
	return within(access, known, account as AccountId | undefined);
}

/** Undefined when nothing says who asks. */
async function recognise(asker: Asker, { keys, sessions }: Gatekeepers) {
	const authorization = asker.headers.get("authorization");
	if (authorization !== null) return withKey(authorization, asker.address, keys);
	const person = await sessions?.signedIn(asker.headers);
	if (person === undefined) return undefined;
	if (isForeign(asker)) {
		return problem("origin-refused", "A browser makes changes from this service's own pages only");
	}
	const { id, email } = person.person;
	return { actor: { kind: "person", id, name: email }, person, key: null } satisfies Known;
}

async function withKey(authorization: string, address: string, keys: ApiKeys): Promise<Known | ApiProblem> {
	const token = /^Bearer +([\w-]{1,200})$/i.exec(authorization)?.[1];
	if (token === undefined) return problem("api-key-missing", "Send the header Authorization: Bearer ak_...");
	const check = await keys.authenticate(token, address);
	if (check.kind === "blocked") {
		const { retryAfterMs } = check;
		return problem("api-key-blocked", `Wait ${Math.ceil(retryAfterMs / 1_000)} seconds`, { retryAfterMs });
	}
	if (check.kind === "unknown") return problem("api-key-invalid", "No API key is like this one");
	const { id, name, accountId } = check.key;
	const kind = accountId === null ? "operator-key" : "api-key";
	return { actor: { kind, id, name }, person: null, key: check.key };
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a page of another site may have sent this with a person's cookie. Fetch §3.2 (Origin). */
function isForeign({ method, headers }: Asker): boolean {
	if (SAFE.has(method)) return false;
	const origin = headers.get("origin");
	if (origin === null) return headers.get("sec-fetch-site") !== "same-origin";
	return URL.parse(origin)?.host !== headers.get("host");
}

function within(access: Access, known: Known, chosen: AccountId | undefined): Scope | ApiProblem {
	const granted = known.key === null ? null : new Set(known.key.permissions ?? everything);
	const isOperator =
		known.key === null ? known.person?.person.operator === true : known.key.accountId === null;
	if (access === "person") {
		return known.person === null
			? problem("person-only", "This is for a person who is signed in")
			: { kind: "person", ...known };
	}
	if (access === "operator") {
		return isOperator && (known.key?.permissions ?? null) === null
			? { kind: "operator", permissions: everything, ...known }
			: problem("operator-only", "Only the operator may do this");
	}
	const scope = isOperator
		? operatorIn(chosen, granted ?? everything, known)
		: memberIn(access, chosen, granted, known);
	if (isApiProblem(scope) || !isPermission(access) || !("permissions" in scope)) return scope;
	return scope.permissions.has(access)
		? scope
		: problem("permission-missing", `This needs the permission ${access}`);
}

/** The operator sees all accounts, or one as its administrator would. */
const operatorIn = (
	chosen: AccountId | undefined,
	permissions: ReadonlySet<Permission>,
	known: Known,
): Scope =>
	chosen === undefined
		? { kind: "operator", permissions, ...known }
		: { kind: "account", account: chosen, permissions, ...known };

function memberIn(
	access: Access,
	chosen: AccountId | undefined,
	granted: ReadonlySet<Permission> | null,
	known: Known,
): Scope | ApiProblem {
	const { key, person } = known;
	if (key !== null) {
		// A key's account is known: naming another is naming nothing.
		return {
			kind: "account",
			account: key.accountId as AccountId,
			permissions: granted ?? everything,
			...known,
		};
	}
	const memberships = person?.memberships ?? [];
	const membership =
		chosen === undefined && memberships.length === 1
			? memberships[0]
			: memberships.find(({ accountId }) => accountId === chosen);
	if (membership !== undefined) {
		const { accountId: account, role } = membership;
		return { kind: "account", account, permissions: roleGrants[role], ...known };
	}
	if (access === "visitor") return { kind: "person", ...known };
	return chosen === undefined && memberships.length > 1
		? problem("request-invalid", "Say for which account, by the header Angarium-Account", {
				errors: [{ field: "query.account", detail: "is missing" }],
			})
		: problem("not-found", "There is no such account");
}

/** Whether something that belongs to `account` exists for who asks; null is the operator's. */
export const maySee = (scope: Scope, account: AccountId | null): boolean =>
	scope.kind === "operator" || (scope.kind === "account" && scope.account === account);

/**
 * The account that a list is of: an account's key or member gets its own, whatever it asks for; the operator the one
 * that is named, or all (null).
 */
export const accountOf = (scope: Scope, asked: AccountId | undefined): AccountId | null =>
	scope.kind === "account" ? scope.account : (asked ?? null);

/** The account that something new is for. Who is in an account need not say so, and may say nothing else. */
export function newFor(
	scope: Scope,
	asked: AccountId | undefined,
	field: "body.accountId" | "query.account" = "body.accountId",
): AccountId | ApiProblem {
	if (scope.kind === "account") {
		return asked === undefined || asked === scope.account
			? scope.account
			: problem("operator-only", "An account's key makes things for its own account only");
	}
	return (
		asked ??
		problem("request-invalid", "Say for which account", {
			errors: [{ field, detail: "is missing" }],
		})
	);
}

/** Whether who asks may do more than the call needs. */
export const may = (scope: Scope, permission: Permission): boolean =>
	"permissions" in scope && scope.permissions.has(permission);

/** Who made a change, for the audit log. */
export const actorOf = (scope: Scope): Actor =>
	scope.kind === "nobody" ? { kind: "service", id: "", name: "" } : scope.actor;
