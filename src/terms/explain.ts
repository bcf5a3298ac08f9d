/**
 * What a piece of text means: any SMTP reply, ours or another server's, alone or in a log or a whole bounce; an API
 * error; or the name of a reason or a cause.
 *
 * Our own replies are known by the reason that they carry, and the facts are read back out of the sentence.
 * Anything else is searched for another server's reply, which is put into a class (src/terms/causes).
 */

import {
	type CauseId,
	causeOf,
	causeWords,
	classify,
	isCause,
	type Move,
	moveWords,
} from "./causes/index.ts";
import {
	type Facts,
	isReason,
	isTemporary,
	type Language,
	type Reason,
	rowOf,
	type Words,
	words,
} from "./refusals/index.ts";
import { replyInText } from "./reply-in-text.ts";

/** What is known of every refusal and of every reply. */
interface Known {
	/** Whether the same message may be accepted later. */
	readonly temporary: boolean;
	/** Who can change something. */
	readonly move: Move;
	/** The same as a sentence. */
	readonly moveSays: string;
}

export type Explanation = Words & { /** Path of the article. */ readonly help: string } & (
		| (Known & { readonly kind: "reason"; readonly reason: Reason; readonly facts: Facts })
		| (Known & {
				readonly kind: "cause";
				readonly cause: CauseId;
				/** What the server asked for, within bounds. */
				readonly retryAfterMs?: number;
		  })
		| { readonly kind: "unknown" }
	);

/** Longer texts are cut: a bounce quotes the reply before the message that it returns. */
const TEXT_LIMIT = 65_536;
const BARE_WORDS_LIMIT = 500;

export function explain(text: string, language: Language): Explanation {
	const bounded = text.slice(0, TEXT_LIMIT).trim();
	const reason = reasonIn(bounded);
	if (reason !== undefined) return explainReason(reason, bounded, language);
	const cause = causeNamed(bounded);
	if (cause !== undefined) return explainCause(cause, causeOf(cause).disposition, language);
	return explainRemote(bounded, language);
}

/** Whether a text holds what is explained for certain: a reason, a cause or a reply's code, and not only words. */
export function holdsReply(text: string): boolean {
	const bounded = text.slice(0, TEXT_LIMIT).trim();
	return [reasonIn, causeNamed, replyInText].some((look) => look(bounded) !== undefined);
}

/** A cause's id alone, or its article's address: "mailbox-full", "/help/causes/mailbox-full". */
function causeNamed(text: string): CauseId | undefined {
	const name = /^\S{0,200}\/help\/causes\/([a-z0-9-]{3,40})/.exec(text)?.[1] ?? text;
	return isCause(name) ? name : undefined;
}

/** Where a reason stands: in brackets, in the article's address, or in a problem document; or all by itself. */
const REASON = /\[([a-z0-9-]{3,40})\]|\/help\/([a-z0-9-]{3,40})|"reason"\s{0,4}:\s{0,4}"([a-z0-9-]{3,40})"/g;

function reasonIn(text: string): Reason | undefined {
	if (isReason(text)) return text;
	for (const [, bracketed, linked, quoted] of text.matchAll(REASON)) {
		const name = bracketed ?? linked ?? quoted ?? "";
		if (isReason(name)) return name;
	}
	return undefined;
}

function explainReason(reason: Reason, text: string, language: Language): Explanation {
	const facts = factsOfProblem(text) ?? factsOfReply(reason, text);
	const temporary = isTemporary(reason);
	return {
		kind: "reason",
		reason,
		facts,
		...known(temporary, temporary ? "nobody" : "sender", language),
		...words({ reason, facts }, language),
		help: `/help/${reason}`,
	};
}

const known = (temporary: boolean, move: Move, language: Language): Known => ({
	temporary,
	move,
	moveSays: moveWords(move, language),
});

/** The facts of an API error, when the text is one. */
function factsOfProblem(text: string): Facts | undefined {
	if (!text.startsWith("{")) return undefined;
	try {
		const problem: unknown = JSON.parse(text);
		const facts =
			typeof problem === "object" && problem !== null && "facts" in problem ? problem.facts : undefined;
		if (typeof facts !== "object" || facts === null) return undefined;
		const plain = Object.entries(facts).filter(
			([, value]) => typeof value === "string" || (typeof value === "number" && Number.isFinite(value)),
		);
		return Object.fromEntries(plain);
	} catch {
		// Cut or pasted badly: the reason is known all the same.
		return undefined;
	}
}

/** Reads the facts back out of the sentence of a reply, by the words that stand between them. */
function factsOfReply(reason: Reason, text: string): Facts {
	const line = unwrap(text);
	const row = rowOf(reason);
	for (const says of [row.says, ...Object.values(row.variants ?? {}).map((variant) => variant.says ?? "")]) {
		const facts = readBack(says, line, `[${reason}]`);
		if (facts !== undefined) return facts;
	}
	return {};
}

/** The lines of a reply as one, without the codes that each repeats. */
const unwrap = (text: string): string =>
	text
		.split(/\r?\n|(?:\\r)?\\n/)
		.map((line) => line.replace(/^\s{0,20}[2-5]\d\d[ -](?:[245]\.\d{1,3}\.\d{1,3} ?)?/, ""))
		.join(" ");

/** A template and a text that may have been made from it: the values, or undefined when it was not. */
function readBack(template: string, text: string, end: string): Record<string, string> | undefined {
	const pieces = template.split(/\{(\w+)\}/);
	const facts: Record<string, string> = {};
	let at = text.indexOf(pieces[0] ?? "");
	if (at < 0) return undefined;
	at += pieces[0]?.length ?? 0;
	for (let i = 1; i < pieces.length; i += 2) {
		const following = pieces[i + 1] || end;
		const next = text.indexOf(following, at);
		if (next < 0) return undefined;
		facts[pieces[i] ?? ""] = text.slice(at, next).trim();
		at = next + following.length;
	}
	return facts;
}

function explainRemote(text: string, language: Language): Explanation {
	const found = replyInText(text);
	// A reply's words without its code are recognised as well, but not words somewhere in a long text.
	const words = text.length <= BARE_WORDS_LIMIT ? text : "";
	const reply = found ?? { code: 0, enhanced: null, text: words, phase: "rcpt" };
	const { cause, disposition, retryAfterMs } = classify(reply);
	const told = reply.code !== 0;
	if (cause === "unknown" && !told) return { kind: "unknown", ...nothingKnown[language] };
	const explained = explainCause(cause, told ? disposition : causeOf(cause).disposition, language);
	return retryAfterMs === undefined ? explained : { ...explained, retryAfterMs };
}

const outlook: Readonly<Record<Language, Readonly<Record<"retry" | "fail", string>>>> = {
	en: {
		retry: "It is so for now: further attempts are made by themselves.",
		fail: "It is so for good: no further attempt is made for this message.",
	},
	fr: {
		retry: "C’est ainsi pour l’instant : d’autres essais se font tout seuls.",
		fail: "C’est définitif : aucun autre essai n’est fait pour ce message.",
	},
};

function explainCause(cause: CauseId, disposition: "retry" | "fail", language: Language) {
	const { title, because, remedy } = causeWords(cause, language);
	return {
		kind: "cause" as const,
		cause,
		...known(disposition === "retry", causeOf(cause).move, language),
		title,
		because: `${because} ${outlook[language][disposition]}`,
		remedy,
		help: `/help/causes/${cause}`,
	};
}

const nothingKnown: Readonly<Record<Language, Words & { readonly help: string }>> = {
	en: {
		title: "This text is not known",
		because: "It holds neither the name of a reason of this service nor a reply code of SMTP.",
		remedy: "Paste the whole reply, from its three-digit code on, as the program or Activity shows it.",
		help: "/help/smtp-error-codes",
	},
	fr: {
		title: "Ce texte n'est pas connu",
		because: "Il ne contient ni le nom d'un motif de ce service ni un code de réponse SMTP.",
		remedy:
			"Collez la réponse entière, à partir de son code à trois chiffres, telle que le programme ou Activité la montre.",
		help: "/help/smtp-error-codes",
	},
};
