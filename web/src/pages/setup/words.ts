import { catalogue } from "../../words/catalogue.ts";

export const setupWords = catalogue(
	{
		title: "Set up this service",
		about: "You are the first to come here. What you type makes you its operator.",
		name: "Your name",
		email: "E-mail address",
		password: "Password",
		hint: "At least 12 characters. A sentence that only you would think of is good.",
		act: "Become the operator",
		broken: "This link is not complete, or it has been used. “angarium setup” prints a new one.",
	},
	{
		title: "Mettre ce service en place",
		about: "Vous êtes la première personne ici. Ce que vous saisissez fait de vous son opérateur.",
		name: "Votre nom",
		email: "Adresse e-mail",
		password: "Mot de passe",
		hint: "Au moins 12 caractères. Une phrase à laquelle vous seul penseriez convient bien.",
		act: "Devenir l’opérateur",
		broken: "Ce lien est incomplet ou a déjà servi. « angarium setup » en affiche un nouveau.",
	},
);
