/** From another server's reply to its cause, whether to try again, and when. */

import { HOUR, MINUTE, SECOND } from "../clock.ts";
import type { CauseId } from "./catalogue.ts";
import { enhancedCauses, patterns } from "./patterns.ts";

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
	const cause = causeFor(reply, text);
	const isPermanent = reply.code >= 500 && reply.code < 600 && reply.code !== 503;
	const disposition = isPermanent && !ABOUT_US.includes(reply.phase) ? "fail" : "retry";
	const retryAfterMs = disposition === "retry" ? retryAfter(text) : undefined;
	return { cause, disposition, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function causeFor({ code, enhanced, phase }: RemoteReply, text: string): CauseId {
	const told = patterns.find((pattern) => pattern.text.test(text))?.cause;
	const subject = enhanced?.slice(2);
	const coded = enhancedCauses.find(([prefix]) => prefix === subject)?.[1];
	// A text may quote an address or a word by chance; a code that names the recipient knows better.
	if (coded === "recipient-unknown" && phase === "rcpt" && code >= 500)
		return told === "sender-refused" ? told : coded;
	if (told !== undefined) return told;
	if (coded !== undefined) return coded;
	if (code === 552) return "mailbox-full";
	if (code === 421) return "rate-limited";
	if (code >= 500 && code <= 504) return "protocol-trouble";
	if (code >= 500 && (phase === "content" || phase === "data")) return "content-refused";
	return code >= 500 && phase === "mail" ? "sender-refused" : "unknown";
}

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR };
const SHORTEST = MINUTE;
const LONGEST = 24 * HOUR;

/** "try again in 300 seconds", "come back in 5 minutes". */
function retryAfter(text: string): number | undefined {
	const asked =
		/\b(?:in|after|for)\s{1,3}(\d{1,5})\s{0,3}(s|sec|secs|seconds?|m|mins?|minutes?|h|hours?)\b/i.exec(text);
	const unit = UNITS[asked?.[2]?.[0]?.toLowerCase() ?? ""];
	if (asked === null || unit === undefined) return undefined;
	return Math.min(LONGEST, Math.max(SHORTEST, Number(asked[1]) * unit));
}
