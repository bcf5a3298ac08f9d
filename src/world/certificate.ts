/**
 * The TLS certificate of the doors: read from PEM files and read again when they change, so that a renewed one
 * works without a restart. A broken file leaves the last good certificate in place and says so in the log.
 */

import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";

export interface Certificate {
	/** What new handshakes use; changes when the files do. */
	context(): SecureContext;
	/** Called after each change. */
	onChange(listener: (context: SecureContext) => void): void;
	close(): void;
}

export interface CertificateFiles {
	readonly certificateFile: string;
	readonly keyFile: string;
}

/** A poll sees every way in which files are replaced (rename, symbolic link), which a watch does not. */
const LOOK_EVERY_MS = 5_000;

export function loadCertificate(
	files: CertificateFiles,
	log: { loaded(expires: string): void; refused(error: unknown): void },
	lookEveryMs = LOOK_EVERY_MS,
): Certificate {
	let seen = stamp(files);
	let context = read(files, log.loaded);
	const listeners: ((context: SecureContext) => void)[] = [];
	const timer = setInterval(() => {
		try {
			const now = stamp(files);
			if (now === seen) return;
			seen = now;
			context = read(files, log.loaded);
			for (const listener of listeners) listener(context);
		} catch (error) {
			log.refused(error);
		}
	}, lookEveryMs);
	timer.unref();
	return {
		context: () => context,
		onChange: (listener) => listeners.push(listener),
		close: () => clearInterval(timer),
	};
}

/** Of content and rights alike: a file that could not be read may be readable now. */
const stamp = ({ certificateFile, keyFile }: CertificateFiles): string =>
	[certificateFile, keyFile].map((file) => `${statSync(file).ctimeMs} ${statSync(file).ino}`).join(" ");

/** Throws when the two do not belong together or cannot be read. */
function read(
	{ certificateFile, keyFile }: CertificateFiles,
	loaded: (expires: string) => void,
): SecureContext {
	const cert = readFileSync(certificateFile);
	const context = createSecureContext({ cert, key: readFileSync(keyFile), minVersion: "TLSv1.2" });
	loaded(new X509Certificate(cert).validTo);
	return context;
}

/** A certificate signed by itself, made at first start: encryption for trying things out, no proof of who we are. */
export async function selfSignedFiles(folder: string, hostname: string): Promise<CertificateFiles> {
	const files = {
		certificateFile: join(folder, "self-signed.pem"),
		keyFile: join(folder, "self-signed.key"),
	};
	if (existsSync(files.certificateFile) && existsSync(files.keyFile)) return files;
	// Only here: loading it took a fifth of each start.
	const { generate } = await import("selfsigned");
	const made = await generate([{ name: "commonName", value: hostname }], {
		keyType: "ec",
		curve: "P-256",
		algorithm: "sha256",
		notAfterDate: new Date(Date.now() + TEN_YEARS_MS),
		extensions: [
			{ name: "basicConstraints", cA: true },
			{
				name: "subjectAltName",
				altNames: [
					{ type: 2, value: hostname },
					{ type: 2, value: "localhost" },
					{ type: 7, ip: "127.0.0.1" },
				],
			},
		],
	});
	writeFileSync(files.keyFile, made.private, { mode: 0o600 });
	writeFileSync(files.certificateFile, made.cert);
	return files;
}

const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1_000;
