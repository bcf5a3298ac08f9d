import type { addressRefusals } from "../../addresses.ts";
import type { Words } from "../../row.ts";

export const addressWords = {
	"sender-address-invalid": {
		title: "L’adresse de l’expéditeur est mal formée",
		because:
			"« {address} » ne peut pas être une adresse de courrier ({problem}) : les avis de non-remise ne pourraient pas y revenir.",
		remedy:
			"Corrigez l’adresse de l’expéditeur dans les réglages du programme qui envoie, par exemple nom@votre-domaine.",
	},
	"recipient-address-invalid": {
		title: "L’adresse du destinataire est mal formée",
		because:
			"« {address} » ne peut pas être une adresse de courrier ({problem}) : personne ne pourrait y recevoir.",
		remedy:
			"Corrigez l’adresse là où elle est enregistrée. Cherchez une espace, un @ manquant, deux adresses dans un même champ.",
	},
	"recipient-domain-not-found": {
		title: "Le domaine du destinataire n’existe pas",
		because: "Le DNS ne connaît ni serveur de courrier ni adresse pour {domain}.",
		remedy: "Vérifiez s’il y a une faute de frappe après le @, et demandez au destinataire sa bonne adresse.",
		where: { suggestion: "Vouliez-vous écrire {suggestion} ?" },
	},
	"recipient-domain-takes-no-mail": {
		title: "Le domaine du destinataire ne reçoit pas de courrier",
		because: "{domain} déclare dans le DNS qu’il ne reçoit aucun courrier (enregistrement MX nul).",
		remedy:
			"Utilisez une adresse d’un autre domaine. Si ce domaine est le vôtre, remplacez le MX nul par celui de votre serveur de courrier.",
	},
	"recipient-does-not-exist": {
		title: "Le destinataire n’existe pas",
		because:
			"{reporter} a indiqué le {suppressedAt} que le destinataire {address} n’existe pas. Écrire à des adresses inexistantes nuit à la réputation de votre domaine : l’envoi n’est plus tenté.",
		remedy:
			"Retirez l’adresse de votre liste. Si elle existe de nouveau, retirez-la de la liste de suppression et renvoyez le message.",
	},
	"recipient-suppressed": {
		title: "Le destinataire est sur la liste de suppression",
		because: "Le courrier pour {address} est arrêté depuis le {suppressedAt}, après {origin}.",
		remedy:
			"Retirez l’adresse de votre liste. Si le destinataire veut à nouveau votre courrier, retirez-la de la liste de suppression.",
	},
	"address-needs-smtputf8": {
		title: "L’adresse n’est pas en ASCII et le client ne l’a pas annoncé",
		because:
			"{address} contient des lettres hors de l’ASCII. Un client qui envoie une telle adresse doit demander SMTPUTF8 dans MAIL, pour que chaque serveur du trajet le sache.",
		remedy:
			"Activez SMTPUTF8 dans la bibliothèque de courrier, ou utilisez l’adresse ASCII du destinataire s’il en a une.",
	},
} as const satisfies Record<keyof typeof addressRefusals, Words>;
