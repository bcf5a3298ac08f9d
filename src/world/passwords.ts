/**
 * Hashes of passwords that people chose: argon2id with the parameters that OWASP gives for 19 MiB, in the PHC string
 * format. Two at once, as each takes memory and a thread that signatures and files wait for as well.
 *
 * RFC 9106.
 */

import { argon2 as argon2WithCallback, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { Passwords } from "../setup/people-ports.ts";

const argon2 = promisify(argon2WithCallback);

const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;
const AT_ONCE = 2;

const PHC =
	/^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/;

export function createPasswords(): Passwords {
	const turn = inTurn(AT_ONCE);
	return {
		async hash(password) {
			const nonce = randomBytes(SALT_BYTES);
			const { memory, passes, parallelism } = PARAMETERS;
			const tag = await turn(() => argon2("argon2id", { ...PARAMETERS, message: password, nonce }));
			return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
		},
		async matches(hash, password) {
			const parts = PHC.exec(hash);
			if (parts === null) return false;
			const [, memory, passes, parallelism, salt = "", tag = ""] = parts;
			const expected = Buffer.from(tag, "base64");
			const actual = await turn(() =>
				argon2("argon2id", {
					memory: Number(memory),
					passes: Number(passes),
					parallelism: Number(parallelism),
					tagLength: expected.length,
					message: password,
					nonce: Buffer.from(salt, "base64"),
				}),
			);
			return timingSafeEqual(expected, actual);
		},
	};
}

/** The PHC string format has no padding. */
const base64 = (octets: Buffer): string => octets.toString("base64").replace(/=+$/, "");

function inTurn(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
		else running++;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next === undefined) running--;
			else next();
		}
	};
}
