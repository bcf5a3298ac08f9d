/**
 * From the banner to the point at which mail may be sent: EHLO (or HELO), STARTTLS, AUTH; and the farewell.
 *
 *     banner ─▶ EHLO ─▶ [STARTTLS ─▶ EHLO] ─▶ [AUTH] ─▶ open
 *
 * It deliberately does not reconnect: after a failed TLS handshake the connection is worth nothing, and whether
 * to try again in plain text is the caller's policy.
 *
 * RFC 5321 §3.1, §3.2, §4.1.1.1, §4.1.1.10; RFC 3207 §4; RFC 4954 §4; RFC 4616 (PLAIN).
 */

import { isIntermediate, isPermanent, isPositive, type Reply } from "../reply.ts";
import {
	type ClientSession,
	type Dialogue,
	exchange,
	hear,
	type Lost,
	lost,
	type Phase,
} from "./dialogue.ts";
import { featuresIn, NO_FEATURES } from "./features.ts";

export interface OpeningOptions {
	/** "when-offered" goes on in plain text when STARTTLS is refused before it began. */
	readonly startTls: "never" | "when-offered" | "required";
	readonly login?: Login;
}

export interface Login {
	readonly username: string;
	readonly password: string;
	/** Whether the password may be sent without TLS. */
	readonly allowPlainText: boolean;
}

export type Opening =
	| { readonly kind: "open" }
	/** The server does not want us, or not now. */
	| { readonly kind: "refused"; readonly phase: Phase; readonly reply: Reply }
	/** STARTTLS was agreed upon and failed. */
	| { readonly kind: "tls-failed"; readonly why: string }
	/** What we demand is not offered. */
	| { readonly kind: "unavailable"; readonly phase: "starttls" | "auth"; readonly why: string }
	| Lost;

const OPEN: Opening = { kind: "open" };

export function* open(session: ClientSession, options: OpeningOptions): Dialogue<Opening> {
	const banner = yield* hear(session, "banner", "banner");
	if (banner.kind === "lost") return banner;
	if (!isPositive(banner.reply)) return refused(session, "banner", banner.reply);
	const greeted = yield* greet(session);
	if (greeted.kind !== "open") return greeted;
	const secured = yield* secure(session, options.startTls);
	if (secured.kind !== "open") return secured;
	return options.login === undefined ? OPEN : yield* logIn(session, options.login);
}

/** RFC 5321 §4.1.1.10. The reply is waited for, but nothing depends on it. */
export function* quit(session: ClientSession): Dialogue<void> {
	session.usable = false;
	const written = yield { ask: "write", octets: "QUIT\r\n", patience: "farewell" };
	if (written.kind === "done") yield { ask: "read", patience: "farewell" };
}

function refused(session: ClientSession, phase: Phase, reply: Reply): Opening {
	session.usable = false;
	return { kind: "refused", phase, reply };
}

function* greet(session: ClientSession): Dialogue<Opening> {
	const ehlo = yield* exchange(session, `EHLO ${session.clientName}`, "ehlo");
	if (ehlo.kind === "lost") return ehlo;
	session.features = isPositive(ehlo.reply) ? featuresIn(ehlo.reply) : NO_FEATURES;
	if (isPositive(ehlo.reply)) return OPEN;
	// RFC 5321 §3.2: a server that does not know EHLO is greeted with HELO. Under TLS it has known it before.
	if (!isPermanent(ehlo.reply) || session.encrypted) return refused(session, "ehlo", ehlo.reply);
	const helo = yield* exchange(session, `HELO ${session.clientName}`, "ehlo");
	if (helo.kind === "lost") return helo;
	return isPositive(helo.reply) ? OPEN : refused(session, "ehlo", helo.reply);
}

function* secure(session: ClientSession, startTls: OpeningOptions["startTls"]): Dialogue<Opening> {
	if (session.encrypted || startTls === "never") return OPEN;
	if (!session.features.startTls) {
		if (startTls === "when-offered") return OPEN;
		session.usable = false;
		return { kind: "unavailable", phase: "starttls", why: "the server does not offer STARTTLS" };
	}
	const agreed = yield* exchange(session, "STARTTLS", "starttls");
	if (agreed.kind === "lost") return { kind: "tls-failed", why: agreed.why };
	if (agreed.reply.code !== 220) {
		// RFC 3207 §4: the session goes on as before, and opportunistic TLS takes it as it is.
		const goesOn = startTls === "when-offered" && session.usable;
		return goesOn ? OPEN : refused(session, "starttls", agreed.reply);
	}
	// What came in plain text after the 220 may have been put there by somebody else (RFC 3207 §6).
	if (session.reader.pending) {
		session.usable = false;
		return { kind: "tls-failed", why: "the server sent plain text after it agreed to TLS" };
	}
	const shaken = yield { ask: "start-tls", patience: "command" };
	if (shaken.kind === "failed") {
		session.usable = false;
		return { kind: "tls-failed", why: shaken.why };
	}
	session.encrypted = true;
	session.features = NO_FEATURES; // RFC 3207 §4.2: what was learnt before TLS is forgotten
	return yield* greet(session);
}

function* logIn(session: ClientSession, login: Login): Dialogue<Opening> {
	const { username, password } = login;
	if (!session.encrypted && !login.allowPlainText)
		return unavailable(session, "the connection is not encrypted");
	if (session.features.auth.includes("PLAIN")) {
		return yield* logInStepwise(session, "AUTH PLAIN", [`\0${username}\0${password}`]);
	}
	if (session.features.auth.includes("LOGIN")) {
		return yield* logInStepwise(session, "AUTH LOGIN", [username, password]);
	}
	return unavailable(session, "the server offers neither AUTH PLAIN nor LOGIN");
}

function unavailable(session: ClientSession, why: string): Opening {
	session.usable = false;
	return { kind: "unavailable", phase: "auth", why };
}

/** Without an initial response, which not every server takes; one connection carries many messages. */
function* logInStepwise(
	session: ClientSession,
	command: string,
	secrets: readonly string[],
): Dialogue<Opening> {
	let heard = yield* exchange(session, command, "auth");
	for (const secret of secrets) {
		if (heard.kind === "lost") return heard;
		if (!isIntermediate(heard.reply)) return refused(session, "auth", heard.reply);
		heard = yield* exchange(session, Buffer.from(secret, "utf8").toString("base64"), "auth");
	}
	if (heard.kind === "lost") return heard;
	if (isPositive(heard.reply)) return OPEN;
	// More is asked than these mechanisms give: out of step.
	return isIntermediate(heard.reply)
		? lost(session, "auth", "the server asked for more than its mechanism has")
		: refused(session, "auth", heard.reply);
}
