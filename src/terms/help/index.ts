/** Help: which articles there are, how what the source knows gets into them, and how a question is answered. */

export {
	answer,
	type FoundArticle,
	type HelpAnswer,
	type HelpArticle,
	type HelpLibrary,
	type HelpSearch,
} from "./answer.ts";
export {
	type Article,
	articleAt,
	fileOf,
	type GeneralArticle,
	generalArticles,
	placeOf,
} from "./articles.ts";
export { exampleReply } from "./examples.ts";
export { excerptOf, type Piece } from "./excerpt.ts";
export { type LinkTo, toHtml } from "./markdown.ts";
export { QUESTION_CHARACTERS } from "./question.ts";
export { type ArticleFacts, renderArticle } from "./render.ts";
export { type Section, sectionsOf } from "./sections.ts";
export { articles, entryOf, type ShelfGroup, type ShelfSection, shelf } from "./shelf.ts";
export { repliesOf } from "./tables.ts";
export { type Asked, asked, wordsIn } from "./words.ts";
