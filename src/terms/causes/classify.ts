/**
 * From another server's reply to its cause, whether to try again, and when. Whether the recipient is kept from later
 * mail is a third question with an answer of its own (./suppresses.ts).
 *
 * The cause comes from known wording, else from the enhanced code, else from the few codes that say something alone;
 * otherwise it is unknown. Whether to try again comes from the reply's own class, with the exceptions below.
 */

import { HOUR, MINUTE, SECOND } from "../clock.ts";
import type { CauseId } from "./catalogue.ts";
import { causeOfEnhanced, causeOfPlain } from "./codes.ts";
import { firstRule } from "./matcher.ts";
import { type Wording, wordsOf } from "./wording.ts";

export interface RemoteReply {
	readonly code: number;
	/** "5.1.1"; null when the server gave none. */
	readonly enhanced: string | null;
	readonly text: string;
	/** At which command it was said. */
	readonly phase: string;
}

export interface Classification {
	readonly cause: CauseId;
	readonly disposition: "retry" | "fail";
	/** What the server asked for, within bounds. */
	readonly retryAfterMs?: number;
}

const TEXT_LIMIT = 1_000;
/** Before MAIL a server speaks of us, not of the recipient: another host or another day may do. */
const ABOUT_US: readonly string[] = ["connect", "banner", "ehlo", "starttls", "auth"];

export function classify(reply: RemoteReply): Classification {
	const text = reply.text.slice(0, TEXT_LIMIT);
	const wording = wordsOf(text);
	const cause = atPhase(causeFor(reply, text, wording), reply.phase);
	const disposition = dispositionOf(reply, cause, wording.words);
	const retryAfterMs = disposition === "retry" ? retryAfter(text) : undefined;
	return { cause, disposition, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function causeFor({ code, enhanced }: RemoteReply, text: string, wording: Wording): CauseId {
	// qmail and IronPort write "(#5.1.1)" at the end or "#5.1.1" at the beginning.
	const known = enhanced ?? /#([45]\.\d{1,3}\.\d{1,3})/.exec(text)?.[1] ?? "";
	const replyClass = Math.trunc(code / 100);
	const told = firstRule(wording, known, replyClass)?.cause;
	const coded = causeOfEnhanced(known);
	// "550 5.1.7 No such domain": the code says whose.
	if (coded === "sender-refused" && told === "domain-not-found") return "sender-domain-unresolvable";
	if (coded === "sender-refused" && told === "recipient-unknown") return coded;
	return told ?? coded ?? causeOfPlain(code);
}

/** At MAIL an unknown user is the sender; before it, the server has heard of no recipient yet. */
function atPhase(cause: CauseId, phase: string): CauseId {
	if (cause !== "recipient-unknown") return cause;
	if (phase === "mail") return "sender-refused";
	return ABOUT_US.includes(phase) ? "unknown" : cause;
}

interface Exception {
	readonly cause: CauseId;
	/** Any of them; without, whatever the words. */
	readonly says?: readonly string[];
}

/** Permanent replies that pass. */
const passes: readonly Exception[] = [
	{ cause: "greylisted" },
	{ cause: "too-many-connections" },
	// Exchange Online 5.2.121 and 5.2.122: its own list says to try later.
	{ cause: "recipient-too-busy", says: ["message receive limit"] },
	// Charter's time-outs last from minutes to a day; Outlook.com says so itself.
	{ cause: "rate-limited", says: ["aup#i-13", "aup#in-13", "temporarily rate limited", "try again later"] },
	// Orange and La Poste say 550 and "try later".
	{ cause: "temporarily-unavailable", says: ["try again later", "try later", "plus tard"] },
];

/** Temporary replies that never end: Yahoo's TS03. */
const lasts: readonly Exception[] = [{ cause: "rate-limited", says: ["retrying will not succeed"] }];

function dispositionOf({ code, phase }: RemoteReply, cause: CauseId, words: string): "retry" | "fail" {
	const holds = (exception: Exception): boolean =>
		exception.cause === cause && (exception.says?.some((phrase) => words.includes(phrase)) ?? true);
	if (ABOUT_US.includes(phase)) return "retry";
	// 503 speaks of the order of commands in this session: the next one begins afresh.
	const isPermanent = code >= 500 && code < 600 && code !== 503;
	if (isPermanent) return passes.some(holds) ? "retry" : "fail";
	return lasts.some(holds) ? "fail" : "retry";
}

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR };
const SHORTEST = MINUTE;
const LONGEST = 24 * HOUR;

/** "try again in 300 seconds", "come back in 5 minutes", "come back in 00:05:00". */
function retryAfter(text: string): number | undefined {
	const clock = /\bin (\d\d):(\d\d):(\d\d)\b/.exec(text);
	if (clock !== null)
		return bounded(Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE + Number(clock[3]) * SECOND);
	const asked =
		/\b(?:in|after|for)\s{1,3}(\d{1,5})\s{0,3}(s|sec|secs|seconds?|m|mins?|minutes?|h|hours?)\b/i.exec(text);
	const unit = UNITS[asked?.[2]?.[0]?.toLowerCase() ?? ""];
	return asked === null || unit === undefined ? undefined : bounded(Number(asked[1]) * unit);
}

const bounded = (askedMs: number): number => Math.min(LONGEST, Math.max(SHORTEST, askedMs));
