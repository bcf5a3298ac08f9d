/** Key pairs and signatures, made off the main thread by libuv's pool. */

import { generateKeyPair, sign as signOctets } from "node:crypto";
import { promisify } from "node:util";
import type { Sign } from "../relay/ports.ts";
import type { KeyPair } from "../setup/ports.ts";

const generate = promisify(generateKeyPair);

/** PKCS #8 DER, and SubjectPublicKeyInfo DER in base64. */
export async function generateRsaKey(bits: number): Promise<KeyPair> {
	const { privateKey, publicKey } = await generate("rsa", { modulusLength: bits });
	return {
		privateKey: privateKey.export({ type: "pkcs8", format: "der" }),
		publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
	};
}

export const sign: Sign = (algorithm, octets, key) =>
	new Promise((resolve, reject) => {
		const digest = algorithm === "rsa-sha256" ? "sha256" : null;
		signOctets(digest, octets, key, (error, signature) => (error ? reject(error) : resolve(signature)));
	});
