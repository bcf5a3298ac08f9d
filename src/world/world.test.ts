import assert from "node:assert/strict";
import { randomBytes as fresh, generateKeyPairSync, verify } from "node:crypto";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadCertificate, selfSignedFiles } from "./certificate.ts";
import { createScanner } from "./clamd.ts";
import { generateKey, sign } from "./keys.ts";
import { randomBytes } from "./randomness.ts";
import { secretFile } from "./secret-file.ts";
import { watchStorage } from "./storage.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "angarium-world-"));
const turn = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("a secret is made once and is the owner's alone", () => {
	const path = join(folder(), "server.key");
	const made = secretFile(path, () => fresh(32));
	assert.deepEqual(
		secretFile(path, () => assert.fail("made twice")),
		made,
	);
	assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("a secret that others can read is refused", () => {
	const path = join(folder(), "server.key");
	secretFile(path, () => fresh(32));
	chmodSync(path, 0o644);
	assert.throws(() => secretFile(path, () => fresh(32)), /can be read by others/);
});

test("a replaced certificate is used, and a broken one leaves the last good one in place", async () => {
	const here = folder();
	const first = await selfSignedFiles(here, "relay.example");
	const seen: string[] = [];
	const certificate = loadCertificate(
		first,
		{ loaded: () => seen.push("loaded"), refused: () => seen.push("refused") },
		10,
	);
	const original = certificate.context();
	writeFileSync(first.certificateFile, "not a certificate");
	while (!seen.includes("refused")) await turn(5);
	assert.equal(certificate.context(), original);
	const other = await selfSignedFiles(folder(), "relay.example");
	copyFileSync(other.keyFile, first.keyFile);
	copyFileSync(other.certificateFile, first.certificateFile);
	while (certificate.context() === original) await turn(5);
	certificate.close();
});

test("an RSA key pair signs what its public half verifies", async () => {
	const pair = await generateKey("rsa-sha256");
	const { createPrivateKey, createPublicKey } = await import("node:crypto");
	const key = createPrivateKey({ key: pair.privateKey, format: "der", type: "pkcs8" });
	const signature = await sign("rsa-sha256", Buffer.from("octets"), key);
	const publicKey = createPublicKey({
		key: Buffer.from(pair.publicKey, "base64"),
		format: "der",
		type: "spki",
	});
	assert.ok(verify("sha256", Buffer.from("octets"), publicKey, signature));
	const ed = generateKeyPairSync("ed25519");
	assert.ok(
		verify(
			null,
			Buffer.from("x"),
			ed.publicKey,
			await sign("ed25519-sha256", Buffer.from("x"), ed.privateKey),
		),
	);
});

test("random octets do not repeat", () => {
	const seen = new Set(Array.from({ length: 2_000 }, () => randomBytes(16).toString("hex")));
	assert.equal(seen.size, 2_000);
});

test("the disk under a folder is measured", async () => {
	const storage = await watchStorage(tmpdir());
	assert.ok(storage.latest().totalBytes >= storage.latest().freeBytes && storage.latest().freeBytes > 0);
	storage.stop();
});

/** Speaks clamd's INSTREAM; finds something in content that says so. */
async function fakeClamd(answer?: string) {
	const server = createServer((socket) => {
		let octets: Buffer = Buffer.alloc(0);
		socket.on("data", (chunk: Buffer) => {
			octets = Buffer.concat([octets, chunk]);
			if (!octets.subarray(-4).equals(Buffer.alloc(4))) return;
			assert.ok(octets.subarray(0, 10).equals(Buffer.from("zINSTREAM\0")));
			const verdict = octets.includes("EICAR") ? "stream: Eicar FOUND\0" : "stream: OK\0";
			socket.end(answer ?? verdict);
		});
		socket.on("error", () => {});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return { where: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test("the scanner names what it found, passes what is clean, and gives no verdict when it cannot", async () => {
	const clamd = await fakeClamd();
	const scanner = createScanner(clamd.where);
	assert.equal(await scanner.scan([Buffer.from("From: a\r\n\r\n"), Buffer.from("hello")]), undefined);
	assert.equal(await scanner.scan([Buffer.from("xx EICAR xx")]), "Eicar");
	clamd.close();
	const broken = await fakeClamd("INSTREAM size limit exceeded. ERROR\0");
	await assert.rejects(createScanner(broken.where).scan([Buffer.from("x")]), /no verdict/);
	broken.close();
	await assert.rejects(createScanner("127.0.0.1:1").scan([Buffer.from("x")]));
});
