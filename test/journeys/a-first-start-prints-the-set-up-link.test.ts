import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { generate } from "selfsigned";
import { Browser } from "../support/browser.ts";
import { eventually } from "../support/service.ts";

const CLI = fileURLToPath(new URL("../../cli/angarium.js", import.meta.url));

/** A real installation: no try mode. */
async function start(t: TestContext, folder: string) {
	const ready = join(folder, "ready.json");
	rmSync(ready, { force: true });
	const door = (name: string): string[] => [`--${name}.host`, "127.0.0.1", `--${name}.port`, "0"];
	const flags = [
		...["--data", join(folder, "data"), "--ready-file", ready, "--hostname", "relay.example"],
		...["--tls.certificate", join(folder, "cert.pem"), "--tls.key", join(folder, "key.pem")],
		...["submission", "submissions", "http"].flatMap(door),
	];
	const child: ChildProcess = spawn(process.execPath, [CLI, "serve", ...flags], { stdio: "pipe" });
	let [printed, logged] = ["", ""];
	child.stdout?.on("data", (text) => {
		printed += text;
	});
	child.stderr?.on("data", (text) => {
		logged += text;
	});
	t.after(() => child.kill("SIGKILL"));
	await eventually(() => (existsSync(ready) ? true : undefined));
	const { http } = JSON.parse(readFileSync(ready, "utf8")) as { http: string };
	return {
		http,
		printed: () => printed,
		logged: () => logged,
		async stop() {
			const ended = once(child, "exit");
			child.kill("SIGTERM");
			await ended;
		},
	};
}

test("where nobody runs the service yet, a start prints a link that makes somebody its operator", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "angarium-first-"));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const pair = await generate([{ name: "commonName", value: "relay.example" }], { algorithm: "sha256" });
	writeFileSync(join(folder, "cert.pem"), pair.cert);
	writeFileSync(join(folder, "key.pem"), pair.private);

	const first = await start(t, folder);
	const link = await eventually(() => /http\S+\/setup\?token=(su_\w{26})/.exec(first.printed()) ?? undefined);
	assert.ok(link[0].startsWith(first.http));
	const browser = new Browser(first.http);
	const wanted = { email: "ops@relay.example", name: "Ops", password: "correct horse battery" };
	assert.equal(
		(await browser.post("/v1/setup", { ...wanted, token: "su_00000000000000000000000000" })).status,
		422,
	);
	assert.equal((await browser.post("/v1/setup", { ...wanted, token: link[1] })).status, 201);
	const { email, password } = wanted;
	assert.equal((await browser.post("/auth/sign-in/email", { email, password })).status, 200);
	assert.equal((await browser.get("/v1/me")).body.person.operator, true);
	assert.equal(first.printed().split("token=").length, 2, "once");
	assert.doesNotMatch(first.logged(), /su_\w{26}/, "the log is no place for a secret");
	await first.stop();

	const second = await start(t, folder);
	const again = new Browser(second.http);
	assert.equal((await again.post("/auth/sign-in/email", { email, password })).status, 200);
	assert.doesNotMatch(second.printed(), /setup/);
	await second.stop();
});
