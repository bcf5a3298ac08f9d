import { catalogue } from "../../words/catalogue.ts";

export const setupWords = catalogue(
	{
		title: "Set up this service",
		about: "You are the first to come here. With this you become its operator.",
		name: "Your name",
		email: "E-mail address",
		password: "Password",
		hint: "At least 12 characters. A sentence that only you would think of works well.",
		act: "Become the operator",
		broken:
			"This link is incomplete, has been used or is too old. “angarium operator setup-link” prints a new one.",
		signIn: "Sign in",
	},
	{
		title: "Mettre en place ce service",
		about: "Vous êtes la première personne ici. Vous en devenez ainsi l’opérateur.",
		name: "Votre nom",
		email: "Adresse e-mail",
		password: "Mot de passe",
		hint: "Au moins 12 caractères. Une phrase à laquelle vous seul penseriez convient bien.",
		act: "Devenir l’opérateur",
		broken:
			"Ce lien est incomplet, a déjà servi ou est trop ancien. « angarium operator setup-link » en affiche un nouveau.",
		signIn: "Se connecter",
	},
);
