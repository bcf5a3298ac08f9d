/** Fields that a server adds: Received, Date, Message-ID (RFC 5321 §4.4, RFC 5322 §3.3, RFC 6409 §8). */

export interface Hop {
	/** What the client called itself; shown as it was said, cleaned. */
	readonly helo: string;
	readonly address: string;
	readonly hostname: string;
	/** RFC 3848 and RFC 6531 §3.7.3: "ESMTPSA", "UTF8SMTPSA". */
	readonly protocol: string;
	readonly id: string;
	/** TLS version and cipher, for people. */
	readonly tls: string | null;
	/** Milliseconds since 1970. */
	readonly at: number;
}

/** A whole field, folded, with its CRLF. The recipient is left out: it would tell each of the others. */
export function formatReceived(hop: Hop): string {
	const from = isHelo(hop.helo) ? hop.helo : "unknown";
	const literal = hop.address.includes(":") ? `IPv6:${hop.address}` : hop.address;
	const tls = hop.tls === null ? "" : `\r\n\t(${hop.tls})`;
	return (
		`Received: from ${from} ([${literal}])${tls}\r\n` +
		`\tby ${hop.hostname} with ${hop.protocol} id ${hop.id};\r\n` +
		`\t${formatDate(hop.at)}\r\n`
	);
}

/** Nothing that a client says may end the field or start a comment. */
const isHelo = (text: string): boolean => /^[\w.:[\]-]{1,255}$/.test(text);

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** RFC 5322 §3.3, in UTC. */
export function formatDate(at: number): string {
	const date = new Date(at);
	const two = (part: number): string => String(part).padStart(2, "0");
	return (
		`${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ` +
		`${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
	);
}
