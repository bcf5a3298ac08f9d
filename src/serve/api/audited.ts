/**
 * A change through the API, and its row in the audit log. The row is written in the commit of the change; what the
 * change led to is added once it is known. The thing before and after is what the API shows of it, without secrets.
 */

import type { AuditStore } from "../../setup/audit-ports.ts";
import type { Actor, AuditEntry, AuditTarget } from "../../terms/audit.ts";
import type { Instant } from "../../terms/clock.ts";
import { type AccountId, type AuditId, ID_RANDOM_BYTES, makeId } from "../../terms/ids.ts";
import { actorOf, type Scope } from "./access.ts";
import { isApiProblem, isRefusedRequest } from "./problem.ts";

export type AuditedAction = `${string}.${string}`;

export interface AuditWorld {
	readonly audit: AuditStore;
	readonly now: () => Instant;
	readonly randomBytes: (count: number) => Buffer;
}

interface Asked {
	readonly scope: Scope;
	readonly params: unknown;
	readonly client: { readonly address: string };
}

interface Change<Answer> {
	/** Answers as the API shows the thing, where there is one yet. */
	readonly show: () => Promise<unknown>;
	readonly run: () => Promise<Answer>;
	/** Who has done it, where the request did not tell. */
	readonly actor: () => Actor | undefined;
}

export async function audited<Answer>(
	action: AuditedAction,
	request: Asked,
	{ show, run, actor }: Change<Answer>,
	world: AuditWorld,
): Promise<Answer> {
	const was = withoutSecrets(presentable(await show()));
	const entry = entryOf(action, request, was, world);
	const { value, noted } = await world.audit.during(entry, run);
	if (isApiProblem(value) || isRefusedRequest(value)) return value;
	const is = withoutSecrets(await stateAfter(presentable(value), was, show));
	const whole = {
		...entry,
		actor: actor() ?? entry.actor,
		target: targetOf(entry.target, is ?? was),
		after: is,
	};
	if (noted) await world.audit.complete(whole);
	else await world.audit.add({ ...whole, accountId: entry.accountId ?? accountIn(is) });
	return value;
}

/** An answer that is not the thing itself, such as `{outcome}`, says what happened; with it is told how the thing is now. */
async function stateAfter(answer: unknown, was: unknown, show: () => Promise<unknown>): Promise<unknown> {
	const isThing = typeof answer !== "object" || answer === null || text(answer, "id") !== undefined;
	return isThing || was === null ? answer : { ...(presentable(await show()) as object | null), ...answer };
}

function entryOf(
	action: string,
	{ scope, params, client }: Asked,
	was: unknown,
	{ now, randomBytes }: AuditWorld,
): AuditEntry {
	const at = now();
	const type = action.slice(0, action.indexOf("."));
	// What stands in the path may be a link's token, which no log is to have.
	const id = text(was, "id") ?? text(params, "id") ?? text(params, "personId") ?? "";
	const actor: Actor = actorOf(scope);
	const own = scope.kind === "account" ? scope.account : type === "account" ? (id as AccountId) : null;
	return {
		id: makeId<AuditId>(at, randomBytes(ID_RANDOM_BYTES)),
		at,
		accountId: own ?? accountIn(was),
		actor,
		address: client.address,
		action,
		target: targetOf({ type, id }, was),
		before: was,
		after: null,
	};
}

const targetOf = ({ type, id, name: known }: AuditTarget, thing: unknown): AuditTarget => {
	const names = ["name", "email", "address", "url", "planName"].map((field) => text(thing, field));
	// What is answered of a thing need not have its name.
	const name = names.find((one) => one !== undefined) ?? known;
	return { type, id: id === "" ? (text(thing, "id") ?? "") : id, ...(name === undefined ? {} : { name }) };
};

const accountIn = (thing: unknown): AccountId | null =>
	(text(thing, "accountId") as AccountId | undefined) ?? null;

function text(thing: unknown, field: string): string | undefined {
	if (typeof thing !== "object" || thing === null) return undefined;
	const value = (thing as Record<string, unknown>)[field];
	return typeof value === "string" ? value : undefined;
}

/** A problem, or nothing, is no state of a thing. */
const presentable = (value: unknown): unknown =>
	value === undefined || value === null || isApiProblem(value) ? null : value;

const SECRETS = new Set(["token", "password", "secret", "secretUrl", "backupCodes", "totpURI"]);

/** More than this is told as its size. */
const STATE_CHARACTERS = 16 * 1024;

export function withoutSecrets(state: unknown): unknown {
	const json = JSON.stringify(state, (name, value) => (SECRETS.has(name) ? undefined : value));
	if (json === undefined) return null;
	return json.length > STATE_CHARACTERS ? { characters: json.length } : JSON.parse(json);
}
