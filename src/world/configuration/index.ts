/**
 * The configuration: defaults, then one TOML file, then ANGARIUM_* variables, then flags, each outweighing the
 * one before. An unknown setting is an error that names the nearest known one: a slip must not be a silence.
 */

import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";
import { type Configuration, schema } from "./schema.ts";
import { count, duration, flag, list, optional, port, size } from "./values.ts";

export type { Configuration } from "./schema.ts";

/** A configuration that cannot be used; the message is for the operator. */
export class ConfigurationError extends Error {}

export interface Sources {
	/** Path of a TOML file; null for none. */
	readonly file: string | null;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** "submission.port" to its value. */
	readonly flags: Readonly<Record<string, string>>;
	/** What try mode and tests set before everything else. */
	readonly defaults?: Readonly<Record<string, unknown>>;
}

type Tree = { [name: string]: unknown };

export function loadConfiguration(sources: Sources): Configuration {
	const tree: Tree = {};
	for (const [path, value] of Object.entries(sources.defaults ?? {})) place(tree, path, value);
	if (sources.file !== null) merge(tree, readToml(sources.file));
	for (const path of settingPaths()) {
		const value = sources.environment[variableOf(path)];
		if (value !== undefined) place(tree, path, value);
	}
	refuseUnknownVariables(sources.environment);
	for (const [path, value] of Object.entries(sources.flags)) {
		if (!settingPaths().includes(path)) throw unknown(`--${path}`, path);
		place(tree, path, value);
	}
	const result = schema.safeParse(tree);
	if (result.success) return result.data;
	throw new ConfigurationError(result.error.issues.map(describe).join("\n"));
}

/** A secret that stands in a file of its own, so that it is in no configuration and no process list. */
export const readSecret = (file: string): string => readFileSync(file, "utf8").trim();

/** Every setting as a dotted path. */
export const settingPaths = (): readonly string[] => settings().map(({ path }) => path);

export interface Setting {
	readonly path: string;
	readonly variable: string;
	readonly about: string;
	/** What may stand there, in words. */
	readonly kind: string;
	readonly byDefault: unknown;
}

/** For the reference page and for flags. */
export function settings(): readonly Setting[] {
	const defaults = schema.parse({});
	const walk = (shape: Readonly<Record<string, z.ZodType>>, prefix: string, values: Tree): Setting[] =>
		Object.entries(shape).flatMap(([name, child]) => {
			const path = `${prefix}${name}`;
			const inner = objectShape(child);
			if (inner !== undefined) return walk(inner, `${path}.`, values[name] as Tree);
			const about = child.description ?? "";
			return [{ path, variable: variableOf(path), about, kind: kindOf(child), byDefault: values[name] }];
		});
	return walk(schema.shape, "", defaults as Tree);
}

/** "submission.port" is ANGARIUM_SUBMISSION_PORT; "limits.messageBytes" is ANGARIUM_LIMITS_MESSAGE_BYTES. */
export const variableOf = (path: string): string =>
	`ANGARIUM_${path
		.replaceAll(".", "_")
		.replace(/[A-Z]/g, (capital) => `_${capital}`)
		.toUpperCase()}`;

const KINDS = new Map<unknown, string>([
	[duration, "duration"],
	[size, "size"],
	[port, "port"],
	[count, "number"],
	[list, "list"],
	[flag, "true or false"],
	[optional, "text"],
]);

function kindOf(child: z.ZodType): string {
	const inner = child instanceof z.ZodDefault ? child.unwrap() : child;
	if (inner instanceof z.ZodEnum) return inner.options.join(", ");
	return KINDS.get(inner) ?? (inner instanceof z.ZodNumber ? "number" : "text");
}

function objectShape(child: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
	const inner = child instanceof z.ZodPrefault ? (child.unwrap() as z.ZodType) : child;
	return inner instanceof z.ZodObject ? (inner.shape as Readonly<Record<string, z.ZodType>>) : undefined;
}

function readToml(file: string): Tree {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		throw new ConfigurationError(`${file} cannot be read: ${(error as Error).message}`);
	}
	try {
		return parse(text) as Tree;
	} catch (error) {
		throw new ConfigurationError(`${file} is not TOML: ${(error as Error).message}`);
	}
}

/** Variables of the program that are no settings. */
const OTHER_VARIABLES = ["ANGARIUM_URL", "ANGARIUM_KEY", "ANGARIUM_LAUNCHED", "ANGARIUM_CONFIG"];

function refuseUnknownVariables(environment: Sources["environment"]): void {
	const known = new Set([...settingPaths().map(variableOf), ...OTHER_VARIABLES]);
	for (const name of Object.keys(environment)) {
		if (name.startsWith("ANGARIUM_") && !known.has(name))
			throw new ConfigurationError(`${name} is no setting. ${hint(name, [...known])}`);
	}
}

function place(tree: Tree, path: string, value: unknown): void {
	const names = path.split(".");
	let at = tree;
	for (const name of names.slice(0, -1)) {
		at[name] ??= {};
		at = at[name] as Tree;
	}
	at[names[names.length - 1] ?? ""] = value;
}

function merge(into: Tree, from: Tree): void {
	for (const [name, value] of Object.entries(from)) {
		const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
		if (isTable && typeof into[name] === "object" && into[name] !== null)
			merge(into[name] as Tree, value as Tree);
		else into[name] = value;
	}
}

function describe(issue: z.core.$ZodIssue): string {
	const path = issue.path.join(".");
	if (issue.code === "unrecognized_keys")
		return issue.keys
			.map(
				(key) => unknown(path === "" ? key : `${path}.${key}`, path === "" ? key : `${path}.${key}`).message,
			)
			.join("\n");
	return `${path}: ${issue.message}`;
}

const unknown = (shown: string, path: string): ConfigurationError =>
	new ConfigurationError(`${shown} is no setting. ${hint(path, [...tables(), ...settingPaths()])}`);

/** "limits" of "limits.messageBytes". */
const tables = (): Iterable<string> =>
	new Set(settingPaths().flatMap((path) => path.split(".").slice(0, -1).join(".") || []));

/** The known name with the fewest edits, when that looks like a slip. */
function hint(name: string, known: readonly string[]): string {
	const distances = known.map((each) => ({
		each,
		distance: editDistance(name.toLowerCase(), each.toLowerCase()),
	}));
	const nearest = distances.sort((a, b) => a.distance - b.distance)[0];
	return nearest !== undefined && nearest.distance <= Math.max(2, name.length / 3)
		? `Did you mean ${nearest.each}?`
		: "All of them are in docs/reference/configuration.md";
}

function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
