/**
 * Writes CSV, and keeps what spreadsheets would take for a formula from being one.
 *
 * RFC 4180 §2. The guard is no standard: a cell that begins with one of = + - @, in full width too, a tab, a CR or an LF
 * is run by common spreadsheets, so an apostrophe is put before it, and before every cell that begins with apostrophes
 * and then one of those, which makes {@link unguarded} its exact inverse.
 */

/** One record with its CRLF. What other programs separate fields by stands in quotes, too. */
export const csvRecord = (fields: readonly string[]): string =>
	`${fields.map((field) => quoted(field, fields.length)).join(",")}\r\n`;

const quoted = (field: string, fields: number): string =>
	/[",;\t\r\n]/.test(field) || (field === "" && fields === 1) ? `"${field.replaceAll('"', '""')}"` : field;

const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

export const unguarded = (cell: string): string =>
	cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
