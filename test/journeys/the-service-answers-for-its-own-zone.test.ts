/** Try mode's customer has three CNAMEs; what they lead to is answered by the service's own DNS door. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { Resolver } from "node:dns/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startService } from "../support/service.ts";

const CLI = fileURLToPath(new URL("../../cli/angarium.js", import.meta.url));

const resolverAt = (place: { readonly host: string; readonly port: number } | undefined): Resolver => {
	assert.ok(place !== undefined);
	const resolver = new Resolver();
	resolver.setServers([`${place.host}:${place.port}`]);
	return resolver;
};

test("a customer's names lead through our own DNS door, and the exported zone says the same", async (t) => {
	const service = await startService();
	t.after(() => service.stop());
	const world = resolverAt(service.ready.dns);
	const door = resolverAt(service.ready.zone);

	const [target] = await world.resolveCname(`ag1._domainkey.${service.ready.demo.domain}`);
	assert.match(target ?? "", /^ag1\.[^.]+\.dkim\.relay\.localhost$/);
	const [direct] = await door.resolveTxt(target ?? "");
	const [followed] = await world.resolveTxt(`ag1._domainkey.${service.ready.demo.domain}`);
	assert.match(direct?.join("") ?? "", /^v=DKIM1; k=rsa; p=\w/);
	assert.deepEqual(followed, direct);
	const [mx] = await world.resolveMx(`bounce.${service.ready.demo.domain}`);
	assert.equal(mx?.exchange, "relay.localhost");
	await assert.rejects(door.resolveTxt(service.ready.demo.domain), { code: "EREFUSED" });
	await assert.rejects(world.resolveTxt("nobody.dkim.relay.localhost"), { code: "ENOTFOUND" });

	const run = promisify(execFile);
	const { stdout } = await run(process.execPath, [CLI, "--data", service.folder, "dns", "export"], {
		encoding: "utf8",
	});
	assert.match(stdout, /^relay\.localhost\. \d+ IN SOA /);
	const line = stdout.split("\n").find((each) => each.startsWith(`${target}. `));
	assert.ok(line?.includes(direct?.[0] ?? "?"));
});
