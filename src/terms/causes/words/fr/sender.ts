import type { SectionWords } from "../row.ts";

export const sender: SectionWords<"sender"> = {
	"sender-refused": {
		title: "Le serveur du destinataire n’accepte pas cet expéditeur",
		because: "Il refuse l’adresse ou le domaine de l’expéditeur, ou ne peut pas les vérifier.",
		remedy:
			"Vérifiez que l’adresse de l’expéditeur existe et reçoit du courrier, et de qui vient le message.",
	},
	"sender-domain-unresolvable": {
		title: "Le serveur du destinataire ne trouve pas le domaine de l’expéditeur",
		because: "Il n’a pu lire dans le DNS ni enregistrement MX ni adresse pour ce domaine.",
		remedy:
			"Vérifiez les enregistrements DNS du domaine ; après un changement, attendez qu’ils soient connus partout.",
	},
	"authentication-failed": {
		title: "Le serveur du destinataire n’a pas pu authentifier l’expéditeur",
		because: "Ni SPF ni DKIM n’ont confirmé le domaine dont le message dit venir.",
		remedy: "Vérifiez les enregistrements sous Domaines, et n’envoyez que depuis ce domaine.",
	},
	"spf-failed": {
		title: "Le message a échoué au contrôle SPF",
		because: "L’enregistrement SPF du domaine n’autorise pas l’adresse d’où nous envoyons.",
		remedy:
			"Vérifiez l’enregistrement du chemin de retour sous Domaines, et ôtez les enregistrements SPF contraires.",
	},
	"dkim-failed": {
		title: "Le message a échoué au contrôle DKIM",
		because: "La signature manque, ne va pas avec la clé publiée, ou le message a été modifié.",
		remedy: "Vérifiez les deux enregistrements DKIM sous Domaines.",
	},
	"dmarc-failed": {
		title: "Le message a échoué à la politique DMARC du domaine de l’expéditeur",
		because: "Le domaine du champ From demande de refuser ce que ni SPF ni DKIM n’alignent avec lui.",
		remedy: "Envoyez depuis le domaine authentifié ici, et vérifiez ses enregistrements sous Domaines.",
	},
	"blocked-by-reputation": {
		title: "Le serveur du destinataire refuse l’expéditeur pour sa réputation",
		because:
			"Des envois passés de ce domaine ou de ce contenu ont valu des plaintes ou visaient des adresses inexistantes.",
		remedy:
			"N’écrivez qu’à qui l’a demandé, ôtez les adresses mortes de vos listes et envoyez moins pendant quelques jours.",
	},
	"our-address-blocked": {
		title: "Le serveur du destinataire bloque notre adresse d’envoi",
		because: "L’adresse IP d’où part le message est sur une liste noire, ou y est refusée.",
		remedy: "Prévenez l’opérateur : il faut faire retirer l’adresse de la liste que nomme la réponse.",
	},
	"reverse-dns-missing": {
		title: "Le serveur du destinataire veut un DNS inverse pour notre adresse",
		because: "L’adresse IP d’où nous envoyons n’a pas d’enregistrement PTR, ou le sien ne ramène pas à elle.",
		remedy: "Prévenez l’opérateur : l’enregistrement PTR et le nom d’hôte doivent se correspondre.",
	},
	"helo-refused": {
		title: "Le serveur du destinataire n’accepte pas le nom par lequel nous saluons",
		because: "Le nom d’hôte donné dans EHLO ne se trouve pas dans le DNS, ou lui paraît faux.",
		remedy: "Prévenez l’opérateur : le nom d’hôte configuré doit mener à l’adresse d’envoi.",
	},
	"login-needed-there": {
		title: "Le serveur demande une connexion authentifiée que nous n’avons pas",
		because: "Il est là pour ses propres utilisateurs, ou son connecteur ne nous connaît pas.",
		remedy: "Prévenez l’opérateur : la route ou les identifiants du serveur suivant sont faux.",
	},
};
