import { catalogue } from "../../words/catalogue.ts";

export const specimenWords = catalogue({ title: "Specimen" }, { title: "Spécimen" });
