import { catalogue } from "../../words/catalogue.ts";

export const invitationWords = catalogue(
	{
		title: "Invitation",
		about: (account: string, role: string) => `You are invited to join the account ${account} as ${role}.`,
		roles: {
			administrator: "an administrator",
			member: "a member",
			viewer: "a viewer",
		},
		aboutService: "You are invited to run this service, with all its accounts.",
		forWhom: (email: string) => `It is for ${email}.`,
		name: "Your name",
		password: "Password",
		hint: "At least 12 characters. A sentence that only you would think of works well.",
		act: "Accept the invitation",
		signInFirst: "You have an access with this address already. Sign in, then accept.",
		signIn: "Sign in",
		otherPerson: (email: string) => `You are signed in as ${email}. Sign out, then open the link again.`,
		broken:
			"This invitation is incomplete, has been used or withdrawn, or is too old. Ask whoever invited you for a new one.",
	},
	{
		title: "Votre invitation",
		about: (account: string, role: string) =>
			`Vous êtes invité à rejoindre le compte ${account} en tant que ${role}.`,
		roles: { administrator: "administrateur", member: "membre", viewer: "lecteur" },
		aboutService: "Vous êtes invité à gérer ce service, avec tous ses comptes.",
		forWhom: (email: string) => `Elle est destinée à ${email}.`,
		name: "Votre nom",
		password: "Mot de passe",
		hint: "Au moins 12 caractères. Une phrase à laquelle vous seul penseriez convient bien.",
		act: "Accepter l’invitation",
		signInFirst: "Vous avez déjà un accès avec cette adresse. Connectez-vous, puis acceptez.",
		signIn: "Se connecter",
		otherPerson: (email: string) =>
			`Vous êtes connecté en tant que ${email}. Déconnectez-vous, puis rouvrez le lien.`,
		broken:
			"Cette invitation est incomplète, a déjà servi, a été retirée ou est trop ancienne. Demandez-en une nouvelle à la personne qui vous a invité.",
	},
);
