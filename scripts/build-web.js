/** `npm run build`: builds the web app when it is missing or stale. `npm start` and `npm test` do it by themselves. */

import { runsOnThisNode } from "./node-version.js";

if (runsOnThisNode()) {
	const { buildWebApp } = await import("../web/build/index.ts");
	await buildWebApp((text) => console.log(text));
}
