/** Writes docs/reference/metrics.md from the metrics of the service; `--check` compares instead. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createLimiters, SignInGuard } from "../src/check/index.ts";
import { measure } from "../src/serve/metrics/catalogue.ts";
import { Tallies } from "../src/serve/metrics/index.ts";
import { defaultLimits } from "../src/terms/limits.ts";
import { refuse } from "../src/terms/refusals/index.ts";

const REFERENCE = "docs/reference/metrics.md";

const INTRODUCTION = `<!-- Made by scripts/gen-metrics.ts from src/serve/metrics/catalogue.ts. Do not edit. -->

# Metrics

\`GET /metrics\` at the HTTP door, in the text format of Prometheus. The operator may read it: with the operator's API key
(\`Authorization: Bearer ak_...\`, it lies in \`operator.key\` in the data folder), or without one from the networks in
\`metrics.networks\`. Name no network from which a reverse proxy brings other people's requests.

\`\`\`yaml
scrape_configs:
  - job_name: angarium
    authorization:
      credentials_file: /etc/prometheus/angarium.key
    static_configs:
      - targets: ["relay.example.com:8080"]
\`\`\`

Counters begin at 0 when the service starts. Values of labels are ids of reasons, causes, states and scopes: their number is
bounded, and none is an address or a name.

| metric | kind | labels | meaning |
|---|---|---|---|
`;

/** A service in which everything that has labels has happened once. */
async function reference(): Promise<string> {
	const tallies = new Tallies();
	tallies.refused(refuse("overloaded"));
	tallies.settled({ recipient: { message: "" as never, index: 0 }, attempt: 1, to: "delivered", at: 0 });
	await tallies.tell({ type: "plan.changed" });
	const memory = { recipients: 0, attempts: 0, unrecorded: 0, contentBytes: 0, paused: 0, suspended: false };
	const metrics = await measure({
		version: "",
		startedAt: 0,
		now: () => 0,
		tallies,
		limiters: createLimiters(defaultLimits),
		limits: defaultLimits,
		signIns: new SignInGuard(),
		queue: { depth: async () => ({ queued: 0, leased: 0, deferred: 0, held: 0, memory }) },
		storeLagMs: () => 0,
	});
	const rows = metrics.map(({ name, kind, help, samples }) => {
		const labels = Object.keys(samples[0]?.labels ?? {}).map((label) => `\`${label}\``);
		return `| \`${name}\` | ${kind} | ${labels.join(", ")} | ${help} |\n`;
	});
	return INTRODUCTION + rows.join("");
}

const wanted = await reference();
if (!process.argv.includes("--check")) writeFileSync(REFERENCE, wanted);
else if (!existsSync(REFERENCE) || readFileSync(REFERENCE, "utf8") !== wanted) {
	console.error(`${REFERENCE} is not what the service measures: run node scripts/gen-metrics.ts`);
	process.exitCode = 1;
}
