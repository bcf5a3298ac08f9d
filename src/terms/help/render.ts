/**
 * How the running service's codes and limits get into help articles.
 *
 * Articles are Markdown in `help/` (English) and `help/fr/` (French); who serves them reads the files. No article
 * types a code, a limit or a list that the source knows: it names it, and it is filled in here.
 *
 *     {{title}} {{because}} {{remedy}}   words of the article's reason or cause
 *     {{reply}} {{enhanced}} {{says}}    code and sentence of the reason's reply, at its first phase
 *     {{example}}                        the whole reply as a client sees it, with invented facts
 *     {{example:quota-exceeded}}         the same of a reason that the article is not about
 *     {{move}} {{status}}                of a cause: whose move it is; the code that our report gives
 *     {{url}}                            where this service is, without a final slash
 *     {{limit:messageBytes}}             a limit, by its name in `Limits`
 *     <!-- table: refusals -->           all reasons with their codes; also `causes`, `attachments`
 */

import { formatReply } from "../../rfc/smtp/reply.ts";
import type { AcceptedType } from "../attachments.ts";
import { type CauseId, causeOf, causeWords, moveWords } from "../causes/index.ts";
import type { Limits } from "../limits.ts";
import { isReason, type Language, type Reason, sayFact, words } from "../refusals/index.ts";
import type { Article } from "./articles.ts";
import { exampleFacts, exampleReply } from "./examples.ts";
import { attachmentTable, causeTable, refusalTable } from "./tables.ts";

export interface ArticleFacts {
	readonly article: Article;
	readonly language: Language;
	readonly limits: Limits;
	readonly acceptedTypes: readonly AcceptedType[];
	/** Where this service's pages are, without a final slash. */
	readonly helpUrl: string;
}

/** The article with everything filled in, still Markdown. A name that is not known stays as it is, to be seen. */
export function renderArticle(markdown: string, facts: ArticleFacts): string {
	return markdown
		.replace(/<!-- table: (\w+) -->/g, (marker, table: string) => renderTable(table, facts) ?? marker)
		.replace(/\{\{([\w:-]+)\}\}/g, (marker, name: string) => renderName(name, facts) ?? marker);
}

function renderName(name: string, facts: ArticleFacts): string | undefined {
	const { article, limits, language, helpUrl } = facts;
	if (name === "url") return helpUrl;
	if (name.startsWith("limit:")) {
		const limit = name.slice("limit:".length);
		return Object.hasOwn(limits, limit) ? sayFact(limit, limits[limit as keyof Limits], language) : undefined;
	}
	if (name.startsWith("example:")) {
		const reason = name.slice("example:".length);
		return isReason(reason) ? ofReason("example", reason, facts) : undefined;
	}
	if (article.kind === "reason") return ofReason(name, article.reason, facts);
	return article.kind === "cause" ? ofCause(name, article.cause, language) : undefined;
}

function ofReason(
	name: string,
	reason: Reason,
	{ limits, helpUrl, language }: ArticleFacts,
): string | undefined {
	const reply = exampleReply(reason, limits, helpUrl);
	switch (name) {
		case "reply":
			return String(reply.code);
		case "enhanced":
			return reply.enhanced;
		case "says":
			return reply.lines[0];
		case "example":
			return formatReply(reply).trimEnd().replaceAll("\r\n", "\n");
		case "title":
		case "because":
		case "remedy":
			return words({ reason, facts: exampleFacts(reason, limits) }, language)[name];
		default:
			return undefined;
	}
}

function ofCause(name: string, cause: CauseId, language: Language): string | undefined {
	const { status, move } = causeOf(cause);
	switch (name) {
		case "title":
		case "because":
		case "remedy":
			return causeWords(cause, language)[name];
		case "move":
			return moveWords(move, language);
		case "status":
			return status;
		default:
			return undefined;
	}
}

function renderTable(table: string, { acceptedTypes, language }: ArticleFacts): string | undefined {
	switch (table) {
		case "refusals":
			return refusalTable(language);
		case "causes":
			return causeTable(language);
		case "attachments":
			return attachmentTable(acceptedTypes, language);
		default:
			return undefined;
	}
}
