/** API keys, `ak_<id>_<secret>`: the id finds the row, the secret is compared with its keyed hash. */

import { type Instant, MINUTE } from "../terms/clock.ts";
import type { ApiKey } from "../terms/identity.ts";
import { type AccountId, type ApiKeyId, ID_RANDOM_BYTES, isId, makeId } from "../terms/ids.ts";
import type { Permission } from "../terms/permissions.ts";
import { createFailures } from "./failures.ts";
import type { PageRequest, SetupPorts } from "./ports.ts";
import { invalidField, nameTrouble, notFound, type Problem } from "./problem.ts";
import { type KeyedHash, randomText, SECRET_CHARACTERS } from "./secrets.ts";

/** How exact the last use of a key is told. */
const NOTED_EVERY_MS = MINUTE;

/** `token` is readable here and never again. */
export interface WithToken {
	readonly key: ApiKey;
	readonly token: string;
}

export interface KeyBounds {
	/** All that it may do. Default: whatever the account, or the operator, may. */
	readonly permissions?: readonly Permission[];
	/** From then on it is none. Default: never. */
	readonly expiresAt?: Instant;
}

export interface KeyChange {
	readonly name?: string;
	/** Null for whatever the account, or the operator, may. */
	readonly permissions?: readonly Permission[] | null;
	/** Null for never. */
	readonly expiresAt?: Instant | null;
}

export type KeyCheck =
	| { readonly kind: "key"; readonly key: ApiKey }
	| { readonly kind: "unknown" }
	/** A wrong key, and too many before it from this network. */
	| { readonly kind: "blocked"; readonly retryAfterMs: number };

export interface ApiKeys {
	/** The operator's, which may do everything, when `account` is null. */
	create(account: AccountId | null, name: string, bounds?: KeyBounds): Promise<WithToken | Problem>;
	/** Whose token this is. `address` is who presents it. Rejects when the store cannot be asked. */
	authenticate(token: string, address: string): Promise<KeyCheck>;
	/** A key of the past stays one: who has it may be given a longer time. */
	update(id: ApiKeyId, change: KeyChange): Promise<ApiKey | Problem>;
	remove(id: ApiKeyId): Promise<boolean>;
	one(id: ApiKeyId): Promise<ApiKey | undefined>;
	/** Of all accounts, and the operator's, when `account` is null. */
	list(account: AccountId | null, page: PageRequest): Promise<readonly ApiKey[]>;
}

export function createApiKeys(ports: SetupPorts, secrets: KeyedHash): ApiKeys {
	const { store, clock, randomBytes } = ports;
	const failures = createFailures(clock);
	return {
		async create(accountId, name, { permissions, expiresAt } = {}) {
			const trouble = nameTrouble("name", name) ?? expiryTrouble(expiresAt, clock.now());
			if (trouble !== undefined) return trouble;
			if (accountId !== null && (await store.account(accountId)) === undefined) return notFound("account");
			const createdAt = clock.now();
			const id = makeId<ApiKeyId>(createdAt, randomBytes(ID_RANDOM_BYTES));
			const secret = randomText(randomBytes(SECRET_CHARACTERS));
			const key: ApiKey = {
				id,
				accountId,
				name,
				hash: secrets.hash(secret),
				permissions: permissions ?? null,
				expiresAt: expiresAt ?? null,
				createdAt,
				lastUsedAt: null,
			};
			await store.insertApiKey(key);
			return { key, token: `ak_${id}_${secret}` };
		},
		async authenticate(token, address) {
			// Also during a block, for the price of a row: a script with an old key must not shut out the others
			// behind its address, the operator least of all.
			const parts = splitToken(token);
			const key = parts === undefined ? undefined : await store.apiKey(parts.id);
			const isKey = secrets.matches(key?.hash, parts?.secret ?? "") && key !== undefined;
			const now = clock.now();
			// One that has expired is answered as one that never was.
			if (isKey && (key.expiresAt ?? Number.POSITIVE_INFINITY) > now) {
				if (now - (key.lastUsedAt ?? Number.NEGATIVE_INFINITY) >= NOTED_EVERY_MS)
					store.noteApiKeyUse(key.id, now);
				return { kind: "key", key };
			}
			const retryAfterMs = failures.blockedMs(address);
			if (retryAfterMs > 0) return { kind: "blocked", retryAfterMs };
			failures.note(address);
			return { kind: "unknown" };
		},
		async update(id, change) {
			const trouble =
				(change.name === undefined ? undefined : nameTrouble("name", change.name)) ??
				expiryTrouble(change.expiresAt, clock.now());
			return trouble ?? (await store.updateApiKey(id, change)) ?? notFound("API key");
		},
		remove: (id) => store.deleteApiKey(id),
		one: (id) => store.apiKey(id),
		list: (account, page) => store.apiKeys(account, page),
	};
}

const expiryTrouble = (expiresAt: Instant | null | undefined, now: Instant): Problem | undefined =>
	typeof expiresAt === "number" && expiresAt <= now
		? invalidField("expiresAt", "expiresAt is in the past")
		: undefined;

function splitToken(token: string): { readonly id: ApiKeyId; readonly secret: string } | undefined {
	const [prefix, id = "", secret = "", ...rest] = token.slice(0, 128).split("_");
	return prefix === "ak" && isId(id) && secret !== "" && rest.length === 0
		? { id: id as ApiKeyId, secret }
		: undefined;
}
