/**
 * The floors of ARCHITECTURE.md as rules. Each comment is the sentence that a developer reads when the rule fires, so
 * it says what to do instead. test/floors/ plants one violation of each and expects it to be caught.
 */

import swc from "@swc/core";

/** dependency-cruiser reads TypeScript by swc, but never tells it that a file has markup in it. */
const parse = swc.parseFileSync;
swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith(".tsx") });

const STEPS = "accept|check|queue|relay|report|setup";
/** Floor 5: main.ts and the files beside it, in which all parts meet. */
const ROOT = "^src/[^/]+\\.ts$";
const TEST = "\\.test\\.tsx?$";
const PACKAGES = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled", "npm-no-pkg", "npm-unknown"];

/** @type {import("dependency-cruiser").IConfiguration} */
// biome-ignore lint/style/noDefaultExport: dependency-cruiser reads the default export.
export default {
	forbidden: [
		{
			name: "standards-know-no-product",
			severity: "error",
			comment:
				"src/rfc and src/formats hold what standards say, apart. Move product knowledge to src/terms or to a step.",
			from: { path: "^src/(rfc|formats)/", pathNot: TEST },
			to: { path: "^(src|cli|scripts|test|bench)/", pathNot: "^src/$1/" },
		},
		{
			name: "standards-compute-only",
			severity: "error",
			comment:
				"They may hash and handle octets (node:crypto, node:buffer). Take everything else as a parameter.",
			from: { path: "^src/(rfc|formats)/", pathNot: TEST },
			to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|buffer)$" },
		},
		{
			name: "terms-rest-on-standards-only",
			severity: "error",
			comment: "src/terms is vocabulary and decisions as data. Pass in what it needs.",
			from: { path: "^src/terms/", pathNot: TEST },
			to: { path: "^(src/(?!terms/|rfc/|formats/)|cli/|scripts/|test/|bench/)" },
		},
		{
			name: "steps-do-not-meet",
			severity: "error",
			comment: "A step never imports another step: declare a port in ports.ts, src/main.ts connects them.",
			from: { path: `^src/(${STEPS})/`, pathNot: TEST },
			to: { path: `^src/(${STEPS})/`, pathNot: "^src/$1/" },
		},
		{
			name: "steps-rest-on-terms-and-rfc",
			severity: "error",
			comment: "A step reaches the world through its ports only: declare what you need in ports.ts.",
			from: { path: `^src/(${STEPS})/`, pathNot: TEST },
			to: { path: "^(src/(store|world|serve)/|src/[^/]+\\.ts$|cli/|scripts/|test/|bench/)" },
		},
		{
			name: "no-io-below-the-adapters",
			severity: "error",
			comment:
				"No I/O, clock or randomness here; ask for it through a port. (node:crypto may hash and compare.)",
			from: { path: `^src/(terms|${STEPS})/`, pathNot: TEST },
			to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|buffer)$" },
		},
		{
			name: "no-packages-below-the-adapters",
			severity: "error",
			comment: "Floors 0 to 2 carry no npm packages: declare a port and let an adapter in src/world use it.",
			from: { path: `^src/(rfc|formats|terms|${STEPS})/`, pathNot: TEST },
			to: { dependencyTypes: PACKAGES },
		},
		{
			name: "adapters-see-ports-only",
			severity: "error",
			comment: "An adapter implements a step's ports.ts; it does not call the step.",
			from: { path: "^src/(store|world)/", pathNot: TEST },
			to: { path: `^src/(${STEPS})/`, pathNot: `^src/(${STEPS})/([a-z-]*ports|configuration)\\.ts$` },
		},
		{
			name: "adapters-do-not-meet",
			severity: "error",
			comment: "store and world know neither each other nor the doors; src/main.ts connects them.",
			from: { path: "^src/(store|world)/", pathNot: TEST },
			to: { path: `^src/(store|world|serve)/|${ROOT}|^(cli|scripts|test|bench)/`, pathNot: "^src/$1/" },
		},
		{
			name: "doors-open-on-steps",
			severity: "error",
			comment: "A door calls a step through its index.ts or ports.ts and is handed its adapters.",
			from: { path: "^src/serve/", pathNot: TEST },
			to: { path: `^src/(store|world)/|${ROOT}|^src/(${STEPS})/(?!(index|[a-z-]*ports)\\.ts$)` },
		},
		{
			name: "doors-do-not-meet",
			severity: "error",
			comment:
				"The doors are independent of each other: what two of them need belongs in src/terms or src/rfc.",
			from: { path: "^src/serve/([^/]+)/", pathNot: TEST },
			to: { path: "^src/serve/([^/]+)/", pathNot: "^src/serve/$1/" },
		},
		{
			name: "only-serve-and-tests-see-main",
			severity: "error",
			comment:
				"src/main.ts is where all parts meet; only `angarium serve` (cli/serve.ts) and test/ start it.",
			from: { pathNot: `^(cli/serve\\.ts$|test/|bench/)|${ROOT}` },
			to: { path: ROOT },
		},
		{
			name: "cli-sees-the-contract",
			severity: "error",
			comment: "The command line is a client of the API: src/terms and src/serve/api/contract, nothing else.",
			from: { path: "^cli/", pathNot: `^cli/serve\\.ts$|${TEST}` },
			to: { path: "^src/", pathNot: "^src/(terms|serve/api/contract)/" },
		},
		{
			name: "serve-starts-main-only",
			severity: "error",
			comment:
				"`angarium serve` reads the configuration and starts src/main.ts; everything else happens there.",
			from: { path: "^cli/serve\\.ts$" },
			to: { path: "^src/", pathNot: "^src/(terms/|main\\.ts$|world/configuration/index\\.ts$)" },
		},
		{
			name: "the-web-app-stands-alone",
			severity: "error",
			comment:
				"The web app runs in a browser and knows the API by its contract: import from web/src, packages and src/terms.",
			from: { path: "^web/src/", pathNot: TEST },
			to: { path: "^(src/(?!terms/)|cli/|scripts/|test/|bench/|web/build/)" },
		},
		{
			name: "pages-do-not-meet",
			severity: "error",
			comment: "Pages are loaded apart: what two of them need belongs in web/src/ui or web/src/api.",
			from: { path: "^web/src/pages/([^/]+)/", pathNot: TEST },
			to: { path: "^web/src/pages/([^/]+)/", pathNot: "^web/src/pages/$1/" },
		},
		{
			name: "the-web-app-is-served-not-imported",
			severity: "error",
			comment: "src/serve/web sends the built files. Only `angarium serve` and scripts start web/build.",
			from: { path: "^(src|cli|test|bench)/", pathNot: `^cli/serve\\.ts$|${TEST}` },
			to: { path: "^web/" },
		},
		{
			name: "no-dynamic-imports",
			severity: "error",
			comment:
				"Import at the top, where floors can be seen. Only cli/, the root and scripts load on demand; a large package may wait until it is needed.",
			from: { path: "^src/", pathNot: `${ROOT}|${TEST}` },
			to: { dynamic: true, pathNot: "(^|/)node_modules/" },
		},
		{
			name: "tests-are-not-imported",
			severity: "error",
			comment: "Factor what two tests need into test/support.",
			from: {},
			to: { path: TEST },
		},
		{
			name: "product-does-not-see-tests",
			severity: "error",
			comment: "What the product needs does not live in test/, scripts/ or bench/.",
			from: { path: "^(src|cli)/", pathNot: `${TEST}|^cli/angarium\\.js$` },
			to: { path: "^(test|scripts|bench)/" },
		},
		{
			name: "no-cycles",
			severity: "error",
			comment: "Two files that need each other are one idea: join them or extract the third.",
			from: {},
			to: { circular: true },
		},
		{
			name: "no-orphans",
			severity: "error",
			comment: "Nothing imports this file and it imports nothing: delete it.",
			from: { orphan: true, path: "^(src|cli|web)/", pathNot: `${TEST}|^src/serve/web/assets/` },
			to: {},
		},
		{
			name: "imports-can-be-found",
			severity: "error",
			comment: "This import leads nowhere: check its spelling; a package has to be in package.json.",
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		exclude: { path: "\\.d\\.ts$|^web/dist" },
		parser: "swc",
		// Tests are seen when somebody imports them, but not read: they may import what they like.
		doNotFollow: { path: ["node_modules", "\\.test\\.ts$"] },
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "node", "default", "types"],
		},
	},
};
