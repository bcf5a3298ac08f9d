/** What the frame around all pages says. */

import { catalogue, same } from "../words/catalogue.ts";

export const appWords = catalogue(
	{
		skip: "To the content",
		main: "Main",
		tabs: {
			dashboard: "Dashboard",
			activity: "Activity",
			domains: "Domains",
			pricing: "Pricing",
			try: "Try it",
		},
		menu: {
			open: "Account menu",
			suppressions: "Suppressions",
			webhooks: same("Webhooks"),
			apiKeys: "API keys",
			team: "Team",
			audit: "Audit log",
			settings: "Settings",
			profile: "My profile",
			operator: "Operator area",
			mailbox: "Try mode’s mailbox",
			help: "Help",
			signOut: "Sign out",
			account: "Account",
			allAccounts: "All accounts",
			theme: "Appearance",
			language: "Language",
		},
		settings: {
			account: "Account",
			profile: "My profile",
			team: "Team",
			apiKeys: "API keys",
			webhooks: same("Webhooks"),
			suppressions: "Suppressions",
			audit: "Audit log",
			chooseAccount: "Choose an account first",
			chooseAccountAbout:
				"You are looking at all accounts. This page is about one: choose it in the menu at the top right, or open it under Accounts.",
		},
		operator: {
			label: "Operator area",
			accounts: "Accounts",
			plans: "Plans",
			planRequests: "Plan requests",
			people: "People",
			doctor: "Doctor",
		},
		suspended: (reason: string) =>
			`This account is suspended: its mail is refused. The operator’s reason: ${reason}`,
		closing: (when: string) =>
			`This account is being deleted: its mail is refused, and all its data goes on ${when}.`,
		theme: { system: "As the system", light: "Light", dark: "Dark" },
		operatorScope: "All accounts",
		actingFor: (name: string) => `You act as an administrator of ${name}.`,
		toAllAccounts: "Back to all accounts",
		toDashboard: "Go to the dashboard",
		noAccount: {
			title: "You belong to no account",
			about: "Ask an administrator of your account to invite you, or the operator to make one.",
		},
		notAllowed: {
			title: "Your role does not include this page",
			about: "An administrator of the account can change roles under Team.",
		},
		notOperator: {
			title: "This page is for operators",
			about: "It is about the whole service. Whoever runs it can make you an operator.",
		},
		seePlans: "See plans",
		footer: (version: string) => `Angarium ${version}`,
		fault: {
			title: "This page has failed",
			about: "The fault is ours. What was saved before stays saved.",
			retry: "Load it again",
		},
		newVersion: {
			title: "There is a newer version of these pages",
			about: "The service was updated while this page was open. Load it again to go on.",
		},
	},
	{
		skip: "Aller au contenu",
		main: "Navigation principale",
		tabs: {
			dashboard: "Tableau de bord",
			activity: "Activité",
			domains: "Domaines",
			pricing: "Tarifs",
			try: "Essayer",
		},
		menu: {
			open: "Menu du compte",
			suppressions: "Adresses bloquées",
			webhooks: same("Webhooks"),
			apiKeys: "Clés d’API",
			team: "Équipe",
			audit: "Journal d’audit",
			settings: "Paramètres",
			profile: "Mon profil",
			operator: "Espace opérateur",
			mailbox: "Boîte du mode d’essai",
			help: "Aide",
			signOut: "Se déconnecter",
			account: "Compte",
			allAccounts: "Tous les comptes",
			theme: "Apparence",
			language: "Langue",
		},
		settings: {
			account: "Compte",
			profile: "Mon profil",
			team: "Équipe",
			apiKeys: "Clés d’API",
			webhooks: same("Webhooks"),
			suppressions: "Adresses bloquées",
			audit: "Journal d’audit",
			chooseAccount: "Choisissez d’abord un compte",
			chooseAccountAbout:
				"Vous regardez tous les comptes. Cette page en concerne un seul : choisissez-le dans le menu en haut à droite, ou ouvrez-le sous Comptes.",
		},
		operator: {
			label: "Espace opérateur",
			accounts: "Comptes",
			plans: "Offres",
			planRequests: "Demandes d’offres",
			people: "Personnes",
			doctor: "Diagnostic",
		},
		suspended: (reason) =>
			`Ce compte est suspendu : ses messages sont refusés. Raison donnée par l’opérateur : ${reason}`,
		closing: (when) =>
			`Ce compte est en cours de suppression : ses messages sont refusés, et tout ce qui lui appartient disparaît le ${when}.`,
		theme: { system: "Comme le système", light: "Clair", dark: "Sombre" },
		operatorScope: "Tous les comptes",
		actingFor: (name: string) => `Vous agissez comme administrateur de ${name}.`,
		toAllAccounts: "Revenir à tous les comptes",
		toDashboard: "Aller au tableau de bord",
		noAccount: {
			title: "Vous ne faites partie d’aucun compte",
			about: "Demandez à un administrateur de votre compte de vous inviter, ou à l’opérateur d’en créer un.",
		},
		notAllowed: {
			title: "Votre rôle ne comprend pas cette page",
			about: "Un administrateur du compte peut changer les rôles sous Équipe.",
		},
		notOperator: {
			title: "Cette page est réservée aux opérateurs",
			about: "Elle concerne tout le service. La personne qui le gère peut vous nommer opérateur.",
		},
		seePlans: "Voir les offres",
		footer: (version: string) => `Angarium, version ${version}`,
		fault: {
			title: "Cette page a échoué",
			about: "La faute est nôtre. Ce qui était enregistré le reste.",
			retry: "Recharger",
		},
		newVersion: {
			title: "Il existe une version plus récente de ces pages",
			about: "Le service a été mis à jour pendant que cette page était ouverte. Rechargez-la pour continuer.",
		},
	},
);

/** Languages are named in themselves. */
export const languageNames = { en: "English", fr: "Français" } as const;
