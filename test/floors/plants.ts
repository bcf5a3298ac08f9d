/** One violation of each rule of .dependency-cruiser.mjs: the file to add, what it says, and the rule to catch it. */
export const plants: readonly { readonly rule: string; readonly file: string; readonly source: string }[] = [
	{
		rule: "standards-know-no-product",
		file: "src/rfc/plant-product.ts",
		source: 'import "../terms/clock.ts";',
	},
	{
		rule: "standards-know-no-product",
		file: "src/formats/plant-rfc.ts",
		source: 'import "../rfc/address/path.ts";',
	},
	{ rule: "standards-compute-only", file: "src/formats/plant-io.ts", source: 'import "node:net";' },
	{
		rule: "terms-rest-on-standards-only",
		file: "src/terms/plant-step.ts",
		source: 'import "../check/index.ts";',
	},
	{ rule: "steps-do-not-meet", file: "src/queue/plant-step.ts", source: 'import "../relay/index.ts";' },
	{
		rule: "steps-rest-on-terms-and-rfc",
		file: "src/relay/plant-world.ts",
		source: 'import "../world/log.ts";',
	},
	{ rule: "no-io-below-the-adapters", file: "src/accept/plant-io.ts", source: 'import "node:fs";' },
	{ rule: "no-packages-below-the-adapters", file: "src/check/plant-package.ts", source: 'import "zod";' },
	{ rule: "adapters-see-ports-only", file: "src/store/plant-step.ts", source: 'import "../queue/index.ts";' },
	{ rule: "adapters-do-not-meet", file: "src/store/plant-world.ts", source: 'import "../world/log.ts";' },
	{
		rule: "doors-open-on-steps",
		file: "src/serve/smtp/plant-world.ts",
		source: 'import "../../world/log.ts";',
	},
	{ rule: "doors-do-not-meet", file: "src/serve/smtp/plant-door.ts", source: 'import "../api/index.ts";' },
	{
		rule: "only-serve-and-tests-see-main",
		file: "scripts/plant-main.ts",
		source: 'import "../src/main.ts";',
	},
	{ rule: "cli-sees-the-contract", file: "cli/plant-step.ts", source: 'import "../src/setup/index.ts";' },
	{ rule: "serve-starts-main-only", file: "cli/serve.ts", source: 'import "../src/world/log.ts";' },
	{
		rule: "the-web-app-stands-alone",
		file: "web/src/ui/plant-step.ts",
		source: 'import "../../../src/setup/index.ts";',
	},
	{
		rule: "pages-do-not-meet",
		file: "web/src/pages/sign-in/plant-page.ts",
		source: 'import "../not-found/words.ts";',
	},
	{
		rule: "the-web-app-is-served-not-imported",
		file: "src/serve/web/plant-app.ts",
		source: 'import "../../../web/build/index.ts";',
	},
	{ rule: "no-dynamic-imports", file: "src/world/plant-dynamic.ts", source: 'await import("./log.ts");' },
	{
		rule: "tests-are-not-imported",
		file: "test/support/plant-test.ts",
		source: 'import "../checks.test.ts";',
	},
	{
		rule: "product-does-not-see-tests",
		file: "src/world/plant-test.ts",
		source: 'import "../../test/support/builders.ts";',
	},
	{ rule: "no-cycles", file: "src/world/plant-cycle.ts", source: 'import "./plant-cycle-back.ts";' },
	{ rule: "no-cycles", file: "src/world/plant-cycle-back.ts", source: 'import "./plant-cycle.ts";' },
	{ rule: "no-orphans", file: "src/terms/plant-orphan.ts", source: "export const alone = 1;" },
	{ rule: "imports-can-be-found", file: "src/world/plant-nowhere.ts", source: 'import "./nobody-here.ts";' },
];
