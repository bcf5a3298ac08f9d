/** Help articles: which there are, and how what the source knows gets into them. */

export {
	type Article,
	articleAt,
	fileOf,
	type GeneralArticle,
	generalArticles,
	placeOf,
} from "./articles.ts";
export { exampleReply } from "./examples.ts";
export { type ArticleFacts, renderArticle } from "./render.ts";
export { causeSectionTitles, repliesOf, sectionTitles } from "./tables.ts";
