import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ConfigurationError, loadConfiguration, settings, variableOf } from "./index.ts";

const load = (sources: Partial<Parameters<typeof loadConfiguration>[0]> = {}) =>
	loadConfiguration({ file: null, environment: {}, flags: {}, ...sources });
const toml = (text: string): string => {
	const file = join(mkdtempSync(join(tmpdir(), "angarium-config-")), "angarium.toml");
	writeFileSync(file, text);
	return file;
};

test("without anything set, the defaults hold", () => {
	const configuration = load();
	assert.equal(configuration.submission.port, 2587);
	assert.equal(configuration.submissions.port, 2465);
	assert.equal(configuration.limits.messageBytes, 20 * 1024 * 1024);
	assert.equal(configuration.queue.lifetime, 5 * 24 * 60 * 60 * 1000);
});

test("a file outweighs defaults, a variable the file, and a flag the variable", () => {
	const file = toml('hostname = "file.example"\n[submission]\nport = 1\n[limits]\nmessageBytes = "5MB"\n');
	const environment = { ANGARIUM_SUBMISSION_PORT: "2", ANGARIUM_HTTP_PORT: "3" };
	const configuration = load({ file, environment, flags: { "http.port": "4" } });
	assert.equal(configuration.hostname, "file.example");
	assert.equal(configuration.submission.port, 2);
	assert.equal(configuration.http.port, 4);
	assert.equal(configuration.limits.messageBytes, 5 * 1024 * 1024);
});

test("an unknown setting is an error that names the nearest one", () => {
	const says = (act: () => unknown, pattern: RegExp) =>
		assert.throws(act, (error) => error instanceof ConfigurationError && pattern.test(error.message));
	says(
		() => load({ file: toml("[submision]\nport = 1\n") }),
		/submision is no setting\. Did you mean submission/,
	);
	says(() => load({ file: toml("[submission]\nprot = 1\n") }), /Did you mean submission\.port/);
	says(() => load({ environment: { ANGARIUM_SUBMISSION_PRT: "1" } }), /ANGARIUM_SUBMISSION_PORT/);
	says(() => load({ flags: { "http.prt": "1" } }), /http\.port/);
	says(() => load({ file: toml("[nosuch]\na = 1\n") }), /^nosuch is no setting\. All of them are in docs/);
	says(() => load({ flags: { "queue.lifetime": "soon" } }), /queue\.lifetime.*duration/);
	says(() => load({ file: toml("not toml [") }), /is not TOML/);
	says(() => load({ file: "/nowhere/x.toml" }), /cannot be read/);
});

test("a value that cannot be is answered with what can", () => {
	const right = (path: string, value: string | number, words: string) =>
		assert.throws(
			() => load({ file: toml(""), flags: { [path]: value as string } }),
			(error) => error instanceof ConfigurationError && error.message === `${path}: ${words}`,
			`${path} = ${value}`,
		);
	for (const value of ["0", "-3", "many", "1.5"])
		right("limits.messagesPerMinute", value, "a whole number from 1 on");
	for (const value of ["99999", "-1", "smtp"]) right("submission.port", value, "a port, from 0 to 65535");
	for (const value of ["big", 0, -1]) right("limits.messageBytes", value, "a size such as 256kB or 20MB");
	for (const value of ["5x", 5]) right("limits.loginBlock", value, "a duration such as 30s, 5m, 4h or 5d");
	right("relay.recipientDomainMustBeKnown", "maybe", "true or false");
});

test("every setting has words and a variable of its own", () => {
	const all = settings();
	assert.ok(all.length > 40);
	for (const { path, about } of all) assert.ok(about.length > 10, path);
	assert.equal(new Set(all.map(({ variable }) => variable)).size, all.length);
	assert.equal(variableOf("limits.messageBytes"), "ANGARIUM_LIMITS_MESSAGE_BYTES");
});
