/** Nobody gives an API key or a person more than they have themselves: neither permissions nor time. */

import type { KeyBounds } from "../../setup/index.ts";
import type { Instant } from "../../terms/clock.ts";
import { everything, type Permission, type Role, roleGrants } from "../../terms/permissions.ts";
import type { Scope } from "./access.ts";
import { type ApiProblem, problem } from "./problem.ts";

interface Bounds {
	/** Null for whatever the account may. */
	readonly permissions: readonly Permission[] | null;
	/** Null for never. */
	readonly expiresAt: Instant | null;
}

/** What a new key is made with: what is not asked for is what the asker has. */
export function boundsFor(
	scope: Scope,
	asked: {
		readonly permissions?: readonly Permission[] | undefined;
		readonly expiresAt?: Instant | undefined;
	},
): KeyBounds | ApiProblem {
	const own = boundsOf(scope);
	const permissions = asked.permissions ?? own.permissions;
	const expiresAt = asked.expiresAt ?? own.expiresAt;
	const bounds = {
		...(permissions === null ? {} : { permissions }),
		...(expiresAt === null ? {} : { expiresAt }),
	};
	return beyond(scope, { permissions, expiresAt }) ?? bounds;
}

/** Undefined where a key with these bounds may do no more than who asks. */
export function beyond(scope: Scope, { permissions, expiresAt }: Bounds): ApiProblem | undefined {
	const own = boundsOf(scope);
	const missing = (permissions ?? [...everything]).filter(
		(one) => own.permissions !== null && !own.permissions.includes(one),
	);
	if (missing.length > 0) {
		const which = permissions === null ? "everything" : missing.join(", ");
		return problem("permission-missing", `You may not give what you do not have: ${which}`);
	}
	return own.expiresAt !== null && (expiresAt === null || expiresAt > own.expiresAt)
		? problem("permission-missing", "A key that ends gives nobody a longer time than it has itself")
		: undefined;
}

/** Undefined where somebody with this role may do no more than who asks, and for no longer. */
export const beyondRole = (scope: Scope, role: Role | "operator"): ApiProblem | undefined =>
	beyond(scope, {
		permissions: role === "operator" ? null : [...roleGrants[role]],
		expiresAt: null,
	});

function boundsOf(scope: Scope): Bounds {
	if (scope.kind === "nobody" || scope.kind === "person") return { permissions: [], expiresAt: null };
	const all = [...everything].every((one) => scope.permissions.has(one));
	return { permissions: all ? null : [...scope.permissions], expiresAt: scope.key?.expiresAt ?? null };
}
