#!/usr/bin/env node
// Plain JavaScript, so that an old Node gets as far as saying what is wrong, or starting the right one.
import { fileURLToPath } from "node:url";
import { runsOnThisNode } from "../scripts/node-version.js";

if (runsOnThisNode()) {
	const { enableCompileCache } = await import("node:module");
	// What Node made of the sources, for the next start. Beside them, since who may write there could change them as
	// well; where nobody may, each start compiles anew. Threads know it by the environment.
	process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
		new URL("../node_modules/.cache/angarium", import.meta.url),
	);
	enableCompileCache(process.env.NODE_COMPILE_CACHE);
	await import("./main.ts");
}
