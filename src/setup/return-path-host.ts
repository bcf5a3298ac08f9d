/** The name under a sending domain that its reverse-paths use, so that SPF passes aligned with From. */

import { parseDomain } from "../rfc/address/domain.ts";
import { invalidField, type Problem } from "./problem.ts";

export const RETURN_PATH_LABEL = "bounce";

/** RFC 5321 §4.5.3.1.3: a path has 254 characters between its brackets, of which 64 are the local part's. */
const MOST_CHARACTERS = 254 - 64 - 1;

/** The fully qualified host: `written` is a label or labels under `domain`, with the domain behind them or without. */
export function parseReturnPath(written: string, domain: string): string | Problem {
	const text = written.trim();
	const parsed = parseDomain(text);
	if (parsed.kind === "invalid") return invalidField("returnPath", `This is no host name: ${parsed.why}`);
	const name = parsed.domain.ascii;
	if (name === domain)
		return invalidField("returnPath", `The return path needs a name of its own under ${domain}`);
	const host = name.endsWith(`.${domain}`) ? name : `${name}.${domain}`;
	return host.length > MOST_CHARACTERS
		? invalidField("returnPath", `${host.slice(0, 64)}… is longer than ${MOST_CHARACTERS} characters`)
		: host;
}
