/** Asked after a right password: these reasons would tell a stranger too much before it. */

import { contains, parseIp, parseNetwork } from "../rfc/address/cidr.ts";
import { refuse } from "../terms/refusals/index.ts";
import type { LoginFacts } from "../terms/submission.ts";
import type { Check } from "./check.ts";

export const userEnabled: Check<LoginFacts> = {
	mayRefuse: ["smtp-user-disabled"],
	decide: ({ sender: { user }, now }) => {
		if (user.disabled) return refuse("smtp-user-disabled", { user: user.username, state: "disabled" });
		if (user.expiresAt !== null && user.expiresAt <= now)
			return refuse("smtp-user-disabled", { user: user.username, state: "expired" });
		return undefined;
	},
};

export const clientAddressAllowed: Check<LoginFacts> = {
	mayRefuse: ["client-address-refused"],
	decide: ({ sender: { user }, clientAddress }) =>
		user.allowedAddresses.length === 0 || isListed(clientAddress, user.allowedAddresses)
			? undefined
			: refuse("client-address-refused", { clientAddress }),
};

function isListed(address: string, networks: readonly string[]): boolean {
	const ip = parseIp(address);
	if (ip === undefined) return false;
	return networks.some((text) => {
		const network = parseNetwork(text);
		return network !== undefined && contains(network, ip);
	});
}
