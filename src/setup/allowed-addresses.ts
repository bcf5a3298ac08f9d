/** The client addresses that an SMTP user is confined to: IP addresses and CIDR ranges (RFC 4632 §3.1, RFC 4291 §2.3). */

import { isIpv4, isIpv6 } from "../rfc/address/literal.ts";
import { invalidField, type Problem } from "./problem.ts";

const MOST_ADDRESSES = 100;

/** The list in lower case, without repetitions. */
export function parseAllowedAddresses(addresses: readonly string[]): readonly string[] | Problem {
	if (addresses.length > MOST_ADDRESSES) {
		return invalidField("allowedAddresses", `There are more than ${MOST_ADDRESSES} allowed addresses`);
	}
	for (const address of addresses) {
		if (!isAddressOrRange(address)) {
			return invalidField(
				"allowedAddresses",
				`${JSON.stringify(address.slice(0, 64))} is neither an IP address nor a range such as 192.0.2.0/24`,
			);
		}
	}
	return [...new Set(addresses.map((address) => address.toLowerCase()))];
}

function isAddressOrRange(text: string): boolean {
	if (text.length > 64) return false;
	const slash = text.indexOf("/");
	const address = slash < 0 ? text : text.slice(0, slash);
	const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : undefined;
	if (bits === undefined) return false;
	if (slash < 0) return true;
	const prefix = text.slice(slash + 1);
	return /^(0|[1-9][0-9]{0,2})$/.test(prefix) && Number(prefix) <= bits;
}
