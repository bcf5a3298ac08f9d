import { catalogue } from "../../words/catalogue.ts";

export const peopleWords = catalogue(
	{
		title: "People",
		about: "Everybody who can sign in. Each account’s team decides who belongs to it, and in which role.",
		none: "Nobody is found",
		noneAbout: "Search for the whole address, or remove the filter.",
		search: "Whole e-mail address",
		find: "Search",
		onlyOperators: "Only operators",
		who: "Person",
		state: "State",
		operator: "Operator",
		person: "Person",
		suspended: "Cannot sign in",
		lastSignIn: "Last sign-in",
		never: "never",
		twoFactor: "Two-factor",
		on: "on",
		off: "off",
		since: "Since",
		actions: "Change",
		own: "This is you.",
		acts: {
			promote: {
				act: "Make an operator",
				ask: (name: string) => `Make ${name} an operator?`,
				about: "An operator sees and changes everything in all accounts and in the service, at once.",
			},
			demote: {
				act: "Take operator rights away",
				ask: (name: string) => `Take operator rights from ${name}?`,
				about:
					"The person keeps what teams of accounts have given, and loses all else at once. The last operator stays one.",
			},
			suspend: {
				act: "Suspend",
				ask: (name: string) => `Suspend ${name}?`,
				about:
					"All sessions end at once, and the person cannot sign in until you resume them. API keys and SMTP users keep working.",
			},
			resume: {
				act: "Resume",
				ask: (name: string) => `Let ${name} sign in again?`,
				about: "The person can sign in as before, with the same password.",
			},
			endSessions: {
				act: "End all sessions",
				ask: (name: string) => `End all sessions of ${name}?`,
				about: "The person is signed out everywhere at once, and can sign in again.",
			},
			remove: {
				act: "Delete",
				ask: (name: string) => `Delete ${name}?`,
				about:
					"Sessions and memberships go for good. What the person did stays in the audit log, and what they made goes on working.",
			},
		},
		invite: {
			act: "Invite an operator",
			about:
				"An operator sees and changes everything. Members of an account are invited by its team instead.",
			email: "E-mail address",
			language: "Language of the mail",
			send: "Send the invitation",
			sent: (email: string) => `The invitation is on its way to ${email}`,
		},
	},
	{
		title: "Personnes",
		about:
			"Tous ceux qui peuvent se connecter. Dans quels comptes, et avec quel rôle, se décide dans l’équipe de chaque compte.",
		none: "Personne n’a été trouvé",
		noneAbout: "Cherchez l’adresse entière, ou retirez le filtre.",
		search: "Adresse e-mail entière",
		find: "Rechercher",
		onlyOperators: "Seulement les opérateurs",
		who: "Personne",
		state: "État",
		operator: "Opérateur",
		person: "Utilisateur",
		suspended: "Ne peut pas se connecter",
		lastSignIn: "Dernière connexion",
		never: "jamais",
		twoFactor: "Double authentification",
		on: "activée",
		off: "désactivée",
		since: "Depuis",
		actions: "Modifier",
		own: "C’est vous.",
		acts: {
			promote: {
				act: "Nommer opérateur",
				ask: (name: string) => `Nommer ${name} opérateur ?`,
				about: "Un opérateur voit et modifie tout, dans tous les comptes et dans le service, aussitôt.",
			},
			demote: {
				act: "Retirer les droits d’opérateur",
				ask: (name: string) => `Retirer les droits d’opérateur à ${name} ?`,
				about:
					"La personne garde ce que les équipes des comptes lui ont donné, et perd le reste aussitôt. Le dernier opérateur le reste.",
			},
			suspend: {
				act: "Suspendre",
				ask: (name: string) => `Suspendre ${name} ?`,
				about:
					"Toutes les sessions se terminent aussitôt, et la personne ne peut plus se connecter jusqu’à son rétablissement. Les clés d’API et les utilisateurs SMTP continuent de fonctionner.",
			},
			resume: {
				act: "Rétablir",
				ask: (name: string) => `Laisser ${name} se connecter de nouveau ?`,
				about: "La personne peut se connecter comme avant, avec le même mot de passe.",
			},
			endSessions: {
				act: "Terminer toutes les sessions",
				ask: (name: string) => `Terminer toutes les sessions de ${name} ?`,
				about: "La personne est déconnectée partout aussitôt, et peut se reconnecter.",
			},
			remove: {
				act: "Supprimer",
				ask: (name: string) => `Supprimer ${name} ?`,
				about:
					"Sessions et appartenances disparaissent définitivement. Ce que la personne a fait reste dans le journal d’audit, et ce qu’elle a créé continue de fonctionner.",
			},
		},
		invite: {
			act: "Inviter un opérateur",
			about: "Un opérateur voit et modifie tout. Les membres d’un compte sont plutôt invités par son équipe.",
			email: "Adresse e-mail",
			language: "Langue du message",
			send: "Envoyer l’invitation",
			sent: (email: string) => `L’invitation est en route vers ${email}`,
		},
	},
);
