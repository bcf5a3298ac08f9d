/** Key pairs and signatures, made off the main thread by libuv's pool. */

import { generateKeyPair, sign as signOctets } from "node:crypto";
import { promisify } from "node:util";
import type { Sign } from "../relay/ports.ts";
import { publicKeyText } from "../rfc/dkim/record.ts";
import type { KeyPair } from "../setup/ports.ts";
import type { KeyAlgorithm } from "../terms/identity.ts";

const generate = promisify(generateKeyPair);

const RSA_BITS = 2_048; // RFC 8301 §3.2: at least 1024, and signers should use 2048

/** PKCS #8 DER, and the `p=` of the DNS record. */
export async function generateKey(algorithm: KeyAlgorithm): Promise<KeyPair> {
	const { privateKey, publicKey } =
		algorithm === "rsa-sha256"
			? await generate("rsa", { modulusLength: RSA_BITS })
			: await generate("ed25519");
	return {
		privateKey: privateKey.export({ type: "pkcs8", format: "der" }),
		publicKey: publicKeyText(publicKey),
	};
}

export const sign: Sign = (algorithm, octets, key) =>
	new Promise((resolve, reject) => {
		const digest = algorithm === "rsa-sha256" ? "sha256" : null;
		signOctets(digest, octets, key, (error, signature) => (error ? reject(error) : resolve(signature)));
	});
