/**
 * The server side of SASL exchanges that carry a username and a password: PLAIN and LOGIN.
 *
 * Decoded responses go in; a challenge, credentials or a problem comes out. Whether the credentials are right
 * is for others to say, as is the base64 around it. Problems never quote the response.
 *
 * RFC 4616 (PLAIN), draft-murchison-sasl-login (LOGIN, never a standard, and what half of all clients send).
 */

import { isUtf8 } from "node:buffer";

export const mechanisms = ["PLAIN", "LOGIN"] as const;
export type Mechanism = (typeof mechanisms)[number];

export interface Credentials {
	/** Whom to act as; empty means: as `username`. */
	readonly authorizationId: string;
	readonly username: string;
	readonly password: string;
}

export type ExchangeStep =
	| { readonly kind: "challenge"; readonly text: string }
	| { readonly kind: "credentials"; readonly credentials: Credentials }
	| { readonly kind: "problem"; readonly problem: string };

export interface Exchange {
	/** What the server says first when the client sent no initial response. */
	readonly firstChallenge: string;
	/** Takes a decoded response; after credentials or a problem the exchange is over. */
	respond(response: Buffer): ExchangeStep;
}

/** RFC 4616 §2: the server may limit lengths; nothing that we issue comes near. */
const FIELD_LIMIT = 1_024;

export const startExchange = (mechanism: Mechanism): Exchange => (mechanism === "PLAIN" ? plain() : login());

export const isMechanism = (name: string): name is Mechanism =>
	(mechanisms as readonly string[]).includes(name);

function plain(): Exchange {
	return {
		firstChallenge: "",
		respond(response) {
			// RFC 4616 §2: message = [authzid] NUL authcid NUL passwd
			const first = response.indexOf(0);
			const second = first < 0 ? -1 : response.indexOf(0, first + 1);
			if (second < 0 || response.includes(0, second + 1)) return problem("PLAIN takes three fields");
			const authorizationId = field(response.subarray(0, first));
			const username = field(response.subarray(first + 1, second));
			const password = field(response.subarray(second + 1));
			if (authorizationId === null || !username || !password) return problem("PLAIN with an invalid field");
			return { kind: "credentials", credentials: { authorizationId, username, password } };
		},
	};
}

function login(): Exchange {
	let username: string | undefined;
	return {
		firstChallenge: "Username:",
		respond(response) {
			const text = field(response);
			if (!text) return problem("LOGIN with an invalid field");
			if (username === undefined) {
				username = text;
				return { kind: "challenge", text: "Password:" };
			}
			return { kind: "credentials", credentials: { authorizationId: "", username, password: text } };
		},
	};
}

const problem = (text: string): ExchangeStep => ({ kind: "problem", problem: text });

function field(octets: Buffer): string | null {
	if (octets.length > FIELD_LIMIT || octets.includes(0) || !isUtf8(octets)) return null;
	return octets.toString("utf8");
}
