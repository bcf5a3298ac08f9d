/** Writes docs/reference/openapi.json from the API's endpoints; `--check` compares instead. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { openApi } from "../src/serve/api/index.ts";

const FILE = "docs/reference/openapi.json";
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const document = `${JSON.stringify(openApi(version), null, "\t")}\n`;

if (!process.argv.includes("--check")) {
	mkdirSync("docs/reference", { recursive: true });
	writeFileSync(FILE, document);
} else if (readFileSync(FILE, "utf8") !== document) {
	console.error(`${FILE} is not what the API is: run node scripts/gen-openapi.ts`);
	process.exitCode = 1;
}
