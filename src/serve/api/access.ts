/**
 * Who may see and do what: the one place where that is decided. An account's key sees its account and nothing of
 * others, whose things do not exist for it; the operator's key sees everything.
 *
 * RFC 6750 §2.1 (bearer tokens).
 */

import type { ApiKeys } from "../../setup/index.ts";
import type { AccountId } from "../../terms/ids.ts";
import { type ApiProblem, problem } from "./problem.ts";

/** `anyone` needs no key; `account` any key, and sees what is its own; `operator` the operator's. */
export type Access = "anyone" | "account" | "operator";

export type Scope =
	| { readonly kind: "nobody" }
	| { readonly kind: "account"; readonly account: AccountId }
	| { readonly kind: "operator" };

export const nobody: Scope = { kind: "nobody" };

/** `authorization` is the header's value; `address` who asks. */
export async function admit(
	access: Access,
	authorization: string | undefined,
	address: string,
	keys: ApiKeys,
): Promise<Scope | ApiProblem> {
	if (access === "anyone") return nobody;
	const token = /^Bearer +([\w-]{1,200})$/i.exec(authorization ?? "")?.[1];
	if (token === undefined) return problem("api-key-missing", "Send the header Authorization: Bearer ak_...");
	const check = await keys.authenticate(token, address);
	if (check.kind === "blocked") {
		const { retryAfterMs } = check;
		return problem("api-key-blocked", `Wait ${Math.ceil(retryAfterMs / 1_000)} seconds`, { retryAfterMs });
	}
	if (check.kind === "unknown") return problem("api-key-invalid", "No API key is like this one");
	const { accountId } = check.key;
	if (accountId === null) return { kind: "operator" };
	return access === "operator"
		? problem("operator-only", "This key is an account's")
		: { kind: "account", account: accountId };
}

/** Whether something that belongs to `account` exists for who asks; null is the operator's. */
export const maySee = (scope: Scope, account: AccountId | null): boolean =>
	scope.kind === "operator" || (scope.kind === "account" && scope.account === account);

/**
 * The account that a list is of: an account's key gets its own, whatever it asks for; the operator's key the one
 * that it names, or all (null).
 */
export const accountOf = (scope: Scope, asked: AccountId | undefined): AccountId | null =>
	scope.kind === "account" ? scope.account : (asked ?? null);

/** The account that something new is for. An account's key need not say so, and may say nothing else. */
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
