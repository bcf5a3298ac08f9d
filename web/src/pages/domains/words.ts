/** What all pages of domains say. */

import { catalogue, same } from "../../words/catalogue.ts";

export const domainWords = catalogue(
	{
		domains: "Domains",
		standing: {
			verified: "Can send",
			vouched: "Can send",
			breaking: "Sends for now",
			waiting: "Cannot send yet",
			new: "Not checked yet",
			stopped: "Stopped",
		},
		purpose: {
			"dkim-1": same("DKIM 1"),
			"dkim-2": same("DKIM 2"),
			"return-path": same("SPF/Return-Path"),
			"dkim-1-ed25519": "DKIM 1, Ed25519",
			"dkim-2-ed25519": "DKIM 2, Ed25519",
		},
		parts: {
			label: "Parts of this domain",
			records: "DNS records",
			"smtp-users": "SMTP users",
			connect: "Connect a program",
			keys: "Keys",
		},
		gone: "There is no such domain",
		goneAbout: "It was removed, or it belongs to another account.",
		backToDomains: "All domains",
	},
	{
		domains: "Domaines",
		standing: {
			verified: "Peut envoyer",
			vouched: "Peut envoyer",
			breaking: "Envoie encore",
			waiting: "Ne peut pas encore envoyer",
			new: "Pas encore vérifié",
			stopped: "Arrêté",
		},
		purpose: {
			"dkim-1": same("DKIM 1"),
			"dkim-2": same("DKIM 2"),
			"return-path": same("SPF/Return-Path"),
			"dkim-1-ed25519": "DKIM 1 en Ed25519",
			"dkim-2-ed25519": "DKIM 2 en Ed25519",
		},
		parts: {
			label: "Parties de ce domaine",
			records: "Enregistrements DNS",
			"smtp-users": "Utilisateurs SMTP",
			connect: "Connecter un programme",
			keys: "Clés",
		},
		gone: "Ce domaine n’existe pas",
		goneAbout: "Il a été supprimé, ou appartient à un autre compte.",
		backToDomains: "Tous les domaines",
	},
);
