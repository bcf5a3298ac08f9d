import assert from "node:assert/strict";
import { test } from "node:test";
import { drive } from "../../../../test/support/smtp-script.ts";
import { ClientSession } from "./dialogue.ts";
import { NO_FEATURES } from "./features.ts";
import { type Opening, type OpeningOptions, open } from "./opening.ts";

const opened = (says: string[], options: Partial<OpeningOptions> = {}, tls: "works" | "fails" = "works") => {
	const session = new ClientSession("relay.example");
	const told = drive(open(session, { startTls: "when-offered", ...options }), { says, tls });
	return { session, ...told };
};

test("a server is greeted, and what it offers is known", () => {
	const { session, result, wrote, patience } = opened([
		"220 mx.example ESMTP\r\n",
		"250-mx.example hello\r\n250-PIPELINING\r\n250-size 1000\r\n250-8BITMIME\r\n250-AUTH=LOGIN PLAIN\r\n250 DSN\r\n",
	]);
	assert.deepEqual(result, { kind: "open" } satisfies Opening);
	assert.equal(wrote, "EHLO relay.example\r\n");
	assert.deepEqual(patience, ["banner", "command"]);
	assert.deepEqual(session.features, {
		...NO_FEATURES,
		pipelining: true,
		size: true,
		sizeLimitBytes: 1000,
		eightBitMime: true,
		dsn: true,
		auth: ["LOGIN", "PLAIN"],
	});
});

test("a server that does not know EHLO is greeted with HELO", () => {
	// RFC 5321 §3.2
	const { session, result, wrote } = opened(["220 old\r\n", "502 what\r\n", "250 old\r\n"]);
	assert.equal(result.kind, "open");
	assert.equal(wrote, "EHLO relay.example\r\nHELO relay.example\r\n");
	assert.deepEqual(session.features, NO_FEATURES);
});

test("a banner or greeting that says no is reported with its phase", () => {
	for (const [says, phase] of [
		[["554 5.7.1 go away\r\n"], "banner"],
		[["421 busy\r\n"], "banner"],
		[["220 x\r\n", "421 busy\r\n"], "ehlo"],
		[["220 x\r\n", "550 no\r\n", "550 5.7.1 no\r\n"], "ehlo"],
	] as const) {
		const { session, result } = opened([...says]);
		assert.ok(result.kind === "refused" && result.phase === phase);
		assert.equal(session.usable, false);
	}
});

test("after STARTTLS the greeting is said again and what was learnt before is forgotten", () => {
	// RFC 3207 §4.2
	const { session, result, wrote } = opened([
		"220 x\r\n",
		"250-x\r\n250-STARTTLS\r\n250 DSN\r\n",
		"220 go\r\n",
		"250-x\r\n250 8BITMIME\r\n",
	]);
	assert.equal(result.kind, "open");
	assert.equal(wrote, "EHLO relay.example\r\nSTARTTLS\r\n<TLS>EHLO relay.example\r\n");
	assert.deepEqual(session.features, { ...NO_FEATURES, eightBitMime: true });
	assert.equal(session.encrypted, true);
});

test("a failed handshake, and plain text behind the 220, end the connection", () => {
	const offer = ["220 x\r\n", "250-x\r\n250 STARTTLS\r\n"];
	assert.equal(opened([...offer, "220 go\r\n"], {}, "fails").result.kind, "tls-failed");
	const injected = opened([...offer, "220 go\r\n250 injected\r\n"]); // RFC 3207 §6
	assert.equal(injected.result.kind, "tls-failed");
	assert.equal(injected.session.usable, false);
});

test("a refused STARTTLS goes on in plain text unless TLS is required", () => {
	const says = ["220 x\r\n", "250-x\r\n250 STARTTLS\r\n", "454 4.7.0 no certificate\r\n"];
	assert.equal(opened(says).result.kind, "open");
	assert.equal(opened(says, { startTls: "required" }).result.kind, "refused");
	assert.equal(opened(["220 x\r\n", "250 x\r\n"], { startTls: "required" }).result.kind, "unavailable");
});

test("a smarthost is logged in to by PLAIN, else by LOGIN, and not in clear text unless allowed", () => {
	const login = { username: "ann", password: "secret", allowPlainText: true };
	const plain = opened(["220 x\r\n", "250-x\r\n250 AUTH LOGIN PLAIN\r\n", "334 \r\n", "235 ok\r\n"], {
		login,
	});
	assert.equal(plain.result.kind, "open");
	assert.ok(plain.wrote.endsWith("AUTH PLAIN\r\nAGFubgBzZWNyZXQ=\r\n"));
	const old = opened(["220 x\r\n", "250-x\r\n250 AUTH LOGIN\r\n", "334 a\r\n", "334 b\r\n", "235 ok\r\n"], {
		login,
	});
	assert.ok(old.wrote.endsWith("AUTH LOGIN\r\nYW5u\r\nc2VjcmV0\r\n"));
	const wrong = opened(["220 x\r\n", "250-x\r\n250 AUTH PLAIN\r\n", "334 \r\n", "535 5.7.8 no\r\n"], {
		login,
	});
	assert.ok(wrong.result.kind === "refused" && wrong.result.phase === "auth");
	const clear = opened(["220 x\r\n", "250-x\r\n250 AUTH PLAIN\r\n"], {
		login: { ...login, allowPlainText: false },
	});
	assert.equal(clear.result.kind, "unavailable");
	assert.doesNotMatch(clear.wrote, /AUTH/);
});
