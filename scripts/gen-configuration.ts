/** Writes docs/reference/configuration.md from the schema of the configuration; `--check` compares instead. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Setting, settings } from "../src/world/configuration/index.ts";

const REFERENCE = "docs/reference/configuration.md";

const INTRODUCTION = `<!-- Made by scripts/gen-configuration.ts from src/world/configuration/schema.ts. Do not edit. -->

# Configuration

Each setting can stand in a TOML file (\`--config FILE\` or \`ANGARIUM_CONFIG\`), in an environment variable, and in a flag, which is
\`--\` and its name: \`--submission.port 587\`. A flag outweighs a variable, a variable the file. An unknown setting is an error.

- **duration**: a number with its unit, \`ms\`, \`s\`, \`m\`, \`h\` or \`d\`, such as \`"5m"\`
- **size**: octets, or a number with \`kB\`, \`MB\` or \`GB\` (1,024 each), such as \`"20MB"\`
- **port**: 0 takes any free one; the ready file tells which
- **list**: an array in TOML; words between commas in variables and flags
- Secrets stand in files of their own, so that they are in no configuration and no process list.
`;

const EXAMPLE = `
## Example

\`\`\`toml
hostname = "relay.example.com"
data = "/var/lib/angarium"

[tls]
certificate = "/etc/ssl/relay.pem"
key = "/etc/ssl/relay.key"

[submission]
port = 587

[limits]
messageBytes = "20MB"
\`\`\`
`;

const DURATIONS: readonly (readonly [number, string])[] = [
	[86_400_000, "d"],
	[3_600_000, "h"],
	[60_000, "m"],
	[1_000, "s"],
	[1, "ms"],
];
const SIZES: readonly (readonly [number, string])[] = [
	[1_024 ** 3, "GB"],
	[1_024 ** 2, "MB"],
	[1_024, "kB"],
	[1, "B"],
];

/** In the largest unit that divides it. */
function inUnits(value: number, units: readonly (readonly [number, string])[]): string {
	const [unit, name] = units.find(([each]) => value % each === 0) ?? [1, ""];
	return `${value / unit}${name}`;
}

/** The default as one would write it. */
export function written({ kind, byDefault }: Pick<Setting, "kind" | "byDefault">): string {
	if (byDefault === null || (Array.isArray(byDefault) && byDefault.length === 0)) return "";
	if (kind === "duration") return `\`${inUnits(byDefault as number, DURATIONS)}\``;
	if (kind === "size") return `\`${inUnits(byDefault as number, SIZES)}\``;
	return `\`${String(byDefault)}\``;
}

function section(name: string, rows: readonly Setting[]): string {
	const lines = rows.map(
		(row) => `| \`${row.path}\` | ${row.kind} | ${written(row)} | ${row.about} | \`${row.variable}\` |`,
	);
	return `\n## ${name}\n\n| setting | kind | default | meaning | variable |\n|---|---|---|---|---|\n${lines.join("\n")}\n`;
}

function reference(): string {
	const groups = Map.groupBy(settings(), ({ path }) => (path.includes(".") ? path.replace(/\..*/, "") : ""));
	const sections = [...groups].map(([name, rows]) => section(name === "" ? "The service" : name, rows));
	return INTRODUCTION + EXAMPLE + sections.join("");
}

if (import.meta.main) {
	const fresh = reference();
	if (!process.argv.includes("--check")) writeFileSync(REFERENCE, fresh);
	else if (!existsSync(REFERENCE) || readFileSync(REFERENCE, "utf8") !== fresh) {
		console.error(`${REFERENCE} is not up to date: run node scripts/gen-configuration.ts`);
		process.exitCode = 1;
	}
}
