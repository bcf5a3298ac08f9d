/**
 * The PROXY protocol, versions 1 and 2: who the client behind a load balancer really is.
 *
 * Only for connections from proxies that the operator named; anybody could send such a header. Bounded by the
 * longest header of each version. Source: the HAProxy PROXY protocol specification, 2.1 and 2.2.
 */

export type ProxyHeader =
	| {
			readonly kind: "header";
			/** Null for LOCAL and UNKNOWN: the proxy speaks for itself. */
			readonly client: { readonly address: string; readonly port: number } | null;
			/** Octets of the header. */
			readonly bytes: number;
	  }
	| { readonly kind: "more" }
	| { readonly kind: "invalid" };

const V1 = Buffer.from("PROXY ");
const V1_LIMIT = 107;
const V2 = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
const V2_FIXED = 16;
const V2_ADDRESSES_LIMIT = 4_096;

const MORE: ProxyHeader = { kind: "more" };
const INVALID: ProxyHeader = { kind: "invalid" };

/** `octets` is everything received so far. */
export function readProxyHeader(octets: Buffer): ProxyHeader {
	if (beginsLike(octets, V2)) return octets.length < V2_FIXED ? MORE : version2(octets);
	if (beginsLike(octets, V1)) return version1(octets);
	return INVALID;
}

function beginsLike(octets: Buffer, signature: Buffer): boolean {
	const length = Math.min(octets.length, signature.length);
	return octets.subarray(0, length).equals(signature.subarray(0, length));
}

function version1(octets: Buffer): ProxyHeader {
	const end = octets.subarray(0, V1_LIMIT).indexOf("\r\n");
	if (end < 0) return octets.length >= V1_LIMIT ? INVALID : MORE;
	const [, family, source, , port, destinationPort, ...more] = octets.toString("latin1", 0, end).split(" ");
	const bytes = end + 2;
	if (family === "UNKNOWN") return { kind: "header", client: null, bytes };
	if (source === undefined || port === undefined || destinationPort === undefined || more.length > 0)
		return INVALID;
	const isAddress = family === "TCP4" ? isIpv4(source) : family === "TCP6" && isIpv6(source);
	if (!isAddress || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) return INVALID;
	return { kind: "header", client: { address: source, port: Number(port) }, bytes };
}

const isIpv4 = (text: string): boolean =>
	/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split(".").every((octet) => Number(octet) <= 255);
/** In outline: the word of a proxy that the operator trusts is not doubted further. */
const isIpv6 = (text: string): boolean =>
	/^[\da-fA-F:]{2,39}(?:[\d.]{7,15})?$/.test(text) && text.includes(":");

function version2(octets: Buffer): ProxyHeader {
	const versionAndCommand = octets[12] ?? 0;
	const family = octets[13] ?? 0;
	const length = octets.readUInt16BE(14);
	if (versionAndCommand >> 4 !== 2 || (versionAndCommand & 15) > 1 || length > V2_ADDRESSES_LIMIT)
		return INVALID;
	const bytes = V2_FIXED + length;
	if (octets.length < bytes) return MORE;
	if ((versionAndCommand & 15) === 0) return { kind: "header", client: null, bytes };
	const at = V2_FIXED;
	switch (family >> 4) {
		case 1: {
			if (length < 12) return INVALID;
			const address = octets.subarray(at, at + 4).join(".");
			return { kind: "header", client: { address, port: octets.readUInt16BE(at + 8) }, bytes };
		}
		case 2: {
			if (length < 36) return INVALID;
			const groups = Array.from({ length: 8 }, (_, i) => octets.readUInt16BE(at + i * 2).toString(16));
			const port = octets.readUInt16BE(at + 32);
			return { kind: "header", client: { address: groups.join(":"), port }, bytes };
		}
		default:
			// Unspecified and local sockets have no address; what follows is skipped like any TLV.
			return { kind: "header", client: null, bytes };
	}
}
