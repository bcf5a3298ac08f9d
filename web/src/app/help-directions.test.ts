import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { articles, fileOf } from "../../../src/terms/help/index.ts";
import { type Language, languages } from "../../../src/terms/refusals/index.ts";
import { keyWords } from "../pages/domains/keys/words.ts";
import { domainListWords } from "../pages/domains/list/words.ts";
import { recordWords } from "../pages/domains/records/words.ts";
import { smtpUserWords } from "../pages/domains/smtp-users/words.ts";
import { domainWords } from "../pages/domains/words.ts";
import { messageWords } from "../pages/message/words.ts";
import { profileWords } from "../pages/settings/profile-words.ts";
import { accountWords } from "../pages/settings/words.ts";
import { signInWords } from "../pages/sign-in/words.ts";
import { suppressionWords } from "../pages/suppressions/words.ts";
import { teamWords } from "../pages/team/words.ts";
import { reasonWords } from "../ui/activity/words.ts";
import { uiWords } from "../ui/words.ts";
import { menuPlaces, operatorPlaces, settingsPlaces, tabs } from "./navigation.ts";
import { appWords } from "./words.ts";

const textOf = (article: (typeof articles)[number], language: Language): string =>
	readFileSync(new URL(`../../../help/${fileOf(article, language)}`, import.meta.url), "utf8");

const texts = languages.flatMap((language) =>
	articles.map((article) => ({
		language,
		called: fileOf(article, language),
		text: textOf(article, language),
	})),
);

/** What the app calls its pages, by their addresses; some have a name in the menu and one beside the others. */
const labelsOf = (language: Language): ReadonlyMap<string, readonly string[]> => {
	const words = appWords[language];
	const all = [
		...tabs.map(({ to, word }) => [to, words.tabs[word]] as const),
		...menuPlaces.map(({ to, word }) => [to, words.menu[word]] as const),
		...settingsPlaces.map(({ to, word }) => [to, words.settings[word]] as const),
		...operatorPlaces.map(({ to, word }) => [to, words.operator[word]] as const),
	];
	return new Map(
		[...Map.groupBy(all, ([to]) => to)].map(([to, named]) => [to, named.map(([, name]) => name)]),
	);
};

test("an article that leads to a page of the app calls it what the app calls it, in its language", () => {
	const seen = new Set<string>();
	for (const { language, called, text } of texts) {
		const labels = labelsOf(language);
		for (const [, words = "", to = ""] of text.matchAll(/\[([^\]\n]+)\]\((\/(?!help)[^)\s]*)\)/g)) {
			assert.ok(labels.get(to)?.includes(words), `${called} calls ${to} “${words}”`);
			seen.add(to);
		}
	}
	assert.ok(seen.size >= 9, String([...seen]));
});

test("no article names a page of the app without leading there", () => {
	for (const { language, called, text } of texts)
		for (const name of new Set([...labelsOf(language).values()].flat()))
			assert.doesNotMatch(text, new RegExp(`\\*\\*${name}\\*\\*|\\*${name}\\*`), called);
});

type Named = readonly [article: string, in_: (language: Language) => readonly string[]];

/** Where articles name what is pressed or looked at: it is called so there, in both languages. */
const named: readonly Named[] = [
	[
		"authenticate-a-domain",
		(language) => {
			const records = recordWords[language];
			const { parts } = domainWords[language];
			return [
				...[domainListWords[language].add, parts.records, parts["smtp-users"], parts.keys],
				...[records.checkNow, records.found, records.expected, records.dmarc.title],
				...[records.settings.title, records.settings.changeReturnPath],
				...[keyWords[language].rotate, keyWords[language].leaked, uiWords[language].record.valid],
			];
		},
	],
	[
		"sender-domain-unverified",
		(language) => {
			const { record } = uiWords[language];
			return [
				record["not-found"],
				record["wrong-value"],
				record["dns-error"],
				recordWords[language].checkNow,
			];
		},
	],
	[
		"connect-your-application",
		(language) => [
			domainWords[language].parts.connect,
			domainWords[language].parts["smtp-users"],
			smtpUserWords[language].send,
		],
	],
	["credentials-invalid", (language) => [smtpUserWords[language].reset]],
	["client-address-refused", (language) => [smtpUserWords[language].edit, smtpUserWords[language].addresses]],
	[
		"smtp-user-disabled",
		(language) => [
			smtpUserWords[language].enable,
			smtpUserWords[language].edit,
			smtpUserWords[language].expires,
		],
	],
	["sending-too-fast", (language) => [smtpUserWords[language].rate]],
	["authentication-blocked", (language) => [smtpUserWords[language].lastFailure]],
	[
		"recipient-suppressed",
		(language) => {
			const words = suppressionWords[language];
			return [words.remove.act, words.add.act, words.import.act, words.export];
		},
	],
	["recipient-does-not-exist", (language) => [suppressionWords[language].remove.act]],
	["accepted-attachments", (language) => [accountWords[language].extensions.title]],
	["attachment-type-refused", (language) => [accountWords[language].extensions.title]],
	["quota-and-plans", (language) => [accountWords[language].timeZone]],
	["statuses", (language) => [accountWords[language].reports.title]],
	[
		"sign-in",
		(language) => [
			teamWords[language].invite.act,
			profileWords[language].twoFactor.title,
			profileWords[language].sessions.title,
			signInWords[language].forgot,
		],
	],
	["why-was-my-email-rejected", (language) => [reasonWords[language].copy]],
	["causes/interrupted", (language) => [messageWords[language].event.held]],
	["causes/expired", (language) => [messageWords[language].event.expired]],
	["causes/authentication-failed", (language) => [recordWords[language].checkNow]],
];

test("buttons and headings that an article names are called so in the app", () => {
	for (const [place, namesIn] of named)
		for (const language of languages) {
			const text = readFileSync(
				new URL(`../../../help/${language === "en" ? "" : `${language}/`}${place}.md`, import.meta.url),
				"utf8",
			).replaceAll("’", "'");
			for (const name of namesIn(language)) {
				const plain = name.replaceAll("’", "'");
				assert.ok(
					text.includes(`*${plain}*`) || text.includes(`**${plain}**`),
					`${place} (${language}) does not say *${plain}*`,
				);
			}
		}
});
