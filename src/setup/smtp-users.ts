/**
 * SMTP users: the log-ins by which applications send as one domain. The username is made once and never changes;
 * the password is made here, shown once, and kept as a keyed hash only.
 */

import type { Instant } from "../terms/clock.ts";
import type { SendingDomain, SmtpUser } from "../terms/identity.ts";
import { type AccountId, type DomainId, ID_RANDOM_BYTES, makeId, type SmtpUserId } from "../terms/ids.ts";
import { planAt } from "../terms/plan.ts";
import { parseAllowedAddresses } from "./allowed-addresses.ts";
import type { PageRequest, SetupPorts } from "./ports.ts";
import {
	countTrouble,
	invalidField,
	isProblem,
	nameTrouble,
	notFound,
	type Problem,
	planLimit,
} from "./problem.ts";
import { type KeyedHash, randomText, SECRET_CHARACTERS } from "./secrets.ts";

export interface SmtpUserSettings {
	readonly name?: string;
	readonly disabled?: boolean;
	readonly expiresAt?: Instant | null;
	/** IP addresses and CIDR ranges; empty means any. */
	readonly allowedAddresses?: readonly string[];
	/** Null means the service's default. */
	readonly recipientsPerMinute?: number | null;
}

/** `password` is readable here and never again. */
export interface WithPassword {
	readonly user: SmtpUser;
	readonly password: string;
}

export interface SmtpUsers {
	create(domain: DomainId, settings: SmtpUserSettings): Promise<WithPassword | Problem>;
	update(id: SmtpUserId, change: SmtpUserSettings): Promise<SmtpUser | Problem>;
	/** The password before it stops working at once. */
	resetPassword(id: SmtpUserId): Promise<WithPassword | Problem>;
	remove(id: SmtpUserId): Promise<boolean>;
	one(id: SmtpUserId): Promise<SmtpUser | undefined>;
	byUsername(username: string): Promise<SmtpUser | undefined>;
	/** Of all accounts when `account` is null; of one domain when it is given. */
	list(account: AccountId | null, page: PageRequest, domain?: DomainId): Promise<readonly SmtpUser[]>;
}

/** Forty random bits after the domain's name; one more try in a trillion. */
const USERNAME_SUFFIX_CHARACTERS = 8;
const USERNAME_DOMAIN_CHARACTERS = 40;

/** `changed` is called after each change of a user, with its id. */
export function createSmtpUsers(
	ports: SetupPorts,
	passwords: KeyedHash,
	changed: (id: SmtpUserId) => void,
): SmtpUsers {
	const { store, clock, randomBytes } = ports;
	const newPassword = (): string => randomText(randomBytes(SECRET_CHARACTERS));

	const update = async (
		id: SmtpUserId,
		change: Parameters<typeof store.updateSmtpUser>[1],
	): Promise<SmtpUser | Problem> => {
		const user = await store.updateSmtpUser(id, change);
		changed(id);
		return user ?? notFound("SMTP user");
	};

	return {
		async create(domainId, settings) {
			const checked = checkSettings(settings);
			if (isProblem(checked)) return checked;
			const domain = await store.domain(domainId);
			if (domain === undefined) return notFound("domain");
			const password = newPassword();
			const user: SmtpUser = {
				...newSmtpUser(domain, clock.now(), randomBytes),
				...checked,
				username: await freshUsername(ports, domain.name),
				passwordHash: passwords.hash(password),
			};
			const account = await store.account(domain.accountId);
			const plan = account === undefined ? null : planAt(account, clock.now());
			const most = plan?.limits.smtpUsers ?? null;
			if ((await store.insertSmtpUser(user, most)) === "full")
				return planLimit(plan?.name ?? "", most ?? 0, "SMTP user");
			return { user, password };
		},
		async update(id, change) {
			const checked = checkSettings(change);
			return isProblem(checked) ? checked : update(id, checked);
		},
		async resetPassword(id) {
			const password = newPassword();
			const user = await update(id, { passwordHash: passwords.hash(password) });
			return isProblem(user) ? user : { user, password };
		},
		async remove(id) {
			const removed = await store.deleteSmtpUser(id);
			changed(id);
			return removed;
		},
		one: (id) => store.smtpUser(id),
		byUsername: async (username) => (await store.senderByUsername(username))?.user,
		list: (account, page, domain) => store.smtpUsers(account, page, domain),
	};
}

function newSmtpUser(
	domain: SendingDomain,
	createdAt: Instant,
	randomBytes: (count: number) => Buffer,
): Omit<SmtpUser, "username" | "passwordHash"> {
	return {
		id: makeId(createdAt, randomBytes(ID_RANDOM_BYTES)),
		accountId: domain.accountId,
		domainId: domain.id,
		name: domain.name,
		disabled: false,
		expiresAt: null,
		allowedAddresses: [],
		recipientsPerMinute: null,
		createdAt,
		lastConnection: null,
		lastFailure: null,
	};
}

/** "shop-example-7k3m9q2x": says whose it is, needs no quoting anywhere, and cannot be guessed from the domain. */
async function freshUsername({ store, randomBytes }: SetupPorts, domain: string): Promise<string> {
	const start = domain.replaceAll(".", "-").slice(0, USERNAME_DOMAIN_CHARACTERS);
	for (;;) {
		const username = `${start}-${randomText(randomBytes(USERNAME_SUFFIX_CHARACTERS))}`;
		if ((await store.senderByUsername(username)) === undefined) return username;
	}
}

/** The settings that were given, in the form that is stored. */
function checkSettings(settings: SmtpUserSettings): SmtpUserSettings | Problem {
	const { name, expiresAt, recipientsPerMinute, allowedAddresses } = settings;
	const trouble =
		(name === undefined ? undefined : nameTrouble("name", name)) ??
		(expiresAt === undefined || expiresAt === null || Number.isSafeInteger(expiresAt)
			? undefined
			: invalidField("expiresAt", "The expiry date is not a moment")) ??
		(recipientsPerMinute === undefined || recipientsPerMinute === null
			? undefined
			: countTrouble("recipientsPerMinute", recipientsPerMinute, 1));
	if (trouble !== undefined) return trouble;
	if (allowedAddresses === undefined) return settings;
	const parsed = parseAllowedAddresses(allowedAddresses);
	return isProblem(parsed) ? parsed : { ...settings, allowedAddresses: parsed };
}
