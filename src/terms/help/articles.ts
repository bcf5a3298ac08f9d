/** Which help articles there are: general ones, one for each reason, one for each cause; in two languages. */

import { type CauseId, isCause } from "../causes/index.ts";
import { isReason, type Language, type Reason } from "../refusals/index.ts";

/** Articles that are about no single reason or cause, in the order in which they are listed. */
export const generalArticles = {
	"why-was-my-email-rejected": {
		en: "Why was my email rejected?",
		fr: "Pourquoi mon message a-t-il été refusé ?",
	},
	"smtp-error-codes": {
		en: "SMTP error codes: what they mean",
		fr: "Codes d’erreur SMTP : ce qu’ils signifient",
	},
	statuses: { en: "Statuses in Activity", fr: "Les états dans Activité" },
	"authenticate-a-domain": { en: "Authenticate a domain", fr: "Authentifier un domaine" },
	"connect-your-application": { en: "Connect your application", fr: "Raccorder une application" },
	"accepted-attachments": { en: "Accepted attachments", fr: "Pièces jointes acceptées" },
	"quota-and-plans": { en: "Quota and plans", fr: "Quota et offres" },
	"sign-in": {
		en: "Sign in, and who may do what",
		fr: "Se connecter, et qui a le droit de faire quoi",
	},
	"api-errors": { en: "API errors", fr: "Les erreurs de l’API" },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type GeneralArticle = keyof typeof generalArticles;

export type Article =
	| { readonly kind: "general"; readonly name: GeneralArticle }
	| { readonly kind: "reason"; readonly reason: Reason }
	| { readonly kind: "cause"; readonly cause: CauseId };

const CAUSES = "causes/";

/** By its place under /help: "statuses", "quota-exceeded", "causes/greylisted". Undefined when there is none. */
export function articleAt(place: string): Article | undefined {
	if (Object.hasOwn(generalArticles, place)) return { kind: "general", name: place as GeneralArticle };
	if (isReason(place)) return { kind: "reason", reason: place };
	const cause = place.startsWith(CAUSES) ? place.slice(CAUSES.length) : "";
	return isCause(cause) ? { kind: "cause", cause } : undefined;
}

/** The inverse of {@link articleAt}. */
export function placeOf(article: Article): string {
	if (article.kind === "general") return article.name;
	return article.kind === "reason" ? article.reason : `${CAUSES}${article.cause}`;
}

/** Where its text is, in the folder `help`. */
export const fileOf = (article: Article, language: Language): string =>
	`${language === "en" ? "" : `${language}/`}${placeOf(article)}.md`;
