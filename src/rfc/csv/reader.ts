/**
 * Reads CSV as it arrives, record by record.
 *
 * Strict where leniency would guess: quotes stand around a whole field and doubled inside it, and text is UTF-8.
 * What breaks that is told with its line, and reading goes on with the next line. Lenient where nothing is in doubt:
 * lines may end in LF, the last one in nothing, and a byte order mark is skipped. Empty lines are no records. The
 * first comma, semicolon or tab outside quotes is what separates the fields of the whole file: where the comma is
 * the decimal sign, spreadsheets write semicolons. A file in UTF-16 is one problem, and nothing of it is read. What the fields are called, and how many there should be, is the
 * caller's business.
 *
 * RFC 4180 §2.
 */

import { isUtf8 } from "node:buffer";

export interface CsvLimits {
	/** Octets of one record. */
	readonly recordBytes: number;
	readonly fields: number;
}

export type CsvItem =
	| { readonly kind: "record"; readonly line: number; readonly fields: readonly string[] }
	/** `why` is a fragment of an English sentence: "a quote is not closed". */
	| { readonly kind: "problem"; readonly line: number; readonly why: string };

const QUOTE = 0x22;
const SEPARATORS: readonly number[] = [0x2c, 0x3b, 0x09];
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const UTF16 = "the file is in UTF-16: save it as CSV UTF-8";

/**
 * What the next octet follows: the start of a field, a part of one without quotes, or of one with; a quote that
 * closes or will be doubled; a CR outside quotes; something broken, after which all is skipped to the line's end.
 */
type State = "start" | "plain" | "quoted" | "closed" | "cr" | "broken";

export class CsvReader {
	readonly #limits: CsvLimits;
	/** The record's octets with quotes, commas and line ends taken off, and where each field ends in them. */
	readonly #record: Buffer;
	#length = 0;
	#ends: number[] = [];
	#isEmpty = true;
	#state: State = "start";
	/** Undefined until one was seen. */
	#separator: number | undefined;
	/** The line of the next octet, and that of the record's first. */
	#line = 1;
	#recordLine = 1;
	/** Of the file, until there are two: they tell UTF-16. */
	readonly #first: number[] = [];
	#isUtf16 = false;
	/** Octets of the mark that have been seen; all of them once the file has begun otherwise. */
	#marked = 0;

	constructor(limits: CsvLimits) {
		this.#limits = limits;
		this.#record = Buffer.allocUnsafe(limits.recordBytes);
	}

	/** What is complete with this chunk, which may be changed afterwards. */
	push(chunk: Uint8Array): readonly CsvItem[] {
		const items: CsvItem[] = [];
		for (let at = 0; at < chunk.length; at++) {
			const octet = chunk[at] as number;
			if (this.#first.length < 2) this.#begins(octet, items);
			if (this.#isUtf16) return items;
			if (this.#marked < BYTE_ORDER_MARK.length && this.#isMark(octet, items)) continue;
			this.#take(octet, items);
		}
		return items;
	}

	/** The file is over: the last record, when its line had no end. */
	end(): readonly CsvItem[] {
		const items: CsvItem[] = [];
		if (this.#isUtf16) return items;
		if (this.#marked < BYTE_ORDER_MARK.length) this.#isMark(-1, items);
		if (this.#state === "quoted") this.#fail("a quote is not closed", items);
		this.#take(LF, items);
		return items;
	}

	#begins(octet: number, items: CsvItem[]): void {
		this.#first.push(octet);
		if (!startsUtf16(this.#first)) return;
		this.#isUtf16 = true;
		items.push({ kind: "problem", line: 1, why: UTF16 });
	}

	/** Octets that only began like the mark belong to the first field. */
	#isMark(octet: number, items: CsvItem[]): boolean {
		if (octet === BYTE_ORDER_MARK[this.#marked]) {
			this.#marked++;
			return true;
		}
		const seen = BYTE_ORDER_MARK.slice(0, this.#marked);
		this.#marked = BYTE_ORDER_MARK.length;
		for (const earlier of seen) this.#take(earlier, items);
		return false;
	}

	#take(octet: number, items: CsvItem[]): void {
		if (octet === LF) this.#line++;
		switch (this.#state) {
			case "quoted":
				if (octet === QUOTE) this.#state = "closed";
				else this.#put(octet, items);
				return;
			case "closed":
				if (octet === QUOTE) {
					this.#state = "quoted";
					this.#put(octet, items);
				} else if (this.#separates(octet)) this.#separate(octet, items);
				else this.#fail("text follows a closing quote", items);
				return;
			case "cr":
				if (octet === LF) this.#endRecord(items);
				else this.#fail("a CR stands without its LF", items);
				return;
			case "broken":
				if (octet === LF) this.#begin();
				return;
			case "start":
			case "plain":
				if (this.#separates(octet)) this.#separate(octet, items);
				else if (octet !== QUOTE) {
					this.#state = "plain";
					this.#put(octet, items);
				} else if (this.#state === "plain") this.#fail("a quote stands inside a field without quotes", items);
				else {
					this.#state = "quoted";
					this.#isEmpty = false;
				}
				return;
			default:
				this.#state satisfies never;
		}
	}

	#put(octet: number, items: CsvItem[]): void {
		if (this.#length === this.#limits.recordBytes) {
			this.#fail(`the record is longer than ${this.#limits.recordBytes} octets`, items);
			if (octet === LF) this.#begin();
			return;
		}
		this.#record[this.#length++] = octet;
		this.#isEmpty = false;
	}

	#separates(octet: number): boolean {
		if (octet === CR || octet === LF) return true;
		return this.#separator === undefined ? SEPARATORS.includes(octet) : octet === this.#separator;
	}

	#separate(octet: number, items: CsvItem[]): void {
		if (octet !== CR && octet !== LF) this.#separator = octet;
		if (octet === LF) this.#endRecord(items);
		else if (octet === CR) this.#state = "cr";
		else if (this.#ends.length + 1 === this.#limits.fields) {
			this.#fail(`the record has more than ${this.#limits.fields} fields`, items);
		} else {
			this.#ends.push(this.#length);
			this.#isEmpty = false;
			this.#state = "start";
		}
	}

	#endRecord(items: CsvItem[]): void {
		if (!this.#isEmpty) {
			this.#ends.push(this.#length);
			items.push(this.#item());
		}
		this.#begin();
	}

	#item(): CsvItem {
		const octets = this.#record.subarray(0, this.#length);
		if (!isUtf8(octets)) return { kind: "problem", line: this.#recordLine, why: "the text is not UTF-8" };
		const fields = this.#ends.map((end, i) => octets.toString("utf8", this.#ends[i - 1] ?? 0, end));
		return { kind: "record", line: this.#recordLine, fields };
	}

	#fail(why: string, items: CsvItem[]): void {
		items.push({ kind: "problem", line: this.#recordLine, why });
		this.#state = "broken";
	}

	#begin(): void {
		this.#state = "start";
		this.#length = 0;
		this.#ends = [];
		this.#isEmpty = true;
		this.#recordLine = this.#line;
	}
}

/** Its byte order mark, whose octets are none of UTF-8, or a letter of ASCII in it: "Unicode text" of spreadsheets. */
function startsUtf16([first, second]: readonly number[]): boolean {
	if (second === undefined) return false;
	const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	return isMarked || (first === 0) !== (second === 0);
}
