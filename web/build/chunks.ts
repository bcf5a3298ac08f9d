/**
 * Which modules are sent together. A browser asks one server for six files at a time, so that many small ones cost more
 * than what they weigh; but who signs in does not wait for what only signed-in people need.
 */

import path from "node:path";

/** As much of the bundler's as is used here. */
interface Graph {
	getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * What is loaded one after another, by the file that needs it: each brings all that its file imports and those before
 * it have not brought, or of that only what is in a folder. The file itself is a script of its own.
 */
const STAGES: readonly { readonly name: string; readonly file: string; readonly within?: string }[] = [
	{ name: "react", file: "src/main.tsx" },
	{ name: "start", file: "src/app/app.tsx" },
	{ name: "entrance", file: "src/pages/sign-in/sign-in-page.tsx" },
	{ name: "frame", file: "src/app/shell.tsx" },
	{ name: "overlays", file: "src/ui/menu-parts.ts" },
	{ name: "lists", file: "src/pages/activity/activity-page.tsx", within: "src/ui/" },
];

/** What pages share beyond that goes by which of them share it, unless it is less than this. */
const SMALL_BYTES = 3 * 1_024;

/** For the bundler: a module goes to the group of the highest priority that takes it. */
export const chunkGroups = (root: string) => [
	...STAGES.map(({ name, file, within }, at) => ({
		name: neededBy(path.join(root, file), within === undefined ? "" : path.join(root, within), name),
		priority: STAGES.length - at,
	})),
	{
		name: "shared",
		minShareCount: 2,
		entriesAware: true,
		entriesAwareMergeThreshold: SMALL_BYTES,
		priority: 0,
	},
];

/** The bundler adds the names of all who share it. */
export const chunkFileName = ({ name }: { readonly name: string }): string =>
	`app/${name.split("~")[0]}-[hash].js`;

function neededBy(file: string, within: string, name: string): (id: string, graph: Graph) => string | null {
	let modules: ReadonlySet<string> | undefined;
	return (id, graph) => {
		modules ??= reachable(file, graph);
		return id !== file && modules.has(id) && id.startsWith(within) ? name : null;
	};
}

function reachable(id: string, graph: Graph, found = new Set<string>()): ReadonlySet<string> {
	if (found.has(id)) return found;
	found.add(id);
	for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) reachable(imported, graph, found);
	return found;
}
