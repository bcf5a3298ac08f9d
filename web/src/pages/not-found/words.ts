import { catalogue } from "../../words/catalogue.ts";

export const notFoundWords = catalogue(
	{
		title: "There is nothing here",
		about: "The address may be old, or what was here is not yours to see.",
		home: "To the start page",
	},
	{
		title: "Il n’y a rien ici",
		about: "L’adresse est peut-être ancienne, ou ce qui s’y trouvait ne vous est pas accessible.",
		home: "Aller à la page d’accueil",
	},
);
