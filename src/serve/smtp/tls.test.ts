import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { TLSSocket } from "node:tls";
import { openDoor, secureContext } from "../../../test/support/door.ts";
import { RawClient } from "../../../test/support/raw-client.ts";

test("a renewed certificate is used by the next handshake", async () => {
	await using open = await openDoor({ implicitTls: true });
	const subject = async (): Promise<string | undefined> => {
		await using client = await RawClient.toTls(open.door.port);
		const name = (client.socket as TLSSocket).getPeerCertificate().subject.CN;
		return Array.isArray(name) ? name[0] : name;
	};
	assert.equal(await subject(), "relay.example");
	open.certificate.current = await secureContext("renewed.example");
	assert.equal(await subject(), "renewed.example");
});

test("a client may resume its TLS session", async () => {
	await using open = await openDoor({ implicitTls: true });
	const first = await RawClient.toTls(open.door.port);
	const session = once(first.socket, "session");
	await first.reply();
	const [ticket] = (await session) as [Buffer];
	await first[Symbol.asyncDispose]();
	await using second = await RawClient.toTls(open.door.port, { session: ticket });
	assert.equal((second.socket as TLSSocket).isSessionReused(), true);
});

test("TLS before 1.2 is refused", async () => {
	await using open = await openDoor({ implicitTls: true });
	await assert.rejects(
		RawClient.toTls(open.door.port, {
			minVersion: "TLSv1",
			maxVersion: "TLSv1.1",
			ciphers: "DEFAULT:@SECLEVEL=0",
		}),
	);
});
