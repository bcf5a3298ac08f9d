/** The reader: in which language and time zone they read. Handed down, so that ui/ need not know who signed in. */

import { createContext, use } from "react";
import type { Catalogue, Language, Words } from "./catalogue.ts";

export interface Reader {
	readonly language: Language;
	/** IANA name, such as "Europe/Zurich". */
	readonly timeZone: string;
}

export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const ReaderContext = createContext<Reader>({ language: "en", timeZone: "UTC" });

export const useReader = (): Reader => use(ReaderContext);

/** The words of a catalogue in the reader's language: `const words = useWords(pageWords)`. */
export const useWords = <W extends Words>(catalogue: Catalogue<W>): Catalogue<W>[Language] =>
	catalogue[useReader().language];

/** BCP 47 tags under which dates and numbers are written. */
export const localeOf = (language: Language): string => (language === "fr" ? "fr-FR" : "en-GB");
