/** What Help asks the API. Its answers are in the reader's language, which therefore is in the keys. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { HelpAnswer, HelpArticle, HelpArticles } from "../../api/schema.ts";
import type { Language } from "../../words/catalogue.ts";

/** Articles change with a new version only. */
const FRESH_MS = 10 * 60_000;

export const shelfQuery = (language: Language) =>
	queryOptions({
		queryKey: ["help", language],
		queryFn: ({ signal }) => api.get<HelpArticles>("/v1/help", undefined, signal),
		staleTime: FRESH_MS,
	});

export const answerQuery = (q: string, language: Language) =>
	queryOptions({
		queryKey: ["help", language, "answer", q],
		queryFn: ({ signal }) => api.get<HelpAnswer>("/v1/help/search", { q }, signal),
		staleTime: FRESH_MS,
		placeholderData: keepPreviousData,
	});

export const articleQuery = (place: string, language: Language) =>
	queryOptions({
		queryKey: ["help", language, "article", place],
		queryFn: ({ signal }) => api.get<HelpArticle>("/v1/help/article", { place }, signal),
		staleTime: FRESH_MS,
	});
