/**
 * Content transfer encoders that take octets as they come: quoted-printable for text, base64 for the rest, and
 * menders for parts that claim one of the two and hold what it does not allow.
 *
 * Each returns what is ready; `end` returns what was kept back. Lines are at most 76 characters. The last line of
 * a part has no CRLF: it belongs to the boundary that follows. RFC 2045 §6.7, §6.8.
 */

export interface Encoder {
	write(octets: Buffer): Buffer;
	end(): Buffer;
}

const LINE = 76;
const CR = 0x0d;
const LF = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const EQUALS = 0x3d;
const HEX = Buffer.from("0123456789ABCDEF");

/** With `keepsEscapes` it mends: "=" is taken for the beginning of an escape that is there already. */
export class QuotedPrintableEncoder implements Encoder {
	readonly #keepsEscapes: boolean;
	#out: Buffer = Buffer.alloc(0);
	#length = 0;
	#column = 0;
	/** A space, tab or CR whose meaning depends on what follows; 0 for none. */
	#blank = 0;
	#carriageReturn = false;

	constructor(keepsEscapes = false) {
		this.#keepsEscapes = keepsEscapes;
	}

	write(octets: Buffer): Buffer {
		// Three octets for one, a soft line break of three for every 24 at worst, and what was kept back.
		this.#out = Buffer.allocUnsafe(octets.length * 4 + 16);
		this.#length = 0;
		for (const octet of octets) this.#octet(octet);
		return this.#out.subarray(0, this.#length);
	}

	end(): Buffer {
		this.#out = Buffer.allocUnsafe(16);
		this.#length = 0;
		if (this.#blank !== 0) this.#escape(this.#blank);
		if (this.#carriageReturn) this.#escape(CR);
		this.#blank = 0;
		this.#carriageReturn = false;
		return this.#out.subarray(0, this.#length);
	}

	#octet(octet: number): void {
		if (this.#carriageReturn) {
			this.#carriageReturn = false;
			if (octet === LF) return this.#lineEnd();
			this.#flushBlank();
			this.#escape(CR);
		}
		if (octet === CR) {
			this.#carriageReturn = true;
			return;
		}
		this.#flushBlank();
		if (octet === SPACE || octet === TAB) this.#blank = octet;
		else if (octet === EQUALS && this.#keepsEscapes) this.#literal(octet, 3);
		else if (octet > SPACE && octet < 127 && octet !== EQUALS) this.#literal(octet, 1);
		else this.#escape(octet);
	}

	/** RFC 2045 §6.7 (3): white space at the end of a line is escaped, or some server takes it away. */
	#lineEnd(): void {
		if (this.#blank !== 0) this.#escape(this.#blank);
		this.#blank = 0;
		this.#put(CR);
		this.#put(LF);
		this.#column = 0;
	}

	#flushBlank(): void {
		if (this.#blank !== 0) this.#literal(this.#blank, 1);
		this.#blank = 0;
	}

	/** `room` is the length of what must stay on one line. */
	#literal(octet: number, room: number): void {
		this.#softBreak(room);
		this.#put(octet);
		this.#column++;
	}

	#escape(octet: number): void {
		this.#softBreak(3);
		this.#put(EQUALS);
		this.#put(HEX[octet >> 4]!);
		this.#put(HEX[octet & 15]!);
		this.#column += 3;
	}

	#softBreak(room: number): void {
		if (this.#column + room < LINE) return;
		this.#put(EQUALS);
		this.#put(CR);
		this.#put(LF);
		this.#column = 0;
	}

	#put(octet: number): void {
		this.#out[this.#length++] = octet;
	}
}

/** Octets that make one full line. */
const LINE_INPUT = (LINE / 4) * 3;

export class Base64Encoder implements Encoder {
	#rest: Buffer = Buffer.alloc(0);
	#wrapper = new Base64Wrapper();

	write(octets: Buffer): Buffer {
		const all = this.#rest.length === 0 ? octets : Buffer.concat([this.#rest, octets]);
		const whole = all.length - (all.length % LINE_INPUT);
		this.#rest = Buffer.from(all.subarray(whole));
		return this.#wrapper.write(Buffer.from(all.toString("base64", 0, whole), "latin1"));
	}

	end(): Buffer {
		return this.#wrapper.write(Buffer.from(this.#rest.toString("base64"), "latin1"));
	}
}

/** Base64 that is there already, in lines of 76; anything that is not base64 is left out, as decoders do. */
export class Base64Wrapper implements Encoder {
	#column = 0;

	write(octets: Buffer): Buffer {
		const out = Buffer.allocUnsafe(octets.length + Math.ceil(octets.length / LINE + 1) * 2);
		let length = 0;
		for (const octet of octets) {
			if (!isBase64(octet)) continue;
			if (this.#column === LINE) {
				out[length++] = CR;
				out[length++] = LF;
				this.#column = 0;
			}
			out[length++] = octet;
			this.#column++;
		}
		return out.subarray(0, length);
	}

	end(): Buffer {
		return Buffer.alloc(0);
	}
}

const isBase64 = (octet: number): boolean =>
	(octet >= 0x61 && octet <= 0x7a) ||
	(octet >= 0x41 && octet <= 0x5a) ||
	(octet >= 0x2f && octet <= 0x39) ||
	octet === 0x2b ||
	octet === EQUALS;
