/** Usual sets of permissions, and which of them a set is. */

import { type Permission, permissions } from "../../../../src/terms/permissions.ts";

export const presets = {
	send: ["messages:send"],
	activity: ["dashboard:read", "activity:read"],
	everything: permissions,
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Preset = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly Preset[];

/** Undefined: one of its own. Null is everything, also what may be added later. */
export function presetOf(chosen: readonly Permission[] | null): Preset | undefined {
	if (chosen === null) return "everything";
	const set = new Set(chosen);
	return presetNames.find(
		(name) => presets[name].length === set.size && presets[name].every((permission) => set.has(permission)),
	);
}

/** By what they are about, each with what may be done: "domains" → domains:read, domains:write. */
export const permissionGroups: readonly (readonly Permission[])[] = Object.values(
	Object.groupBy(permissions, (permission) => permission.slice(0, permission.indexOf(":"))),
).map((group) => group ?? []);
