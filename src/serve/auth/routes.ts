/** The calls of better-auth that are open here, and what each means to the guard and to the audit log. */

export interface Route {
	/** Better-auth's own path, without its base. */
	readonly path: string;
	/**
	 * What is guessed at. "password": who the body names. "second factor": who has shown the password. "own password":
	 * whose session it is. "link": who has the mail. "mail": nothing, but each call sends one.
	 */
	readonly guesses?: "password" | "second factor" | "own password" | "link" | "mail";
	/** Whether success begins a session. */
	readonly signsIn?: true;
	/** What the audit log calls it. */
	readonly audits?: string;
}

const routes: Readonly<Record<string, Omit<Route, "path">>> = {
	"POST /sign-in/email": { guesses: "password", signsIn: true },
	"POST /sign-in/social": {},
	"GET /callback/oidc": { signsIn: true },
	"POST /two-factor/verify-totp": { guesses: "second factor", signsIn: true },
	"POST /two-factor/verify-backup-code": { guesses: "second factor", signsIn: true },
	"POST /sign-out": {},
	"POST /request-password-reset": { guesses: "mail" },
	"POST /reset-password": { guesses: "link" },
	"POST /change-password": { guesses: "own password", audits: "password.change" },
	"POST /two-factor/enable": { guesses: "own password" },
	"POST /two-factor/disable": { guesses: "own password", audits: "two-factor.disable" },
	"POST /two-factor/generate-backup-codes": { guesses: "own password", audits: "two-factor.renew-codes" },
	"GET /get-session": {},
	"GET /list-sessions": {},
	"POST /revoke-session": { audits: "session.revoke" },
	"POST /revoke-other-sessions": { audits: "session.revoke" },
};

/** Undefined for all else that better-auth has, above all for signing oneself up. */
export function routeOf(method: string, path: string): Route | undefined {
	const route = Object.hasOwn(routes, `${method} ${path}`) ? routes[`${method} ${path}`] : undefined;
	return route && { path, ...route };
}

/** Another way to ask for the provider's page, with the provider by another name. */
export const PROVIDER_PATH = "/sign-in/oauth2";
