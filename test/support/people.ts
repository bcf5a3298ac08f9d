/** People and their sign-in over a test's store: mail is kept instead of sent, and hashes are as real as they are slow. */

import { randomBytes } from "node:crypto";
import { SignInGuard } from "../../src/check/index.ts";
import type { ServiceFacts } from "../../src/serve/api/dependencies.ts";
import { type Auth, createAuth, type OidcProvider } from "../../src/serve/auth/index.ts";
import { createPeople, type People } from "../../src/setup/index.ts";
import type { Clock } from "../../src/terms/clock.ts";
import { createPasswords } from "../../src/world/passwords.ts";
import { aMessage, recipientsAt } from "../contracts/messages.ts";
import type { TestStore } from "./store.ts";

export interface PeopleWorld {
	readonly people: People;
	readonly auth: Auth;
	/** What was mailed, oldest first. */
	readonly mailed: { readonly to: string; readonly link: string }[];
}

export function peopleOver(
	store: TestStore,
	clock: Clock,
	{
		url = () => "https://relay.example",
		oidc = null,
	}: { url?: () => string; oidc?: OidcProvider | null } = {},
): PeopleWorld {
	const mailed: { to: string; link: string }[] = [];
	const passwords = createPasswords();
	const people = createPeople({
		store: store.people,
		accounts: store.setup,
		passwords,
		mail: async ({ email }, _, link) => void mailed.push({ to: email, link }),
		emailChangeMail: {
			link: async (_, { newEmail }, link) => void mailed.push({ to: newEmail, link }),
			taken: async ({ email }) => void mailed.push({ to: email, link: "" }),
			changed: async (_, { email }) => aMessage({ leased: false, recipients: recipientsAt(email) }),
			queued: ({ recipients }) => void mailed.push({ to: recipients[0]?.address ?? "", link: "" }),
		},
		url,
		clock,
		randomBytes,
		serverKey: Buffer.alloc(32, 1),
	});
	const auth = createAuth({
		records: store.authRecords,
		people: store.people,
		passwords,
		guard: new SignInGuard(),
		mailGuard: new SignInGuard(),
		audit: store.audit,
		mailReset: async ({ email }, link) => void mailed.push({ to: email, link }),
		oidc,
		secret: "a secret of tests that has more than thirty-two characters",
		url,
		now: () => clock.now(),
		randomBytes,
		incident: (during, error) => {
			throw new Error(during, { cause: error });
		},
	});
	return { people, auth, mailed };
}

export const aService = (): ServiceFacts => ({
	name: "Angarium",
	version: "1.2.3",
	tryMode: false,
	supportEmail: null,
	supportUrl: null,
	submission: { hostname: "relay.example", ports: { starttls: 587, tls: 465 } },
	oidc: false,
	payment: "request",
	deletionGraceMs: 30 * 86_400_000,
});
