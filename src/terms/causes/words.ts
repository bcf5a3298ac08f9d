/** Causes in plain words, for the people whose mail waits or came back. */

import type { Language } from "../refusals/facts.ts";
import { setFrench } from "../refusals/words/french-spaces.ts";
import type { CauseId, Move } from "./catalogue.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";
import type { CauseWords } from "./words/row.ts";

export type { CauseWords } from "./words/row.ts";

const languages: Readonly<Record<Language, Readonly<Record<CauseId, CauseWords>>>> = {
	en,
	fr: setFrench(fr),
};

export const causeWords = (cause: CauseId, language: Language): CauseWords => languages[language][cause];

const moves: Readonly<Record<Language, Readonly<Record<Move, string>>>> = {
	en: {
		sender: "The sender can put it right.",
		recipient: "The recipient, or who looks after their mail, can put it right.",
		operator: "The operator of this service can put it right.",
		nobody: "Nobody has to do anything: waiting helps.",
	},
	fr: {
		sender: "C’est à l’expéditeur d’agir.",
		recipient: "C’est au destinataire, ou à qui gère son courrier, d’agir.",
		operator: "C’est à l’opérateur de ce service d’agir.",
		nobody: "Personne n’a rien à faire\u00a0: il suffit d’attendre.",
	},
};

/** Whose move it is, as a sentence. */
export const moveWords = (move: Move, language: Language): string => moves[language][move];
