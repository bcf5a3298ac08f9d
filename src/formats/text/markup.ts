/** HTML, SVG and XML: told by the first element, after byte order mark, white space, prolog, comments and doctype. */

const HTML_ELEMENTS = new Set(
	(
		"a abbr address article aside b base basefont blockquote body br button center cite code dd details div dl dt " +
		"em embed fieldset font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins " +
		"label li link main map marquee meta nav noscript object ol p pre s script section select small span strike " +
		"strong style sub sup table tbody td textarea th thead title tr tt u ul video"
	).split(" "),
);
/** More comments than this before the first element are somebody hiding it. */
const SKIPPED = 50;
const NAME = /^<([A-Za-z_][\w.:-]{0,60})(?=[\s/>])/;

/** The name of the first element, in lower case, without a prefix; null when the text does not begin with one. */
export function firstElement(text: string): { readonly name: string; readonly isXml: boolean } | null {
	let at = 0;
	let isXml = false;
	for (let skipped = 0; skipped < SKIPPED; skipped++) {
		while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
		if (text[at] !== "<") return null;
		const opening = text.slice(at, at + 100);
		if (/^<!doctype\s+html/i.test(opening)) return { name: "html", isXml: false };
		const end = endOfDeclaration(opening, text, at);
		if (end === null) {
			const name = NAME.exec(opening)?.[1]?.toLowerCase();
			return name === undefined ? null : { name: name.slice(name.indexOf(":") + 1), isXml };
		}
		isXml ||= /^<\?xml\s/i.test(opening);
		if (end < 0) return isXml ? { name: "", isXml } : null;
		at = end;
	}
	return null;
}

/** Where a comment, instruction or doctype ends; -1 when it does not; null when it is none of them. */
function endOfDeclaration(opening: string, text: string, at: number): number | null {
	if (opening.startsWith("<!--")) return after(text, "-->", at + 4);
	if (opening.startsWith("<?") && !/^<\?(php|=)/i.test(opening)) return after(text, "?>", at);
	if (!/^<!doctype\s/i.test(opening)) return null;
	const plain = after(text, ">", at);
	const subset = text.indexOf("[", at);
	// An internal subset has elements of its own: it ends in "]>".
	return subset >= 0 && subset < plain ? after(text, "]", subset, />/) : plain;
}

function after(text: string, mark: string, from: number, then?: RegExp): number {
	const found = text.indexOf(mark, from);
	if (found < 0) return -1;
	if (then === undefined) return found + mark.length;
	const close = text.indexOf(">", found);
	return close < 0 ? -1 : close + 1;
}

const isEndTag = (last: string, name: string): boolean =>
	last.slice(-name.length - 3).toLowerCase() === `</${name}>`;

/** "svg", "html" and "xml", all that fit. */
export function markupForms(start: string, end: string): readonly string[] {
	const element = firstElement(start);
	if (element === null) return [];
	const forms: string[] = [];
	if (element.name === "svg") forms.push("svg");
	// Other languages in XML have articles and tables too.
	if (element.isXml ? element.name === "html" : HTML_ELEMENTS.has(element.name)) forms.push("html");
	const last = end.trimEnd();
	// Data in XML have addresses, tables and objects too: then the last tag is that of the first element.
	const isClosed =
		forms[0] === "html" ? element.name !== "html" && isEndTag(last, element.name) : last.endsWith(">");
	if (element.isXml || isClosed) forms.push("xml");
	return forms;
}
