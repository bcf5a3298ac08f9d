/** Text as a literal of the languages in which settings are written; hosts, usernames and passwords need little. */

/** In quotes, with what would end them or mean something else escaped. Right for JavaScript, Python, PHP ('), Ruby ('), Go, C#. */
export const quoted = (text: string, quote: '"' | "'" = '"'): string =>
	`${quote}${text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;

/** For a POSIX shell; bare where nothing needs quotes. */
export const shellWord = (text: string): string =>
	/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
