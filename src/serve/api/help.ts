/** Help for programs and for the web app: which articles there are, each of them, and what answers a question. */

import { z } from "@hono/zod-openapi";
import { answer, QUESTION_CHARACTERS, shelf } from "../../terms/help/index.ts";
import { languages } from "../../terms/refusals/index.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { explanationFields, showExplanation } from "./explain.ts";
import { problem } from "./problem.ts";

const place = z.string().openapi({
	description: "Names the article: its page is at this place under `/help/`",
	example: "causes/greylisted",
});
const title = z.string().openapi({ example: "The recipient's mailbox is full" });

const allArticles = z
	.strictObject({
		groups: z.array(
			z.strictObject({
				id: z.enum(["start", "using", "refused", "answered"]),
				title: z.string().openapi({ example: "Set up and use the service" }),
				sections: z.array(
					z.strictObject({
						title: z.string().nullable().openapi({ example: "Sending" }),
						articles: z.array(
							z.strictObject({
								place,
								title,
								name: z.string().nullable().openapi({
									description: "The code and the reason that it is about, or the cause",
									example: "550 sender-domain-mismatch",
								}),
							}),
						),
					}),
				),
			}),
		),
	})
	.openapi("HelpArticles");

const article = z
	.strictObject({
		place,
		title,
		language: z.enum(languages),
		markdown: z.string().openapi({
			description: "With the codes and limits of this service. Links between articles begin with `/help/`",
			example: "# The recipient's mailbox is full\n\nThe mailbox takes nothing more for now.",
		}),
		url: z.string().openapi({ example: "https://relay.example/help/causes/mailbox-full" }),
	})
	.openapi("HelpArticle");

const found = z.strictObject({
	place,
	title,
	section: z.strictObject({ title: z.string(), id: z.string() }).nullable().openapi({
		description: "Where in the article the excerpt stands: `id` is what follows the # of its address",
	}),
	excerpt: z
		.array(z.strictObject({ text: z.string(), marked: z.boolean() }))
		.openapi({ description: "Plain text in pieces; `marked`: one of the words" }),
	url: z.string(),
});

const answered = z
	.strictObject({
		explanation: explanationFields.nullable().openapi({
			description: "What it means, where the question holds an SMTP reply or the name of a reason",
		}),
		how: z.enum(["all", "similar", "some"]).openapi({
			description:
				"`all`: each article has every word. `similar`: no article has, and these have similar ones. `some`: these have some of the words",
		}),
		total: z.int().openapi({ description: "How many articles; the best of them are in `items`", example: 9 }),
		items: z.array(found),
	})
	.openapi("HelpAnswer");

const tag = "Help";

export const helpEndpoints = ({ help, url }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/help",
		tag,
		summary: "List the articles of Help",
		description: "In the language of `Accept-Language`, by what a person looks for.",
		access: "visitor",
		answers: allArticles,
		run: async ({ language }) => ({
			groups: shelf(language).map(({ sections, ...group }) => ({
				...group,
				sections: sections.map((section) => ({ ...section, articles: [...section.articles] })),
			})),
		}),
	}),
	endpoint({
		method: "get",
		path: "/v1/help/search",
		tag,
		summary: "Search the articles of Help",
		description:
			"For words, a code, the name of a reason, or a whole reply, ours or another server's. The last word may be unfinished.",
		access: "visitor",
		query: z.strictObject({
			q: z.string().min(1).max(QUESTION_CHARACTERS).openapi({ example: "mailbox full" }),
		}),
		answers: answered,
		async run({ query, language }) {
			const { explanation: known, search } = answer(help, query.q, language);
			return {
				explanation: known === null ? null : showExplanation(known, url()),
				how: search.how,
				total: search.total,
				items: search.items.map(({ excerpt, ...item }) => ({
					...item,
					excerpt: [...excerpt],
					url: `${url()}/help/${item.place}${item.section === null ? "" : `#${item.section.id}`}`,
				})),
			};
		},
	}),
	endpoint({
		method: "get",
		path: "/v1/help/article",
		tag,
		summary: "Get an article of Help",
		access: "visitor",
		query: z.strictObject({ place: place.min(1).max(100) }),
		answers: article,
		async run({ query, language }) {
			const one = help.article(query.place, language);
			return one === undefined
				? problem("not-found", "There is no article at this place")
				: { ...one, place: query.place, url: `${url()}/help/${query.place}` };
		},
	}),
];
