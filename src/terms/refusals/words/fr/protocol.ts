/** No facts here: which ones there are depends on the variant of the fault; the reply names them. */

import type { Fault } from "../../../../rfc/smtp/faults.ts";
import type { Words } from "../../row.ts";

export const protocolWords = {
	"command-unknown": {
		title: "La commande est inconnue",
		because: "Le programme a envoyé une commande qui ne fait pas partie de SMTP.",
		remedy: "Vérifiez que le programme parle SMTP à ce port, et non HTTP par exemple.",
	},
	"command-not-implemented": {
		title: "La commande n’est pas proposée",
		because: "Le programme a envoyé une commande que SMTP connaît et que ce service ne propose pas.",
		remedy:
			"Utilisez les commandes que la réponse à EHLO annonce. L’envoi de courrier n’en demande pas d’autres.",
	},
	"command-syntax": {
		title: "La commande est mal formée",
		because:
			"Le programme a envoyé une commande avec des arguments ou des paramètres qui ne sont pas valables ici.",
		remedy:
			"La réponse indique l’endroit : corrigez le réglage, ou mettez à jour la bibliothèque de courrier du programme.",
	},
	"command-out-of-sequence": {
		title: "La commande est venue au mauvais moment",
		because: "Le programme a envoyé ses commandes dans un ordre que SMTP n’admet pas.",
		remedy:
			"Mettez à jour la bibliothèque de courrier du programme. L’ordre est EHLO, STARTTLS, EHLO, AUTH, MAIL, RCPT, DATA.",
	},
	"line-too-long": {
		title: "La ligne de commande est trop longue",
		because: "Le programme a envoyé une commande plus longue que SMTP ne l’admet.",
		remedy:
			"Cherchez une adresse ou un mot de passe beaucoup trop long, ou du contenu envoyé à la place d’une commande.",
	},
	"no-valid-recipients": {
		title: "Aucun destinataire n’a été accepté",
		because: "Le programme a voulu envoyer le contenu alors que chaque destinataire avait été refusé.",
		remedy: "Regardez les refus des destinataires : chacun a son motif, visible dans Activité.",
	},
	"too-many-errors": {
		title: "Trop d’erreurs dans une même connexion",
		because: "La connexion a été fermée parce que presque tout ce que le programme envoyait était refusé.",
		remedy: "Regardez les premiers refus de la connexion dans Activité, et corrigez leur cause.",
	},
	"talks-too-soon": {
		title: "Le programme parle avant son tour",
		because:
			"Le programme a envoyé des commandes avant l’accueil, ou en même temps que STARTTLS. Quelqu’un sur le trajet aurait pu les y glisser.",
		remedy:
			"Mettez à jour la bibliothèque de courrier du programme, et cherchez un relais ou un antivirus entre lui et ce service.",
	},
	"idle-timeout": {
		title: "La connexion est restée inactive trop longtemps",
		because:
			"Rien n’est arrivé pendant un moment, ou le contenu arrivait trop lentement, et la connexion a été fermée.",
		remedy:
			"Réglez le programme pour qu’il se connecte quand il a quelque chose à envoyer, et examinez le réseau si le contenu est lent.",
	},
} as const satisfies Record<Fault, Words>;
