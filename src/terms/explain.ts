/**
 * What a piece of text means: any SMTP reply, ours or another server's, an API error, or the name of a reason.
 *
 * Our own replies are known by the reason that they carry, and the facts are read back out of the sentence.
 * Anything else is read as another server's reply and put into a class (src/terms/causes).
 */

import { type CauseId, causeOf, causeWords, classify, isCause } from "./causes/index.ts";
import {
	type Facts,
	isReason,
	type Language,
	type Reason,
	rowOf,
	type Words,
	words,
} from "./refusals/index.ts";

export type Explanation = Words & { /** Path of the article. */ readonly help: string } & (
		| { readonly kind: "reason"; readonly reason: Reason; readonly facts: Facts; readonly retry: boolean }
		| {
				readonly kind: "cause";
				readonly cause: CauseId;
				readonly disposition: "retry" | "fail";
				readonly retryAfterMs?: number;
		  }
		| { readonly kind: "unknown" }
	);

/** Longer texts are cut: what matters of a reply stands at its beginning. */
const TEXT_LIMIT = 4_000;

export function explain(text: string, language: Language): Explanation {
	const bounded = text.slice(0, TEXT_LIMIT).trim();
	const reason = reasonIn(bounded);
	if (reason !== undefined) return explainReason(reason, bounded, language);
	if (isCause(bounded)) {
		const { disposition } = causeOf(bounded);
		return { kind: "cause", cause: bounded, disposition, ...sayCause(bounded, disposition, language) };
	}
	return explainRemote(bounded, language);
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
	return {
		kind: "reason",
		reason,
		facts,
		retry: rowOf(reason).code < 500,
		...words({ reason, facts }, language),
		help: `/help/${reason}`,
	};
}

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

const CODE = /(?:^|[^\d.])([45]\d\d)(?![\d.])/;
const ENHANCED = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/;

function explainRemote(text: string, language: Language): Explanation {
	const enhanced = ENHANCED.exec(text)?.[1] ?? null;
	const digits = CODE.exec(text)?.[1] ?? (enhanced === null ? undefined : `${enhanced[0]}50`);
	const reply = { code: Number(digits ?? 0), enhanced, text, phase: "rcpt" };
	const { cause, disposition, retryAfterMs } = classify(reply);
	if (cause === "unknown" && digits === undefined) return { kind: "unknown", ...nothingKnown[language] };
	return {
		kind: "cause",
		cause,
		disposition: digits === undefined ? causeOf(cause).disposition : disposition,
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		...sayCause(cause, disposition, language),
	};
}

const outlook: Readonly<Record<Language, Readonly<Record<"retry" | "fail", string>>>> = {
	en: {
		retry: "The recipient's server said so for now: further attempts are made by themselves.",
		fail: "The recipient's server said so for good: no further attempt is made for this message.",
	},
	fr: {
		retry: "Le serveur du destinataire l'a dit pour l'instant : d'autres essais se font tout seuls.",
		fail: "Le serveur du destinataire l'a dit définitivement : aucun autre essai n'est fait pour ce message.",
	},
};

const sayCause = (cause: CauseId, disposition: "retry" | "fail", language: Language) => ({
	...causeWords(cause, language),
	because: outlook[language][disposition],
	help: "/help/statuses",
});

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
