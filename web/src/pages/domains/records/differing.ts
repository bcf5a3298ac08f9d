/** Where two values part: each in pieces, some of which the other has not. */

export interface Piece {
	readonly text: string;
	readonly differs: boolean;
}

export interface Differing {
	readonly found: readonly Piece[];
	readonly expected: readonly Piece[];
}

const pieces = (...texts: readonly (readonly [text: string, differs: boolean])[]): readonly Piece[] =>
	texts.map(([text, differs]) => ({ text, differs })).filter(({ text }) => text !== "");

/** As the DNS compares names: whatever their case. Spaces and quotes count. */
export function differing(found: string, expected: string): Differing {
	const [a, b] = [found.toLowerCase(), expected.toLowerCase()];
	const at = b === "" ? -1 : a.indexOf(b);
	// Something was put around it.
	if (at >= 0) {
		const end = at + expected.length;
		return {
			found: pieces([found.slice(0, at), true], [found.slice(at, end), false], [found.slice(end), true]),
			expected: pieces([expected, false]),
		};
	}
	const shorter = Math.min(a.length, b.length);
	let first = 0;
	while (first < shorter && a[first] === b[first]) first++;
	let last = 0;
	while (last < shorter - first && a.at(-1 - last) === b.at(-1 - last)) last++;
	const split = (text: string): readonly Piece[] => {
		const end = text.length - last;
		return pieces([text.slice(0, first), false], [text.slice(first, end), true], [text.slice(end), false]);
	};
	return { found: split(found), expected: split(expected) };
}

/** What cannot be seen is shown: spaces and controls. */
export const visible = (text: string): string =>
	text
		.replaceAll(" ", "␣")
		.replaceAll(/\p{Cc}/gu, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`);
