/**
 * Address literals: an IP address in square brackets where a domain would stand.
 *
 * General literals (a tag other than "IPv6") are refused: no other tag was ever registered.
 *
 * RFC 5321 §4.1.3.
 */

/** `address` without brackets and tag, lower case: "192.0.2.1", "2001:db8::1". */
export interface AddressLiteral {
	readonly family: 4 | 6;
	readonly address: string;
}

/** RFC 5321 §4.1.3: "::" stands for at least two groups, so at most six others are written. */
const GROUPS = 8;
const MOST_GROUPS_BESIDE_GAP = 6;

/** `text` with its brackets. Undefined when it is no address literal. */
export function parseAddressLiteral(text: string): AddressLiteral | undefined {
	if (text.length > 64 || text.charAt(0) !== "[" || !text.endsWith("]")) return undefined;
	const inner = text.slice(1, -1);
	if (inner.slice(0, 5).toLowerCase() !== "ipv6:") {
		return isIpv4(inner) ? { family: 4, address: inner } : undefined;
	}
	const address = inner.slice(5).toLowerCase();
	return isIpv6(address) ? { family: 6, address } : undefined;
}

/**
 * Four decimal numbers of 0 to 255. RFC 5321 §4.1.3 lets "010" stand for 10, but much software reads a leading zero
 * as octal, so that the address would be another one there: none is taken.
 */
export function isIpv4(text: string): boolean {
	const numbers = text.split(".", 5);
	return (
		numbers.length === 4 &&
		numbers.every((number) => /^(0|[1-9][0-9]{0,2})$/.test(number) && Number(number) <= 255)
	);
}

/** RFC 5321 §4.1.3 IPv6-addr: full or with one "::", the last two groups possibly as IPv4. */
export function isIpv6(text: string): boolean {
	const halves = text.split("::", 3);
	if (halves.length > 2) return false;
	const [left = "", right] = halves;
	if (right === undefined) return countGroups(left, true) === GROUPS;
	const before = left === "" ? 0 : countGroups(left, false);
	const after = right === "" ? 0 : countGroups(right, true);
	return before >= 0 && after >= 0 && before + after <= MOST_GROUPS_BESIDE_GAP;
}

/** The 16-bit groups that `text` writes, an IPv4 tail counting as two; -1 when one is no group. */
function countGroups(text: string, mayEndInIpv4: boolean): number {
	const groups = text.split(":", GROUPS + 1);
	const last = groups.at(-1) ?? "";
	const ipv4 = mayEndInIpv4 && last.includes(".");
	if (ipv4 && !isIpv4(last)) return -1;
	const plain = ipv4 ? groups.slice(0, -1) : groups;
	return plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? plain.length + (ipv4 ? 2 : 0) : -1;
}
