/** Fixed octets at fixed places: what most file formats begin with. */

export interface Signature {
	readonly kind: string;
	/** All have to be there. */
	readonly marks: readonly Mark[];
	/** Its octets are letters that a text may begin with as well: of no weight in a file that is text. */
	readonly binary: boolean;
}

interface Mark {
	readonly at: number;
	readonly octets: Buffer;
}

/** A row of the table: the marks are written in Latin-1, one character an octet. */
export const signature = (
	kind: string,
	...marks: readonly (string | readonly [number, string])[]
): Signature => ({
	kind,
	binary: false,
	marks: marks.map((mark) => {
		const [at, octets] = typeof mark === "string" ? [0, mark] : mark;
		return { at, octets: Buffer.from(octets, "latin1") };
	}),
});

/** Like `signature`, for a file that is surely not text. */
export const binarySignature = (...row: Parameters<typeof signature>): Signature => ({
	...signature(...row),
	binary: true,
});

export const matches = ({ marks }: Signature, head: Buffer): boolean =>
	marks.every(({ at, octets }) => startsAt(head, at, octets));

export function startsAt(octets: Buffer, at: number, mark: Buffer): boolean {
	if (octets.length < at + mark.length) return false;
	for (let i = 0; i < mark.length; i++) if (octets[at + i] !== mark[i]) return false;
	return true;
}
