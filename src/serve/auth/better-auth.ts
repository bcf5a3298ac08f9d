/**
 * Better-auth, as it is used here: sessions, passwords, second factors and a provider. Who may be a person, what people
 * may do and what is limited is ours (docs/decisions/0024-sign-in-by-better-auth.md).
 */

import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { PeopleStore } from "../../setup/people-ports.ts";
import { ID_RANDOM_BYTES, makeId, type PersonId } from "../../terms/ids.ts";
import { PASSWORD_CHARACTERS } from "../../terms/person.ts";
import { authAdapter } from "./adapter.ts";
import type { AuthDependencies } from "./dependencies.ts";
import { ADDRESS_HEADER, BASE_PATH, COOKIE_PREFIX, PROVIDER } from "./names.ts";
import { tell } from "./told.ts";

const DAY_SECONDS = 86_400;
const SESSION_SECONDS = 30 * DAY_SECONDS;
const RESET_SECONDS = 3_600;

export function openBetterAuth(dependencies: AuthDependencies) {
	const { records, people, passwords, secret, incident, now, randomBytes } = dependencies;
	const url = dependencies.url();
	return betterAuth({
		appName: "Angarium",
		baseURL: url,
		basePath: BASE_PATH,
		secret,
		database: authAdapter(records),
		telemetry: { enabled: false },
		logger: { disabled: true },
		rateLimit: { enabled: false },
		trustedOrigins: (request) => (request === undefined ? [url] : [url, ...sameHost(request)]),
		session: {
			expiresIn: SESSION_SECONDS,
			updateAge: DAY_SECONDS,
			cookieCache: { enabled: false },
		},
		verification: { storeIdentifier: "hashed" },
		user: {
			additionalFields: {
				operator: { type: "boolean", input: false, required: false },
				suspendedAt: { type: "date", input: false, required: false },
				language: { type: "string", input: false, required: false },
			},
		},
		account: { accountLinking: { enabled: true }, encryptOAuthTokens: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_CHARACTERS.least,
			maxPasswordLength: PASSWORD_CHARACTERS.most,
			resetPasswordTokenExpiresIn: RESET_SECONDS,
			revokeSessionsOnPasswordReset: true,
			password: {
				hash: (password) => passwords.hash(password),
				verify: ({ hash, password }) => passwords.matches(hash, password),
			},
			async sendResetPassword({ user, token }) {
				const person = await people.person(user.id as PersonId);
				if (person === undefined || person.suspendedAt !== null) return;
				await dependencies.mailReset(person, `${url}/reset-password?token=${token}`);
			},
			async onPasswordReset({ user }, request) {
				const person = await people.person(user.id as PersonId);
				const address = request?.headers.get(ADDRESS_HEADER) ?? "";
				if (person !== undefined) await tell(dependencies, "password.reset", person, { address, own: true });
			},
		},
		plugins: [
			// A lock-out of a person by strangers is what the guard is there to prevent.
			twoFactor({ issuer: "Angarium", accountLockout: { enabled: false } }),
			genericOAuth({ config: providersOf(dependencies) }),
		],
		databaseHooks: { session: { create: { before: (session) => refuseSuspended(session, people) } } },
		onAPIError: {
			errorURL: `${url}/sign-in`,
			onError(error) {
				if (!(error instanceof APIError)) incident("auth", error);
			},
		},
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: url.startsWith("https:"),
			database: { generateId: () => makeId(now(), randomBytes(ID_RANDOM_BYTES)) },
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
			// Whether somebody is known must not show in how long the answer takes.
			backgroundTasks: {
				handler: (task) => void task.catch((error: unknown) => incident("auth", error)),
			},
		},
	});
}

export type BetterAuth = ReturnType<typeof openBetterAuth>;

/** Pages that were opened by another name of this service: their Origin has the host that they ask. */
function sameHost(request: Request): string[] {
	const host = request.headers.get("host");
	return host === null ? [] : [`http://${host}`, `https://${host}`];
}

async function refuseSuspended(
	{ userId }: { readonly userId: string },
	people: Pick<PeopleStore, "person">,
): Promise<void> {
	const person = await people.person(userId as PersonId);
	if (person?.suspendedAt !== null)
		throw new APIError("FORBIDDEN", { code: "PERSON_SUSPENDED", message: "You cannot sign in at present" });
}

function providersOf({ oidc }: AuthDependencies) {
	if (oidc === null) return [];
	const { issuer, clientId, clientSecret, scopes } = oidc;
	const document = "/.well-known/openid-configuration";
	return [
		{
			providerId: PROVIDER,
			discoveryUrl: issuer.endsWith(document) ? issuer : `${issuer.replace(/\/+$/, "")}${document}`,
			clientId,
			clientSecret,
			scopes: [...scopes],
			pkce: true,
			requireIdTokenVerification: true,
			// Who was not asked to join is nobody here.
			disableSignUp: true,
		},
	];
}
