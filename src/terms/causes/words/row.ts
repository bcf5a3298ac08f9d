/** The shape of the causes' words, section by section, so that none can be forgotten. */

import type { Words } from "../../refusals/index.ts";
import type { causeSections } from "../catalogue.ts";

export type CauseWords = Words;

type Section = keyof typeof causeSections;
export type SectionWords<S extends Section> = Readonly<Record<keyof (typeof causeSections)[S], CauseWords>>;
