/** People, their sign-in, and the mail that the service itself writes to them. */

import { createHash } from "node:crypto";
import { SignInGuard } from "./check/index.ts";
import type { Steps } from "./connect-steps.ts";
import type { RunOptions, World } from "./open-world.ts";
import { createNotices, type Notices } from "./report/index.ts";
import type { Audience } from "./report/notice-ports.ts";
import { type Auth, createAuth } from "./serve/auth/index.ts";
import { oidcProvider } from "./settings.ts";
import { createPeople, forgetInTime, type People } from "./setup/index.ts";
import { deriveKey } from "./setup/secrets.ts";
import { DAY } from "./terms/clock.ts";
import { type AccountId, SERVICE_ACCOUNT } from "./terms/ids.ts";
import type { NewMessage } from "./terms/message.ts";
import { systemClock } from "./world/clock.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { createPasswords } from "./world/passwords.ts";
import { randomBytes } from "./world/randomness.ts";

export interface SignIn {
	readonly people: People;
	readonly auth: Auth;
	readonly notices: Notices;
	/** Whose sign-ins have to wait. */
	readonly guard: SignInGuard;
	/** A set-up link where nobody runs the service yet, and null otherwise. Known once the pages' address is. */
	firstLink(): Promise<string | null>;
	stop(): void;
}

/** How long the networks that people signed in from are known. */
const KNOWN_MS = 30 * DAY;
/** Administrators and operators that one event is mailed to. */
const MOST_READERS = 200;

export async function openSignIn(
	{ configuration }: RunOptions,
	world: World,
	{ queue, address }: Pick<Steps, "queue" | "address">,
): Promise<SignIn> {
	const { store, log, serverKey } = world;
	const url = (): string => address.url;
	const common = { clock: systemClock, randomBytes, url };
	const notices = openNotices(configuration, world, { ...common, noteDue: (at) => queue.noteDue(at) });
	const passwords = createPasswords();
	const people = createPeople({
		...common,
		store: store.people,
		accounts: store.setup,
		passwords,
		mail: notices.invitation,
		emailChangeMail: notices.emailChange,
		serverKey,
	});
	const guard = new SignInGuard();
	const auth = createAuth({
		records: store.authRecords,
		people: store.people,
		passwords,
		guard,
		mailGuard: new SignInGuard(),
		audit: store.audit,
		mailReset: notices.passwordReset,
		oidc: oidcProvider(configuration),
		secret: deriveKey(serverKey, "session").toString("base64url"),
		url,
		now: () => systemClock.now(),
		randomBytes,
		incident: (during, error) => log.incident(during, error),
	});
	auth.remember(await store.people.places(systemClock.now() - KNOWN_MS));
	const retention = forgetInTime(configuration.audit.days, {
		audit: store.audit,
		people: store.people,
		clock: systemClock,
		fault: (during, error) => void log.incident(during, error),
	});
	return {
		people,
		auth,
		notices,
		guard,
		async firstLink() {
			return (await people.operators.exist()) ? null : (await people.setupLinks.make()).url;
		},
		stop: () => retention.stop(),
	};
}

type Common = Pick<Parameters<typeof createNotices>[0], "clock" | "randomBytes" | "url" | "noteDue">;

function openNotices(
	{ hostname, notices: { from, language }, support }: Configuration,
	{ store, setup }: World,
	common: Common,
): Notices {
	return createNotices(
		{
			...common,
			submit: (message, key) => submit(store, message, key),
			audience: (account) => audienceOf(account, { store, setup }),
			operators: () => store.people.people({ limit: MOST_READERS }, { operators: true }),
			async signingDomain(name) {
				const domain = await setup.domains.byName(name);
				return domain?.verification === "verified" ? domain.name : null;
			},
		},
		{
			hostname,
			from: from ?? `Angarium <noreply@${hostname}>`,
			support: support.email ?? support.url,
			language,
		},
	);
}

/** Under a key of its own a message is written once, however often it is handed in. */
async function submit({ spool }: World["store"], message: NewMessage, key: string): Promise<void> {
	const payloadHash = createHash("sha256").update(key).digest("hex");
	await spool.accept(message, { key, payloadHash, exclusive: true, answer: SERVICE_ACCOUNT });
}

async function audienceOf(
	id: AccountId,
	{ store, setup }: Pick<World, "store" | "setup">,
): Promise<Audience | undefined> {
	const account = await setup.accounts.one(id);
	if (account === undefined) return undefined;
	const members = await store.people.members(id, { limit: MOST_READERS });
	const administrators = members.filter(
		({ role, person }) => role === "administrator" && person.suspendedAt === null,
	);
	return {
		accountName: account.name,
		administrators: administrators.map(({ person }) => person),
		contactEmail: account.contactEmail,
		billingEmail: account.billingEmail,
		timeZone: account.timeZone,
	};
}
