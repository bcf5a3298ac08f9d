import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadCertificate, selfSignedFiles } from "./certificate.ts";

const WRITTEN = 1_700_000_000;

test("a file whose rights alone change, or whose time is that of the one before, is read again", async (t) => {
	const [folder, other] = [mkdtempSync(join(tmpdir(), "tls-")), mkdtempSync(join(tmpdir(), "tls-"))];
	const files = await selfSignedFiles(folder, "relay.example");
	const renewed = await selfSignedFiles(other, "relay.example");
	utimesSync(files.keyFile, WRITTEN, WRITTEN);
	const said: string[] = [];
	const log = { loaded: () => said.push("loaded"), refused: () => said.push("refused") };
	const until = async (count: number) => {
		while (said.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
	};
	const certificate = loadCertificate(files, log, 5);
	t.after(() => certificate.close());
	const first = certificate.context();
	// With the old key it is of no use; then the key comes too, with the times of the one before.
	copyFileSync(renewed.certificateFile, files.certificateFile);
	await until(2);
	copyFileSync(renewed.keyFile, files.keyFile);
	utimesSync(files.keyFile, WRITTEN, WRITTEN);
	await until(3);
	assert.deepEqual([said[1], said.at(-1)], ["refused", "loaded"]);
	assert.notEqual(certificate.context(), first);
});
