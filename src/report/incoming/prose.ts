/**
 * Bounces in sentences, as many mail servers still write them: whether a message is one, and what it says of whom.
 * Known by its sender and its subject together with its text, so that a person's mail about a bounce is none.
 *
 * The returned message is cut off first: the addresses in it are not those that failed. Everything is bounded and
 * read line by line. What is found here never suppresses an address by itself (settle.ts).
 */

import { type FoundReply, replyInText } from "../../terms/reply-in-text.ts";
import type { DeliveryReport, ReportedRecipient } from "./report.ts";

export interface Letter {
	/** Decoded. */
	readonly from: string;
	readonly subject: string;
	readonly text: string;
	/** Who failed, where a field of the header says so (X-Failed-Recipients). */
	readonly failed: readonly string[];
}

const MOST_LINES = 400;
const LINE_LENGTH = 1_000;
const MOST_RECIPIENTS = 50;

const POSTMASTER = /mailer-?daemon|postmaster|post_master|mail[ .]?delivery|mail[ .]administrator|interscan/i;
const FAILED =
	/undeliver|not (?:be )?deliver|delivery (?:status )?(?:notification|failure|has failed|failed|report)|delivery error|failure (?:notice|delivery|notification)|returned (?:mail|to sender)|mail delivery (?:failed|failure|problem)|(?:mail|message) (?:could not|cannot|was not|failed)|could ?n.t be delivered|unable to deliver|unzustellbar|non remis|rejected mail|delivery .{0,40}fail/i;
/** Where a subject is not in English, this is said in the text all the same. */
const FAILED_TEXT =
	/could ?(?:not|n.t) be delivered|unable to deliver|undeliverable|delivery (?:to|of|has|failed)|permanent (?:fatal )?error|was not delivered|not delivered|failed permanently|failed:|user unknown|unknown user|mailbox|could not|couldn.t/i;
/** Whoever writes it. */
const PLAINLY_FAILED = /could not be delivered to|undeliverable to|did not reach the following/i;
const DELAYED =
	/\bdelay(?:ed)?\b|still being retried|will be retried|not yet been delivered|warning: (?:could not|message)|warning message only|keep trying/i;
const FAILED_AFTER_ALL =
	/delivery .{0,60}failed permanently|given up|giving up|no more attempts|retry (?:time|timeout) exceeded/i;

const ORIGINAL =
	/^[\s>]{0,10}-{2,}.{0,60}(?:original message|copy of (?:the|your) message|below this line|returned message|unsent message|message header|undelivered message|original mail)|^(?:original message follows|received from:|---- start of returned message)/i;
const HEADER_LINE =
	/^(?:received|from|to|cc|date|subject|message-id|return-path|mime-version|content-type|x-[a-z-]{1,40}|dkim-signature|reply-to): ?/i;
const TECHNICAL_LINE = /^(?:received|message-id|return-path|mime-version|content-type|dkim-signature):/i;
const ADDRESS = /[^\s<>()[\]",;:@]{1,64}@[a-z0-9][a-z0-9.-]{0,250}[a-z0-9]/gi;

/** Undefined when it is no bounce. */
export function readProse(letter: Letter): DeliveryReport | undefined {
	if (!isBounce(letter)) return undefined;
	const lines = report(letter.text);
	const text = lines.join("\n");
	const action = isDelay(letter.subject, text) ? "delayed" : "failed";
	const overall = {
		action,
		status: null,
		reply: replyInText(text) ?? firstWords(lines),
		remoteMta: null,
	} as const;
	const named = recipientsIn(lines, letter.failed).map(
		({ address, reply }): ReportedRecipient => ({
			...overall,
			reply: reply ?? overall.reply,
			finalRecipient: address,
			originalRecipient: null,
		}),
	);
	return { kind: "delivery", form: "prose", reporter: reporterIn(letter.from), recipients: named, overall };
}

function isBounce({ from, subject, text, failed }: Letter): boolean {
	if (failed.length > 0) return true;
	if (PLAINLY_FAILED.test(text.slice(0, 2_000))) return true;
	const isPostmaster = POSTMASTER.test(from);
	if (FAILED.test(subject) || DELAYED.test(subject))
		return isPostmaster || FAILED_TEXT.test(text.slice(0, 4_000));
	return (
		isPostmaster &&
		(FAILED_TEXT.test(text.slice(0, 4_000)) || replyInText(text.slice(0, 8_000)) !== undefined)
	);
}

const isDelay = (subject: string, text: string): boolean =>
	(DELAYED.test(subject) || (!FAILED.test(subject) && DELAYED.test(text))) && !FAILED_AFTER_ALL.test(text);

/** The lines before the message that is returned. */
function report(text: string): string[] {
	const lines = text.split(/\r?\n/, MOST_LINES).map((line) => line.slice(0, LINE_LENGTH));
	const end = lines.findIndex((line, at) => ORIGINAL.test(line) || headerBegins(lines, at));
	return end < 1 ? lines : lines.slice(0, end);
}

/** Fields of a header close together, and among them one that only a whole message has. */
const headerBegins = (lines: readonly string[], at: number): boolean => {
	if (!HEADER_LINE.test(lines[at] ?? "")) return false;
	const fields = lines.slice(at, at + 6).filter((line) => HEADER_LINE.test(line));
	return fields.length >= 3 && fields.some((line) => TECHNICAL_LINE.test(line));
};

/** Each address with what is said from there to the next one. */
function recipientsIn(
	lines: readonly string[],
	failed: readonly string[],
): { readonly address: string; readonly reply: FoundReply | undefined }[] {
	const at = new Map<string, number>();
	for (const address of failed) at.set(address.toLowerCase(), -1);
	for (const [number, line] of lines.entries()) {
		for (const [found] of line.matchAll(ADDRESS)) {
			const address = found.toLowerCase();
			if (at.size >= MOST_RECIPIENTS) break;
			if ((at.get(address) ?? -1) < 0) at.set(address, number);
		}
	}
	const starts = [...at.values()].toSorted((a, b) => a - b);
	return [...at].map(([address, start]) => {
		const end = starts.find((each) => each > start) ?? lines.length;
		return { address, reply: start < 0 ? undefined : replyInText(lines.slice(start, end).join("\n")) };
	});
}

/** Words without a code: what a person would read first. */
function firstWords(lines: readonly string[]): FoundReply {
	const text = lines.join(" ").replace(/\s+/g, " ").trim().slice(0, 500);
	return { code: 0, enhanced: null, text, phase: "rcpt" };
}

const reporterIn = (from: string): string | null =>
	/@([a-z0-9.-]{1,255})/i.exec(from)?.[1]?.toLowerCase() ?? null;
