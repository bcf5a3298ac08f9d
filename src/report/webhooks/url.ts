/**
 * Where a webhook may be. The address behind a name is looked at each time that it is posted to: what a name means today
 * says nothing about tomorrow. What can be told from the URL alone is told when it is given.
 */

import { parseIp } from "../../rfc/address/cidr.ts";
import type { WebhookConfiguration } from "./ports.ts";
import { invalid, type WebhookProblem } from "./problem.ts";

const MOST_CHARACTERS = 2_000;
/** RFC 6761 §6.3: the name of this machine, whatever the DNS says. */
const LOOPBACK = "127.0.0.1";

type Rules = Pick<WebhookConfiguration, "allows" | "allowsPlain" | "knowsPlain">;

/** The URL as it is sent to: its host in lower case, an IPv4 address written as one. */
export function parseWebhookUrl(text: string, rules: Rules): string | WebhookProblem {
	if (text.length > MOST_CHARACTERS)
		return invalid("url", `The URL is longer than ${MOST_CHARACTERS} characters`);
	const url = URL.parse(text);
	if (url === null) return invalid("url", "This is no URL such as https://shop.example/hooks");
	const isPlain = url.protocol === "http:";
	if (url.protocol !== "https:" && !(isPlain && rules.knowsPlain))
		return invalid("url", "The URL has to begin with https://");
	if (url.username !== "" || url.password !== "")
		return invalid("url", "The URL holds a name or a password; the signature shows who sends");
	if (url.href.includes("#")) return invalid("url", "The URL holds a fragment (#), which is never sent");
	const address = addressIn(url.hostname);
	if (address !== undefined && !rules.allows(address))
		return invalid("url", `${url.hostname} is no public address`);
	if (address !== undefined && isPlain && !rules.allowsPlain(address))
		return invalid("url", `${url.hostname} is reached with https:// only`);
	return url.href;
}

/** The IP address that stands in the URL itself. */
function addressIn(hostname: string): string | undefined {
	const bare = hostname.replace(/^\[(.*)\]$/, "$1");
	if (/^(?:.+\.)?localhost\.?$/.test(bare)) return LOOPBACK;
	return parseIp(bare) === undefined ? undefined : bare;
}
