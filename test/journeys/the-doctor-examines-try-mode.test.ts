/** A newcomer asks `angarium doctor` in try mode: the closed internet is examined, and all of it is in order. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startService } from "../support/service.ts";

const CLI = fileURLToPath(new URL("../../cli/angarium.js", import.meta.url));
const run = promisify(execFile);

const doctor = (folder: string, ...flags: readonly string[]) =>
	run(process.execPath, [CLI, "--data", folder, "doctor", ...flags], { encoding: "utf8" });

test("the doctor finds try mode in order, and a certificate for another name is an error", async (t) => {
	const service = await startService();
	t.after(async () => {
		await service.stop();
		rmSync(service.folder, { recursive: true, force: true });
	});
	const { stdout: text } = await doctor(service.folder);
	assert.match(text, /^Try mode: this is the closed internet/);
	assert.match(text, /0 errors, 0 warnings/);

	const { findings } = JSON.parse((await doctor(service.folder, "--json")).stdout);
	const states = findings.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`);
	assert.deepEqual(states, [
		"zone-delegation ok",
		"zone-servers ok",
		"zone-serial ok",
		"return-path-mx ok",
		"inbound-reachable ok",
		"return-path-spf ok",
		"hostname-address ok",
		"reverse-dns not-checked",
		"certificate-name ok",
		"certificate-expiry ok",
		"clock ok",
		"inbound-door ok",
		"outbound-port-25 not-checked",
		"block-lists not-checked",
	]);

	await service.stop();
	// The certificate of the first run stays, and is for the first name.
	const renamed = await startService({ folder: service.folder, flags: ["--hostname", "other.localhost"] });
	t.after(() => renamed.stop());
	const failed = await doctor(service.folder).then(
		() => assert.fail("the exit code is 0"),
		(error: { readonly code: number; readonly stdout: string }) => error,
	);
	assert.equal(failed.code, 1);
	assert.match(failed.stdout, /ERROR +certificate-name {2}other\.localhost/);
});
