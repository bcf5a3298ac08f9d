import type { messageRefusals } from "../../message.ts";
import type { Words } from "../../row.ts";

export const messageWords = {
	"from-missing": {
		title: "Le message n’a pas de champ From utilisable",
		because:
			"Le champ From ne peut pas être utilisé : {problem}. Sans auteur, les serveurs de réception refusent le message.",
		remedy:
			"Réglez le programme pour que From contienne une adresse de votre domaine, par exemple Boutique <bonjour@votre-domaine>.",
	},
	"from-multiple": {
		title: "Un champ qui doit être unique apparaît plusieurs fois",
		because:
			"L’en-tête contient ce champ plus d’une fois : {field}. Les programmes de courrier n’affichent pas tous le même, et les faussaires en profitent.",
		remedy:
			"Réglez le programme pour qu’il n’écrive ce champ qu’une fois. Avec plusieurs auteurs dans From, désignez l’un d’eux dans Sender.",
	},
	"header-too-large": {
		title: "L’en-tête est trop volumineux",
		because: "L’en-tête dépasse {limitBytes}, ou compte plus de {limitFields} champs.",
		remedy: "Cherchez un champ qui grandit, comme References ou une longue liste To, et raccourcissez-le.",
	},
	"line-ending-invalid": {
		title: "Le message contient une fin de ligne que le courrier n’admet pas",
		because:
			"Il y a un {octet} hors d’une fin de ligne CRLF. De tels messages sont lus différemment selon les serveurs, ce qui sert à introduire de faux messages.",
		remedy:
			"Réglez le programme pour qu’il termine chaque ligne par CRLF (retour chariot et saut de ligne). Les bibliothèques de courrier le font d’elles-mêmes.",
	},
	"nul-byte": {
		title: "Le message contient un octet nul",
		because:
			"Le courrier ne peut pas contenir l’octet zéro, et d’autres serveurs coupent le message à cet endroit.",
		remedy:
			"Codez le contenu binaire en base64. Les bibliothèques de courrier le font d’elles-mêmes pour les pièces jointes.",
	},
	"structure-too-deep": {
		title: "Le message est trop imbriqué, ou sa structure est trop grande",
		because:
			"La structure MIME dépasse {limitLevels} niveaux d’imbrication ou {limitParts} parties, ou les en-têtes de ses parties sont trop longs pour qu’elle puisse être examinée.",
		remedy:
			"Transférez moins de messages dans un message, envoyez les parties en plusieurs messages, ou donnez aux pièces jointes des noms plus courts.",
	},
	"message-looping": {
		title: "Le message tourne en boucle",
		because: "Le message a {count} {trace}, et la limite est de {limit} : il revient sans cesse.",
		remedy: "Cherchez dans les champs Received le transfert qui ramène ici, et supprimez-le.",
	},
	"malware-found": {
		title: "Le message contient un logiciel malveillant",
		because: "L’antivirus a trouvé {finding}.",
		remedy: "N’envoyez pas ce fichier. Faites analyser l’ordinateur d’où il vient.",
	},
} as const satisfies Record<keyof typeof messageRefusals, Words>;
