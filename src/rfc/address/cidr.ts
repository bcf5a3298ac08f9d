/**
 * IP addresses as numbers, and the networks that hold them (RFC 4632, RFC 4291 §2.3).
 *
 * An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is the IPv4 address: sockets show one as the other.
 */

import { isIpv4, isIpv6 } from "./literal.ts";

export interface IpAddress {
	readonly family: 4 | 6;
	readonly value: bigint;
}

export interface Network extends IpAddress {
	readonly prefixBits: number;
}

const V4_MAPPED = 0xffffn << 32n;

export function parseIp(text: string): IpAddress | undefined {
	if (isIpv4(text)) return { family: 4, value: ipv4Value(text) };
	const plain = text.replace(/%.*$/, "");
	if (!isIpv6(plain)) return undefined;
	const value = ipv6Value(plain);
	return value >> 32n === V4_MAPPED >> 32n ? { family: 4, value: value & 0xffffffffn } : { family: 6, value };
}

/** "192.0.2.0/24", "2001:db8::/32", or one address. */
export function parseNetwork(text: string): Network | undefined {
	const slash = text.indexOf("/");
	const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
	if (ip === undefined) return undefined;
	const bits = ip.family === 4 ? 32 : 128;
	if (slash < 0) return { ...ip, prefixBits: bits };
	const prefix = text.slice(slash + 1);
	if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) return undefined;
	return { ...ip, prefixBits: Number(prefix) };
}

export function contains(network: Network, ip: IpAddress): boolean {
	if (network.family !== ip.family) return false;
	const shift = BigInt((ip.family === 4 ? 32 : 128) - network.prefixBits);
	return network.value >> shift === ip.value >> shift;
}

const ipv4Value = (text: string): bigint =>
	text.split(".").reduce((value, octet) => (value << 8n) | BigInt(Number(octet)), 0n);

function ipv6Value(text: string): bigint {
	const dotted = text.lastIndexOf(".") < 0 ? text : withoutDots(text);
	const [head = "", tail] = dotted.split("::", 2);
	const front = head === "" ? [] : head.split(":");
	const back = tail === undefined || tail === "" ? [] : tail.split(":");
	const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back];
	return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** The last 32 bits may be written as an IPv4 address (RFC 4291 §2.2). */
function withoutDots(text: string): string {
	const colon = text.lastIndexOf(":");
	const value = ipv4Value(text.slice(colon + 1));
	return `${text.slice(0, colon + 1)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}
