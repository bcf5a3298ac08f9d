/**
 * The words of a reply, in the form in which known wording is looked for. Addresses and the codes that a reply of
 * several lines repeats are taken out, since they stand between words; links are kept apart, since a page's address
 * says little about the reason. Linear in the text.
 */

export interface Wording {
	/** Lower case, single spaces, a space at both ends. */
	readonly words: string;
	/** The links, likewise. */
	readonly links: string;
	readonly quotesAddress: boolean;
}

const QUOTATION_MARKS = /["'`\u2018\u2019\u201c\u201d]+/g;
/** Punctuation between words; a full stop only where a word ends. */
const SEPARATORS = /(?:[\s,;:!?()[\]<>{}|=*\u2026]|\.(?![^\s,;:)\]>]))+/g;
/** "550", "550-5.1.1", "5.1.1"; with a # in front it is a word of its own (qmail, IronPort). */
const CODE = /^(?:[245]\d\d(?:-[245]\.\d{1,3}\.\d{1,3})?-?|[245]\.\d{1,3}\.\d{1,3})$/;

export function wordsOf(text: string): Wording {
	const kept: string[] = [];
	const links: string[] = [];
	let quotesAddress = false;
	for (const piece of text.toLowerCase().split(/\s+/)) {
		if (piece.includes("://")) links.push(piece);
		else if (piece.includes("@")) quotesAddress = true;
		else kept.push(piece);
	}
	const plain = kept.join(" ").replace(QUOTATION_MARKS, "").replace(SEPARATORS, " ");
	const words = plain.split(" ").filter((word) => word !== "" && !CODE.test(word));
	return { words: ` ${words.join(" ")} `, links: ` ${links.join(" ")} `, quotesAddress };
}
