import type { Words } from "../../row.ts";
import type { sendingRefusals } from "../../sending.ts";

export const sendingWords = {
	"sender-domain-unverified": {
		title: "Le domaine d’envoi n’est pas authentifié",
		because:
			"{domain} pourra envoyer dès que ses trois enregistrements DNS seront valides. DKIM 1 : {dkim1Record}. DKIM 2 : {dkim2Record}. SPF/Return-Path : {returnPathRecord}.",
		remedy:
			"Ouvrez Domaines, publiez les enregistrements qui ne sont pas valides avec le nom et la valeur indiqués, puis vérifiez-les à nouveau.",
	},
	"sender-domain-mismatch": {
		title: "Le domaine de l’expéditeur n’est pas celui de cet utilisateur SMTP",
		because:
			"Le domaine de l’adresse {field} est {domain}. Cet utilisateur SMTP appartient à {userDomain} et ne peut envoyer que pour ce domaine exact.",
		remedy:
			"Envoyez depuis une adresse @{userDomain}, ou créez un utilisateur SMTP pour {domain} dans Domaines et utilisez-le.",
	},
	"quota-exceeded": {
		title: "Le quota d’envoi est épuisé",
		because:
			"{used} des {limit} destinataires de cette période de facturation sont utilisés. L’envoi reprendra au renouvellement du quota, le {renewsAt}.",
		remedy:
			"Choisissez une offre supérieure dans Tarifs : elle s’applique dès qu’elle y est payée ou, si les offres se demandent, dès que l’opérateur accepte votre demande. Ou renvoyez le message après le {renewsAt}.",
	},
	"too-many-recipients": {
		title: "Trop de destinataires dans un même message",
		because:
			"Un message peut avoir {limit} destinataires. Les {limit} premiers ont été acceptés ; celui-ci venait après et ne l’a pas été.",
		remedy:
			"Envoyez le message aux destinataires restants dans un autre message. Pour une longue liste, envoyez un message par destinataire.",
	},
	"message-too-large": {
		title: "Le message est trop volumineux",
		because:
			"Le message fait {sizeBytes} et la limite est de {limitBytes}. Les pièces jointes comptent une fois codées pour le courrier, soit environ un tiers de plus que le fichier.",
		remedy: "Réduisez les pièces jointes, ou déposez le fichier en ligne et envoyez un lien.",
	},
} as const satisfies Record<keyof typeof sendingRefusals, Words>;
