/** Programs that their first line or first element tells: no text of another kind begins so. */

import { firstElement } from "./markup.ts";

const INTERPRETERS: readonly (readonly [RegExp, string])[] = [
	[/\bpython/, "py"],
	[/\bperl/, "pl"],
	[/\bruby/, "rb"],
	[/\b(node|deno|bun)\b/, "js"],
	[/\bphp/, "php"],
	[/\bpwsh\b/, "ps1"],
];

const FIRST_LINES: readonly (readonly [RegExp, string])[] = [
	[/^<\?(php\b|=)/i, "php"],
	[/^<%@\s*(page|language|control|import)\b/i, "asp"],
	[/^#@~\^/, "vbs"], // VBScript and JScript, encoded
	[/^(Windows Registry Editor Version \d|REGEDIT4$)/i, "reg"],
	[/^\[InternetShortcut\]/i, "url"],
	[/^\[\{000214A0-0000-0000-C000-000000000046\}\]/i, "url"],
	[/^\[Desktop Entry\]/i, "desktop"],
	[/^full address:s:/i, "rdp"],
	[/^screen mode id:i:/i, "rdp"],
];

/** Sections that settings have as well: what follows decides. */
const SECTIONS: readonly (readonly [RegExp, RegExp, string])[] = [
	[/^\[Shell\]/i, /^(Command|IconFile)\s*=/i, "scf"],
	[/^\[Version\]/i, /^Signature\s*=\s*"?\$(Windows NT|Chicago|Windows 95)\$/i, "inf"],
	[/^\[autorun\]/i, /^(open|shellexecute|shell\\)/i, "inf"],
	[/^WEB$/, /^https?:\/\//i, "iqy"],
];

export function programByItsFirstLine(lines: readonly string[]): string | null {
	const first = lines[0] ?? "";
	if (/^#!\s*\//.test(first)) {
		return INTERPRETERS.find(([interpreter]) => interpreter.test(first))?.[1] ?? "sh";
	}
	const told = FIRST_LINES.find(([beginning]) => beginning.test(first))?.[1];
	if (told !== undefined) return told;
	const section = SECTIONS.find(
		([beginning, mark]) => beginning.test(first) && lines.some((line) => mark.test(line)),
	);
	return section?.[2] ?? null;
}

/** Elements whose files Windows runs or opens something with. */
const ELEMENTS: Readonly<Record<string, string>> = {
	job: "wsf",
	package: "wsf",
	scriptlet: "sct",
	component: "sct",
	pcsettings: "settingcontent-ms",
	librarydescription: "library-ms",
	persistedquery: "search-ms",
	jnlp: "jnlp",
};
const NEEDS_SCRIPT = new Set(["wsf", "sct"]);

/** An application of Windows Script Host, or a page that is a Windows program (HTA). */
export function programInMarkup(start: string, forms: readonly string[]): string | null {
	const element = firstElement(start);
	if (element === null) return null;
	const program = ELEMENTS[element.name] ?? null;
	if (program !== null && (!NEEDS_SCRIPT.has(program) || /<script[\s>]/i.test(start))) return program;
	if (!forms.includes("html")) return null;
	if (/<hta:application[\s/>]/i.test(start)) return "hta";
	return /<script[^<>]{0,200}vbs(cript)?\b/i.test(start) ? "hta" : null;
}
