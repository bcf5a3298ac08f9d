/** Rows of sending domains, SMTP users and keys, as the terms that they are. */

import type { PublishedKey } from "../../setup/ports.ts";
import type {
	ApiKey,
	Connection,
	DkimKey,
	FailedLogin,
	SendingDomain,
	SmtpUser,
} from "../../terms/identity.ts";
import { bufferOf } from "./content.ts";
import type { Answer, Parameter } from "./reader.ts";

export const DOMAIN_COLUMNS = `id, account_id, name, verification, records, active_selector, created_at, verified_at,
	return_path_host, ed25519, vouched, checked_at, broken_since, check_due_at`;

export const domainRow = (domain: SendingDomain): readonly Parameter[] => [
	domain.id,
	domain.accountId,
	domain.name,
	domain.verification,
	JSON.stringify(domain.records),
	domain.activeSelector ?? "",
	domain.createdAt,
	domain.verifiedAt,
	domain.returnPathHost,
	domain.ed25519 ? 1 : 0,
	domain.vouched ? 1 : 0,
	domain.checkedAt,
	domain.brokenSince,
	domain.checkDueAt,
];

export const domainOf = (row: Answer): SendingDomain => ({
	id: row["id"] as SendingDomain["id"],
	accountId: row["account_id"] as SendingDomain["accountId"],
	name: row["name"] as string,
	verification: row["verification"] as SendingDomain["verification"],
	records: JSON.parse(row["records"] as string) as SendingDomain["records"],
	activeSelector: (row["active_selector"] as string) || null,
	createdAt: row["created_at"] as number,
	verifiedAt: row["verified_at"] as number | null,
	returnPathHost: row["return_path_host"] as string,
	ed25519: row["ed25519"] === 1,
	vouched: row["vouched"] === 1,
	checkedAt: row["checked_at"] as number | null,
	brokenSince: row["broken_since"] as number | null,
	checkDueAt: row["check_due_at"] as number | null,
});

export const KEY_COLUMNS = `domain_id, selector, algorithm, sealed_private_key, public_key, created_at, stage, seen_at,
	active_at, rotate_at, retiring_at, retired_at, leaked`;

export const keyRow = (key: DkimKey): readonly (Parameter | Uint8Array)[] => [
	key.domainId,
	key.selector,
	key.algorithm,
	key.sealedPrivateKey,
	key.publicKey,
	key.createdAt,
	key.stage,
	key.seenAt,
	key.activeAt,
	key.rotateAt,
	key.retiringAt,
	key.retiredAt,
	key.leaked ? 1 : 0,
];

export const keyOf = (row: Answer): DkimKey => ({
	domainId: row["domain_id"] as DkimKey["domainId"],
	selector: row["selector"] as string,
	algorithm: row["algorithm"] as DkimKey["algorithm"],
	sealedPrivateKey: bufferOf(row["sealed_private_key"]),
	publicKey: row["public_key"] as string,
	createdAt: row["created_at"] as number,
	stage: row["stage"] as DkimKey["stage"],
	seenAt: row["seen_at"] as number | null,
	activeAt: row["active_at"] as number | null,
	rotateAt: row["rotate_at"] as number | null,
	retiringAt: row["retiring_at"] as number | null,
	retiredAt: row["retired_at"] as number | null,
	leaked: row["leaked"] === 1,
});

export const publishedKeyOf = (row: Answer): PublishedKey => ({
	domainId: row["domain_id"] as PublishedKey["domainId"],
	selector: row["selector"] as string,
	algorithm: row["algorithm"] as PublishedKey["algorithm"],
	publicKey: row["public_key"] as string,
	stage: row["stage"] as PublishedKey["stage"],
});

export const USER_COLUMNS = `id, account_id, domain_id, name, username, password_hash, disabled, expires_at,
	allowed_addresses, recipients_per_minute, created_at, connection_at, connection_address, connection_tls,
	connection_client, failure_at, failure_address, failure_reason, failure_count`;

export const userRow = (user: SmtpUser): readonly Parameter[] => [
	user.id,
	user.accountId,
	user.domainId,
	user.name,
	user.username,
	user.passwordHash,
	user.disabled ? 1 : 0,
	user.expiresAt,
	JSON.stringify(user.allowedAddresses),
	user.recipientsPerMinute,
	user.createdAt,
	...connectionRow(user.lastConnection),
	user.lastFailure?.at ?? null,
	user.lastFailure?.address ?? null,
	user.lastFailure?.reason ?? null,
	user.lastFailure?.count ?? 0,
];

export const connectionRow = (connection: Connection | null): readonly Parameter[] =>
	connection === null
		? [null, null, null, null]
		: [connection.at, connection.address, connection.tls, connection.client];

export const userOf = (row: Answer): SmtpUser => ({
	id: row["id"] as SmtpUser["id"],
	accountId: row["account_id"] as SmtpUser["accountId"],
	domainId: row["domain_id"] as SmtpUser["domainId"],
	name: row["name"] as string,
	username: row["username"] as string,
	passwordHash: bufferOf(row["password_hash"]),
	disabled: row["disabled"] === 1,
	expiresAt: row["expires_at"] as number | null,
	allowedAddresses: JSON.parse(row["allowed_addresses"] as string) as SmtpUser["allowedAddresses"],
	recipientsPerMinute: row["recipients_per_minute"] as number | null,
	createdAt: row["created_at"] as number,
	lastConnection: connectionOf(row),
	lastFailure: failureOf(row),
});

function connectionOf(row: Answer): Connection | null {
	if (row["connection_at"] === null) return null;
	return {
		at: row["connection_at"] as number,
		address: row["connection_address"] as string,
		tls: row["connection_tls"] as string | null,
		client: row["connection_client"] as string,
	};
}

function failureOf(row: Answer): FailedLogin | null {
	if (row["failure_at"] === null) return null;
	return {
		at: row["failure_at"] as number,
		address: row["failure_address"] as string,
		reason: row["failure_reason"] as string,
		count: row["failure_count"] as number,
	};
}

export const API_KEY_COLUMNS =
	"id, account_id, name, hash, permissions, expires_at, created_at, last_used_at";

export const apiKeyRow = (key: ApiKey): readonly Parameter[] => [
	key.id,
	key.accountId,
	key.name,
	key.hash,
	key.permissions === null ? null : JSON.stringify(key.permissions),
	key.expiresAt,
	key.createdAt,
	key.lastUsedAt,
];

export const apiKeyOf = (row: Answer): ApiKey => ({
	id: row["id"] as ApiKey["id"],
	accountId: row["account_id"] as ApiKey["accountId"],
	name: row["name"] as string,
	hash: bufferOf(row["hash"]),
	permissions: JSON.parse((row["permissions"] as string | null) ?? "null") as ApiKey["permissions"],
	expiresAt: row["expires_at"] as number | null,
	createdAt: row["created_at"] as number,
	lastUsedAt: row["last_used_at"] as number | null,
});
