/** The tables in articles: made from the catalogues and from the running service's accept list. */

import type { AcceptedType } from "../attachments.ts";
import { type CauseId, causeOf, causeSections, causeWords, moveWords } from "../causes/index.ts";
import { type Language, type Reason, rowOf, sections, wordsOf } from "../refusals/index.ts";

type Titles<Key extends string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>;

/** The sections of the catalogue, as headings. */
export const sectionTitles: Titles<keyof typeof sections> = {
	sending: { en: "Sending", fr: "L’envoi" },
	attachments: { en: "Attachments", fr: "Les pièces jointes" },
	addresses: { en: "Addresses", fr: "Les adresses" },
	access: { en: "Access", fr: "L’accès" },
	message: { en: "The message", fr: "Le message" },
	protocol: { en: "The protocol", fr: "Le protocole" },
	service: { en: "The service itself", fr: "Le service lui-même" },
};

/** The sections of the causes, as headings. */
export const causeSectionTitles: Titles<keyof typeof causeSections> = {
	recipient: { en: "The recipient", fr: "Le destinataire" },
	sender: { en: "The sender", fr: "L’expéditeur" },
	message: { en: "The message", fr: "Le message" },
	service: { en: "The other server, and the way to it", fr: "L’autre serveur, et le chemin qui y mène" },
	operator: { en: "The operator of this service, by hand", fr: "L’opérateur de ce service, à la main" },
};

/** All reasons by section: codes, title, and whether to try again. */
export function refusalTable(language: Language): string {
	const columns = {
		en: "| reason | reply | what it means |",
		fr: "| motif | réponse | ce que cela signifie |",
	};
	return Object.entries(sections)
		.map(([section, rows]) => {
			const lines = (Object.keys(rows) as Reason[]).map(
				(reason) =>
					`| [${reason}](/help/${reason}) | ${repliesOf(reason).join("<br>")} | ${wordsOf(reason, language).title} |`,
			);
			const title = sectionTitles[section as keyof typeof sections][language];
			return `### ${title}\n\n${columns[language]}\n|---|---|---|\n${lines.join("\n")}`;
		})
		.join("\n\n");
}

/** All causes by section: title, whether we go on trying, whose move it is. */
export function causeTable(language: Language): string {
	const columns = { en: "| cause | attempts | whose move it is |", fr: "| cause | essais | à qui d’agir |" };
	const outlook = {
		en: { retry: "go on", fail: "end" },
		fr: { retry: "se poursuivent", fail: "s’arrêtent" },
	};
	return Object.entries(causeSections)
		.map(([section, rows]) => {
			const lines = (Object.keys(rows) as CauseId[]).map((cause) => {
				const { disposition, move } = causeOf(cause);
				const { title } = causeWords(cause, language);
				return `| [${title}](/help/causes/${cause}) | ${outlook[language][disposition]} | ${moveWords(move, language)} |`;
			});
			const title = causeSectionTitles[section as keyof typeof causeSections][language];
			return `### ${title}\n\n${columns[language]}\n|---|---|---|\n${lines.join("\n")}`;
		})
		.join("\n\n");
}

/** "550 5.7.1", and for other phases or variants "538 5.7.11 (auth)". */
export function repliesOf(reason: Reason): string[] {
	const row = rowOf(reason);
	const usual = `${row.code} ${row.enhanced}`;
	const others = Object.entries(row.variants ?? {}).map(([name, { code, enhanced }]) => ({
		codes: `${code} ${enhanced}`,
		name,
	}));
	return [
		usual,
		...others.filter(({ codes }) => codes !== usual).map(({ codes, name }) => `${codes} (${name})`),
	];
}

const groupTitles: Titles<AcceptedType["group"]> = {
	document: { en: "Documents", fr: "Documents" },
	sheet: { en: "Spreadsheets", fr: "Feuilles de calcul" },
	slides: { en: "Slides", fr: "Présentations" },
	image: { en: "Images", fr: "Images" },
	audio: { en: "Audio", fr: "Sons" },
	video: { en: "Video", fr: "Vidéos" },
	archive: { en: "Archives", fr: "Archives" },
	mail: { en: "Mail and signatures", fr: "Courrier et signatures" },
	other: { en: "Other", fr: "Autres" },
};

/** The accept list as it is configured, by group. */
export function attachmentTable(types: readonly AcceptedType[], language: Language): string {
	const groups = Map.groupBy(types, ({ group }) => group);
	const lines = [...groups].map(
		([group, members]) =>
			`| ${groupTitles[group][language]} | ${members.map(({ extension }) => extension).join(" ")} |`,
	);
	const columns = { en: "| kind | extensions |", fr: "| genre | extensions |" };
	return `${columns[language]}\n|---|---|\n${lines.join("\n")}`;
}
