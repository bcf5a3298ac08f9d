import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createProgram } from "./program.ts";

test("the zone is exported into a file, with the operator's key", async (t) => {
	const zone = 'relay.example. 300 IN TXT "a zone"\n';
	const server = createServer((request, response) => {
		const isRight = request.url === "/v1/dns/zone" && request.headers.authorization === "Bearer operator";
		response.writeHead(isRight ? 200 : 404).end(zone);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	t.after(() => server.close());
	const folder = mkdtempSync(join(tmpdir(), "angarium-dns-"));
	t.after(() => rmSync(folder, { recursive: true }));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const output = join(folder, "zone");
	const args = ["dns", "export", "--output", output, "--url", url, "--key", "operator"];
	await createProgram("1.2.3").parseAsync(args, { from: "user" });
	assert.equal(readFileSync(output, "utf8"), zone);
});
