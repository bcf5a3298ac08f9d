import { catalogue } from "../../words/catalogue.ts";

export const newAddressWords = catalogue(
	{
		title: "Confirm your new e-mail address",
		about: (before: string, after: string) =>
			`Whoever signs in as ${before} now will sign in as ${after} from then on.`,
		warning: "If you did not ask for this, close this page: nothing changes.",
		act: "Change the address",
		done: (after: string) =>
			`The address is changed: sign in as ${after} from now on. All other sessions are signed out, and the old address is told.`,
		signIn: "Sign in",
		goOn: "Go to my profile",
		broken:
			"This link is incomplete, has been used, is too old, or a newer one has taken its place. Ask for a new one under My profile.",
	},
	{
		title: "Confirmer votre nouvelle adresse e-mail",
		about: (before: string, after: string) =>
			`La personne qui se connecte aujourd’hui en tant que ${before} se connectera désormais en tant que ${after}.`,
		warning: "Si vous n’avez rien demandé, fermez cette page : rien ne changera.",
		act: "Changer l’adresse",
		done: (after: string) =>
			`L’adresse est changée : connectez-vous désormais en tant que ${after}. Toutes les autres sessions sont déconnectées, et l’ancienne adresse est prévenue.`,
		signIn: "Se connecter",
		goOn: "Aller à mon profil",
		broken:
			"Ce lien est incomplet, a déjà servi, est trop ancien, ou un plus récent l’a remplacé. Demandez-en un nouveau dans Mon profil.",
	},
);
