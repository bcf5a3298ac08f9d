/**
 * Who may see the pages: an API key as the password of HTTP Basic, any username. In try mode everybody who can
 * reach loopback, which a page of another site could also do by a name of its own: hence the look at Host.
 *
 * RFC 7617 (Basic), RFC 9110 §7.2 (Host).
 */

import type { Context } from "hono";
import type { WebDependencies } from "./dependencies.ts";

const STATUS = { unauthorised: 401, forbidden: 403, tooMany: 429 } as const;

/** The answer to who may not; undefined for who may. */
export async function admit(c: Context, dependencies: WebDependencies): Promise<Response | undefined> {
	if (dependencies.open) {
		const { hostname } = new URL(c.req.url);
		return isLocal(hostname) || sameHost(dependencies.url(), hostname)
			? undefined
			: c.text("Open this page by the address that the program printed.", STATUS.forbidden);
	}
	const token = passwordOf(c.req.header("authorization"));
	if (token === undefined) return askForKey(c);
	const check = await dependencies.setup.apiKeys.authenticate(token, addressOf(c));
	if (check.kind === "key") return undefined;
	return check.kind === "unknown"
		? askForKey(c)
		: c.text("Too many wrong keys: wait ten minutes.", STATUS.tooMany);
}

const askForKey = (c: Context): Response => {
	c.header("www-authenticate", 'Basic realm="Angarium: an API key as the password", charset="UTF-8"');
	return c.text("An API key is needed, as the password; the username does not matter.", STATUS.unauthorised);
};

const isLocal = (hostname: string): boolean =>
	hostname === "localhost" || hostname.startsWith("[") || /^[0-9.]+$/.test(hostname);

const sameHost = (url: string, hostname: string): boolean => URL.parse(url)?.hostname === hostname;

function passwordOf(authorization: string | undefined): string | undefined {
	const encoded = /^Basic +([A-Za-z0-9+/=]{1,400})$/i.exec(authorization ?? "")?.[1];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, "base64").toString("utf8");
	const colon = text.indexOf(":");
	return colon < 0 ? undefined : text.slice(colon + 1);
}

/** As the door knows it. */
const addressOf = (c: Context): string => ((c.env ?? {}) as { clientAddress?: string }).clientAddress ?? "";
