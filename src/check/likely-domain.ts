/**
 * Which well-known mail domain a domain that does not exist was probably meant to be: `gmial.com` is gmail.com.
 *
 * Only ever asked about a domain that the DNS does not know, and only to say it to the sender: no address is
 * changed, and a domain is never refused for looking like a slip.
 */

/**
 * Where people have mailboxes, with the names that differ by country. None whose first label is shorter than four
 * characters: one character of three is another name.
 */
const WELL_KNOWN: readonly string[] = [
	...[
		"gmail.com",
		"googlemail.com",
		"hotmail.com",
		"hotmail.fr",
		"hotmail.co.uk",
		"hotmail.it",
		"hotmail.es",
	],
	...["hotmail.de", "outlook.com", "outlook.fr", "outlook.de", "outlook.es", "live.com", "live.fr"],
	...[
		"live.co.uk",
		"yahoo.com",
		"yahoo.fr",
		"yahoo.co.uk",
		"yahoo.de",
		"yahoo.it",
		"yahoo.es",
		"yahoo.co.jp",
	],
	...[
		"yahoo.com.br",
		"ymail.com",
		"rocketmail.com",
		"icloud.com",
		"proton.me",
		"protonmail.com",
		"t-online.de",
	],
	...["freenet.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "neuf.fr", "bbox.fr", "libero.it"],
	...["virgilio.it", "tiscali.it", "alice.it", "btinternet.com", "comcast.net", "verizon.net", "charter.net"],
	...["sbcglobal.net", "bellsouth.net", "mail.ru", "yandex.ru", "rambler.ru", "naver.com", "hanmail.net"],
	...["zoho.com", "fastmail.com", "posteo.de", "mailbox.org", "bluewin.ch", "telenet.be", "skynet.be"],
	...["ziggo.nl", "kpnmail.nl", "terra.com.br", "shaw.ca"],
];

/** `domain` in lower case, as an A-label. Undefined when none is close, or several are equally close. */
export function likelyDomain(domain: string): string | undefined {
	if (domain.length > 32 || WELL_KNOWN.includes(domain)) return undefined;
	const close = WELL_KNOWN.filter((known) => isSlipOf(domain, known));
	return close.length === 1 ? close[0] : closest(domain, close);
}

/** One slip in the name, or one at the end ("gmail.con", "gmail.co"), never both. */
function isSlipOf(domain: string, known: string): boolean {
	const at = known.indexOf(".");
	const dot = domain.indexOf(".");
	if (dot < 0) return false;
	const sameName = domain.slice(0, dot) === known.slice(0, at);
	const sameEnd = domain.slice(dot) === known.slice(at);
	if (sameName) return isOneSlip(domain.slice(dot + 1), known.slice(at + 1));
	return sameEnd ? isOneSlip(domain.slice(0, dot), known.slice(0, at)) : isOneSlip(domain, known);
}

/** Of several, the one with the same end: "yaho.fr" is yahoo.fr. */
function closest(domain: string, close: readonly string[]): string | undefined {
	const end = domain.slice(domain.indexOf("."));
	const alike = close.filter((known) => known.endsWith(end));
	return alike.length === 1 ? alike[0] : undefined;
}

/** One character missing, too many, wrong, or two neighbours exchanged. */
function isOneSlip(written: string, meant: string): boolean {
	if (Math.abs(written.length - meant.length) > 1) return false;
	let start = 0;
	while (start < written.length && written[start] === meant[start]) start++;
	const left = written.slice(start);
	const right = meant.slice(start);
	if (left.length < right.length) return left === right.slice(1);
	if (left.length > right.length) return left.slice(1) === right;
	if (left.slice(1) === right.slice(1)) return left !== right;
	return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}
