/** What a text can pass for, the most telling first. A text may pass for several: any XHTML is XML as well. */

import type { Decoded } from "./encoding.ts";
import { share } from "./lines.ts";
import { markupForms } from "./markup.ts";

export function formsOf(decoded: Decoded, lines: readonly string[]): readonly string[] {
	const { start, end } = decoded;
	const forms: string[] = [...beginnings(lines[0] ?? "")];
	if (hasArmour(lines)) forms.push("pgp");
	else if (lines.some((line) => /^-----BEGIN [A-Z0-9 ]+-----$/.test(line))) forms.push("pem");
	forms.push(...markupForms(start, end));
	if (isJson(decoded)) forms.push("json");
	if (isMail(lines)) forms.push("eml");
	if (forms.length === 0 && isTable(lines)) forms.push("csv");
	return forms;
}

function beginnings(first: string): readonly string[] {
	if (/^BEGIN:VCALENDAR$/i.test(first)) return ["ics"];
	if (/^BEGIN:VCARD$/i.test(first)) return ["vcf"];
	if (first.startsWith("%!PS")) return ["ps"];
	return /^ID;P/.test(first) ? ["slk"] : [];
}

/** RFC 9580 §6.2. */
const hasArmour = (lines: readonly string[]): boolean =>
	lines.some((line) => /^-----BEGIN PGP [A-Z ,/0-9]+-----$/.test(line));

/** RFC 8259: the whole of it where it is at hand, otherwise its beginning and its end. Lines of JSON count as well. */
function isJson({ start, end, isWhole }: Decoded): boolean {
	const trimmed = start.trim();
	if (!/^[{[]/.test(trimmed)) return false;
	if (!isWhole) return /^(\{\s*["}]|\[\s*["{[\]\d\-tfn])/.test(trimmed) && /[}\]]\s*$/.test(end.slice(-64));
	return parses(trimmed) || trimmed.split("\n", 100).every(parses);
}

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

const FIELD = /^[!-9;-~]{1,80}:/;
const MAIL_FIELD =
	/^(received|return-path|from|date|message-id|mime-version|subject|delivered-to|content-type|reporting-mta):/i;
/** No text of another kind begins with one of these. */
const TRACE_FIELD =
	/^(received|return-path|message-id|mime-version|content-type|delivered-to|authentication-results|dkim-signature):\s?\S/i;

/** RFC 5322 §2.2: fields, and among the first lines two that mail has. An mbox line may stand before them. */
function isMail(lines: readonly string[]): boolean {
	const fields = lines[0]?.startsWith("From ") ? lines.slice(1) : lines;
	if (!FIELD.test(fields[0] ?? "")) return false;
	if (TRACE_FIELD.test(fields[0] ?? "")) return true;
	const known = new Set(fields.map((line) => MAIL_FIELD.exec(line)?.[1]?.toLowerCase()));
	known.delete(undefined);
	return known.size >= 2;
}

const SEPARATORS = [",", ";", "\t", "|"];

/** RFC 4180 and its kin: a separator that is in every line, as often in nearly all. */
function isTable(lines: readonly string[]): boolean {
	return SEPARATORS.some((separator) => {
		const counts = lines.map((line) => unquoted(line).split(separator).length - 1);
		const usual = counts[0] ?? 0;
		return usual > 0 && share(lines, (line) => unquoted(line).split(separator).length - 1 === usual) > 0.9;
	});
}

const unquoted = (line: string): string => line.replace(/"[^"]*"/g, "");
