import { catalogue } from "../../words/catalogue.ts";

export const emailWords = catalogue(
	{
		title: "E-mail address",
		about: (email: string) =>
			`You sign in as ${email}, and mail about the service goes there. A new address is confirmed by a link that is sent to it.`,
		address: "New e-mail address",
		password: "Your password",
		passwordHint: "To be sure that it is you.",
		act: "Change e-mail address",
		wrong: "This is not your password.",
		sent: (email: string, until: string) =>
			`A mail went to ${email}. Open its link until ${until}: nothing changes before. If none comes, look whether the address is right, and ask again; only the newest link works.`,
	},
	{
		title: "Adresse e-mail",
		about: (email: string) =>
			`Vous vous connectez en tant que ${email}, et les messages du service y sont envoyés. Une nouvelle adresse est confirmée par un lien qui lui est envoyé.`,
		address: "Nouvelle adresse e-mail",
		password: "Votre mot de passe",
		passwordHint: "Pour être sûr que c’est vous.",
		act: "Changer d’adresse e-mail",
		wrong: "Ce n’est pas votre mot de passe.",
		sent: (email: string, until: string) =>
			`Un message a été envoyé à ${email}. Ouvrez son lien avant le ${until} : rien ne change d’ici là. Si rien n’arrive, vérifiez l’adresse et recommencez ; seul le lien le plus récent fonctionne.`,
	},
);
