/**
 * Finds the SMTP reply in what people paste: a line of a log, a session, the text of a bounce, a delivery status
 * notification. It does not parse mail: it looks for the marks that stand in front of replies, in the order in which
 * they can be trusted, line by line and linear in the text. RFC 3464 §2.3 (Diagnostic-Code, Status), RFC 5321 §4.2.
 */

export interface FoundReply {
	/** Made from the enhanced code where the text tells no other; 0 when it tells neither. */
	readonly code: number;
	readonly enhanced: string | null;
	/** The lines of the reply as one. */
	readonly text: string;
	/** At which command it was said, where the text tells; RCPT otherwise. */
	readonly phase: string;
}

const REPLY_LIMIT = 1_000;
/** Lines that one reply can have in a text. */
const LINES_LIMIT = 20;
/** Up to here a text is a reply and little else, so that numbers in it are its codes. */
const SHORT_LINES = 8;

const CODE = /(?:^|[\s'"(:;>\]])([45]\d\d)(?=[\s-]|$)/;
const ENHANCED = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/;
/** Among other lines a code counts only where a reply begins, not a number in a sentence or a header field. */
const LINE_OF_REPLY = /(?:^[\s>#]{0,20}|: ?)([45]\d\d)(?:[ -]|: )(?=[^\d\s]|[45]\.\d)/;
/** Where bounces without a notification name the address, and then say what happened. */
const NOTICE = /\bfailed:|following (?:address|recipient)|permanent (?:fatal )?error|couldn't be delivered/i;

const STATUS = /^\s{0,20}status\s{0,5}:(?= ?[45]\.\d)/i;
const MARKS: readonly RegExp[] = [
	/^\s{0,20}diagnostic-code\s{0,5}:/i,
	/\bsaid:/i,
	/\brefused to talk to me:/i,
	/^\s{0,20}<<< (?=[45])/,
	/\(reason: /i,
	/\bremote server returned '/i,
];

/** Undefined when the text shows no reply. */
export function replyInText(text: string): FoundReply | undefined {
	const lines = joinSoftBreaks(text).split(/\r{0,2}\n|\r|(?:\\r)?\\n/);
	const marked = MARKS.map((mark) => afterMark(lines, mark));
	const quoted = marked.find((reply) => reply !== undefined && hasCode(reply));
	if (quoted !== undefined) return readReply(quoted, text);
	const [diagnostic] = marked;
	const status = diagnostic === undefined ? undefined : afterMark(lines, STATUS);
	if (diagnostic !== undefined && status !== undefined)
		return { ...readReply(status, text), text: tidy(diagnostic) };
	const first = fromFirstCode(lines) ?? afterMark(lines, STATUS);
	return first === undefined ? noticeIn(lines) : readReply(first, text);
}

/** The lines behind a bounce's own sentence, read for their words. */
function noticeIn(lines: readonly string[]): FoundReply | undefined {
	const at = lines.findLastIndex((line) => NOTICE.test(line));
	if (at < 0) return undefined;
	const said = lines.slice(at + 1, at + LINES_LIMIT);
	const end = said.findIndex((line) => /^\s{0,5}--|^[a-z][a-z-]{1,40}: /i.test(line));
	return readReply(said.slice(0, end < 0 ? undefined : end).join("\n"), "");
}

const hasCode = (reply: string): boolean => CODE.test(reply) || ENHANCED.test(reply);

/** Quoted-printable, in which bounces travel: only what breaks lines and codes apart (RFC 2045 §6.7). */
const joinSoftBreaks = (text: string): string =>
	/=\r?\n/.test(text) ? text.replace(/=\r?\n/g, "").replaceAll("=3D", "=") : text;

/** What stands behind the first mark, with the lines that go on with it. */
function afterMark(lines: readonly string[], mark: RegExp): string | undefined {
	for (const [at, line] of lines.entries()) {
		const found = mark.exec(line);
		if (found !== null)
			return [line.slice(found.index + found[0].length), ...continuation(lines, at)].join("\n");
	}
	return undefined;
}

/** Until an empty line, the next field, the next command, or a line that closes the reply. */
function continuation(lines: readonly string[], at: number): string[] {
	const going: string[] = [];
	for (const line of lines.slice(at + 1, at + LINES_LIMIT)) {
		if (/\(in reply to|'\s{0,5}$/.test(lines[at + going.length] ?? "")) break;
		if (/^\s{0,20}$/.test(line) || /^(?:[a-z][a-z-]{1,40}:\s|>>> |--)/i.test(line)) break;
		going.push(line.replace(/^\s{0,20}<<< /, ""));
	}
	return going;
}

/** The first line with a reply's code, with those after it that repeat the code (RFC 5321 §4.2.1). */
function fromFirstCode(lines: readonly string[]): string | undefined {
	const isShort = lines.length <= SHORT_LINES;
	const pattern = isShort ? CODE : LINE_OF_REPLY;
	const at = lines.findIndex((line) => pattern.test(line));
	if (at < 0) return isShort ? lines.find((line) => ENHANCED.test(line)) : undefined;
	const first = lines[at] ?? "";
	const code = pattern.exec(first)?.[1] ?? "";
	const from = first.slice(first.indexOf(code));
	const more = lines.slice(at + 1, at + LINES_LIMIT);
	const isMultiline = from.startsWith(`${code}-`);
	// Otherwise what a mail program has broken off: it is indented, as bounces indent what they quote.
	const goesOn = (line: string): boolean =>
		isMultiline ? line.trimStart().startsWith(`${code}-`) : /^\s{1,20}\S/.test(line);
	const end = more.findIndex((line) => !goesOn(line));
	return [from, ...more.slice(0, end < 0 ? undefined : end + (isMultiline ? 1 : 0))].join("\n");
}

const tidy = (reply: string): string => reply.replace(/\s+/g, " ").trim().slice(0, REPLY_LIMIT);

function readReply(raw: string, text: string): FoundReply {
	const [reply = ""] = raw.split(/\s\(in reply to /, 1);
	const bounded = tidy(reply);
	const enhanced = ENHANCED.exec(bounded)?.[1] ?? null;
	const digits = CODE.exec(bounded)?.[1] ?? (enhanced === null ? "0" : `${enhanced[0]}50`);
	return { code: Number(digits), enhanced, text: bounded, phase: phaseIn(raw, text) };
}

/** Postfix: "(in reply to RCPT TO command)"; Exim: "after MAIL FROM:<...>:", "after end of data:". */
function phaseIn(raw: string, text: string): string {
	if (/refused to talk to me|after initial connection/i.test(text)) return "banner";
	const near =
		/\(in reply to ([a-z ]{2,20})/i.exec(raw)?.[1] ?? /\bserver after ([a-z ]{2,20})/i.exec(text)?.[1];
	const said = near?.toLowerCase() ?? "";
	if (said.startsWith("end of data")) return "content";
	const verb = ["mail", "data", "ehlo", "helo"].find((name) => said.startsWith(name));
	return verb === "helo" ? "ehlo" : (verb ?? "rcpt");
}
