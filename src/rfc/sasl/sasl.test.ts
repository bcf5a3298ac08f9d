import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { isMechanism, startExchange } from "./exchange.ts";

const plainOf = (text: string) => startExchange("PLAIN").respond(Buffer.from(text, "utf8"));

test("PLAIN gives the three fields of its one response", () => {
	// RFC 4616 §2
	assert.deepEqual(plainOf("\0u-1\0secret"), {
		kind: "credentials",
		credentials: { authorizationId: "", username: "u-1", password: "secret" },
	});
	assert.deepEqual(plainOf("other\0u-1\0sécret"), {
		kind: "credentials",
		credentials: { authorizationId: "other", username: "u-1", password: "sécret" },
	});
});

test("PLAIN with another number of fields, an empty field or a very long one is a problem", () => {
	for (const text of ["", "u", "\0u", "\0u\0p\0", "\0\0p", "\0u\0", `\0u\0${"p".repeat(2000)}`])
		assert.equal(plainOf(text).kind, "problem", JSON.stringify(text));
});

test("LOGIN asks for the username and then for the password", () => {
	const exchange = startExchange("LOGIN");
	assert.equal(encodeBase64(exchange.firstChallenge), "VXNlcm5hbWU6");
	assert.deepEqual(exchange.respond(Buffer.from("u-1")), { kind: "challenge", text: "Password:" });
	assert.deepEqual(exchange.respond(Buffer.from("secret")), {
		kind: "credentials",
		credentials: { authorizationId: "", username: "u-1", password: "secret" },
	});
});

test("responses that are not UTF-8 are a problem, and the problem does not quote them", () => {
	const step = startExchange("LOGIN").respond(Buffer.from([0x73, 0xff]));
	assert.deepEqual(step, { kind: "problem", problem: "LOGIN with an invalid field" });
});

test("only the two mechanisms are known", () => {
	assert.deepEqual(["PLAIN", "LOGIN", "plain", "CRAM-MD5", ""].map(isMechanism), [
		true,
		true,
		false,
		false,
		false,
	]);
});

test("base64 is read strictly", () => {
	// RFC 4648 §3.3, §3.5
	assert.deepEqual(decodeBase64("AHUAcA=="), Buffer.from("\0u\0p"));
	assert.deepEqual(decodeBase64(""), Buffer.alloc(0));
	for (const wrong of [
		"AHUAcA",
		"AHUAcA=",
		"AHUA cA=",
		"AHUAcB==",
		"AHUAc_==",
		"=",
		"A===",
		"AH==AA==",
		"äöüß",
	])
		assert.equal(decodeBase64(wrong), null, wrong);
});

test("every octet string survives base64, and no response makes an exchange throw", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
			const response = Buffer.from(octets);
			assert.deepEqual(decodeBase64(response.toString("base64")), response);
			for (const mechanism of ["PLAIN", "LOGIN"] as const) startExchange(mechanism).respond(response);
		}),
	);
});
