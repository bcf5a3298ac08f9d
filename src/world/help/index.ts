/** The articles of the folder `help`, read once, and searched by an index in memory that the first question makes. */

import { existsSync, readFileSync } from "node:fs";
import type { AcceptedType } from "../../terms/attachments.ts";
import {
	type Article,
	articleAt,
	articles,
	fileOf,
	type HelpArticle,
	type HelpLibrary,
	renderArticle,
} from "../../terms/help/index.ts";
import type { Limits } from "../../terms/limits.ts";
import { type Language, languages } from "../../terms/refusals/index.ts";
import { createIndex, type HelpIndex } from "./help-index.ts";

const FOLDER = new URL("../../../help/", import.meta.url);

export interface HelpFacts {
	readonly limits: Limits;
	readonly acceptedTypes: readonly AcceptedType[];
	/** Where this service's pages are, without a final slash. Known once the HTTP door is open. */
	readonly url: () => string;
}

export function openHelp(facts: HelpFacts): HelpLibrary {
	const files = new Map(
		languages.flatMap((language) =>
			articles.map((article) => [fileOf(article, language), read(fileOf(article, language))] as const),
		),
	);
	const indexes = new Map<Language, HelpIndex>();
	const render = (article: Article, wanted: Language): HelpArticle | undefined => {
		// An article that is not translated yet is better than none.
		for (const language of [wanted, "en"] as const) {
			const text = files.get(fileOf(article, language));
			if (text === undefined) continue;
			const { limits, acceptedTypes } = facts;
			const markdown = renderArticle(text, {
				article,
				language,
				limits,
				acceptedTypes,
				helpUrl: facts.url(),
			});
			return { title: /^# (.+)$/m.exec(markdown)?.[1] ?? "", language, markdown };
		}
		return undefined;
	};
	const indexOf = (language: Language): HelpIndex => {
		const made = indexes.get(language) ?? createIndex(language, (article) => render(article, language));
		indexes.set(language, made);
		return made;
	};
	return {
		article(place, language) {
			const article = articleAt(place);
			return article === undefined ? undefined : render(article, language);
		},
		search: (question, language) => indexOf(language)(question),
	};
}

function read(file: string): string | undefined {
	const path = new URL(file, FOLDER);
	return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
