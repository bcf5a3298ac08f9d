/** What a certificate's file says of itself, as it is now. */

import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CertificateFacts } from "../setup/doctor-ports.ts";

/** Null when the file is no certificate that can be read. */
export function certificateFacts(file: string, hostname: string): CertificateFacts | null {
	try {
		const certificate = new X509Certificate(readFileSync(file));
		return {
			names: (certificate.subjectAltName ?? certificate.subject).replaceAll("\n", ", "),
			isForHostname: certificate.checkHost(hostname) !== undefined,
			validFrom: certificate.validFromDate.getTime(),
			expiresAt: certificate.validToDate.getTime(),
		};
	} catch {
		return null;
	}
}
