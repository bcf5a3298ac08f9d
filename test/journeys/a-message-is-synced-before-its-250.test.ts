import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startService } from "../support/service.ts";
import { SmtpClient } from "../support/smtp-client.ts";

const strace = ["/usr/bin/strace", "/usr/local/bin/strace"].find((path) => existsSync(path));
const canTrace = (): boolean => {
	try {
		execFileSync(strace ?? "", ["-o", "/dev/null", "true"]);
		return true;
	} catch {
		return false;
	}
};
const skip = strace === undefined || !canTrace() ? "strace is not there, or may not trace" : false;

test("between the last octet of a message and its 250, the kernel has synced what was written", {
	skip,
}, async () => {
	const folder = mkdtempSync(join(tmpdir(), "angarium-strace-"));
	const trace = join(folder, "trace.txt");
	// What is sent in clear can be seen: the bench door needs no TLS.
	const first = await startService({ folder });
	const { username } = first.ready.demo;
	await first.stop();
	const service = await startService({
		folder,
		flags: ["--bench.enabled", "true", "--bench.username", username],
		under: [
			strace ?? "",
			...["-f", "-tt", "-s", "200", "-o", trace],
			...["-e", "trace=fsync,fdatasync,write,writev,sendto,sendmsg,read,recvfrom"],
		],
	});
	const bench = service.ready.bench;
	assert.ok(bench !== undefined);
	const client = await SmtpClient.open(bench);
	await client.say("EHLO client.example");
	const content = "From: billing@shop.example\r\nSubject: traced\r\n\r\nTHE-LAST-WORDS";
	const answer = await client.send("billing@shop.example", ["nobody@dead.example"], content);
	assert.match(answer, /^250 2\.0\.0 Queued as /);
	client.destroy();
	await service.stop();

	const lines = readFileSync(trace, "utf8").split("\n");
	const received = lines.findIndex((line) => /\b(?:read|recvfrom)\(.*THE-LAST-WORDS/.test(line));
	const replied = lines.findIndex((line) =>
		/\b(?:write|writev|sendto|sendmsg)\(.*250 2\.0\.0 Queued as/.test(line),
	);
	assert.ok(received >= 0, "the content was not seen arriving");
	assert.ok(replied > received, "the reply was not seen leaving after the content");
	const synced = lines
		.slice(received, replied)
		.some((line) => /\b(?:fsync|fdatasync)(?:\(\d+\)| resumed>\))\s+= 0/.test(line));
	assert.ok(synced, "no finished sync between the content and its 250");
	rmSync(folder, { recursive: true, force: true });
});
