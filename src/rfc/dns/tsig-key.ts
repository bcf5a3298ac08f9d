/** Keys of TSIG as files hold them. */

import { nameOctets } from "./names.ts";
import type { TsigKey } from "./tsig.ts";

const KEY_STATEMENT = /^\s*key\s+"?([\w.-]{1,255})"?\s*\{([^{}]{1,1000})\}\s*;?\s*$/;

/**
 * A key as files hold it: the statement that `tsig-keygen` writes (BIND, Knot), or `hmac-sha256:name:secret` as kdig and
 * knsupdate take it. Undefined for anything else; which of it is wrong is not said, as it would show the secret.
 */
export function readKey(text: string): TsigKey | undefined {
	const statement = KEY_STATEMENT.exec(text);
	const parts =
		statement === null
			? text.trim().split(":")
			: [fieldOf("algorithm", statement[2]), statement[1], fieldOf("secret", statement[2])];
	const [algorithm, name, encoded] = parts;
	if (parts.length !== 3 || algorithm?.toLowerCase() !== "hmac-sha256") return undefined;
	if (name === undefined || nameOctets(name) === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded ?? ""))
		return undefined;
	return { name: name.toLowerCase().replace(/\.$/, ""), secret: Buffer.from(encoded ?? "", "base64") };
}

const fieldOf = (word: string, body = ""): string | undefined =>
	body
		.split(";")
		.map((part) => part.trim().split(/\s+/))
		.find(([first]) => first === word)?.[1]
		?.replaceAll('"', "");
