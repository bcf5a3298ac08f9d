import { catalogue } from "../../words/catalogue.ts";

export const resetPasswordWords = catalogue(
	{
		title: "Choose a new password",
		password: "New password",
		hint: "At least 12 characters. A sentence that only you would think of works well.",
		act: "Change the password",
		done: "Your password is changed, and all your sessions are signed out.",
		signIn: "Sign in",
		broken: "This link is incomplete, has been used or is too old. Ask for a new one.",
		again: "Ask for a new link",
	},
	{
		title: "Choisir un nouveau mot de passe",
		password: "Nouveau mot de passe",
		hint: "Au moins 12 caractères. Une phrase à laquelle vous seul penseriez convient bien.",
		act: "Changer le mot de passe",
		done: "Votre mot de passe est changé, et toutes vos sessions sont déconnectées.",
		signIn: "Se connecter",
		broken: "Ce lien est incomplet, a déjà servi ou est trop ancien. Demandez-en un nouveau.",
		again: "Demander un nouveau lien",
	},
);
