import { catalogue } from "../words/catalogue.ts";

export const mailWords = catalogue(
	{
		why: (whom: string) => `Why: ${whom}`,
		remedy: "What to do",
		readMore: "Read more",
		copy: "Copy for support",
		details: "reason, reply, message id and time",
	},
	{
		why: (whom) => `Pourquoi : ${whom}`,
		remedy: "Que faire",
		readMore: "En savoir plus",
		copy: "Copier pour l’assistance",
		details: "raison, réponse, identifiant du message et heure",
	},
);
