import type { SectionWords } from "../row.ts";

export const recipient: SectionWords<"recipient"> = {
	"recipient-unknown": {
		title: "Le serveur du destinataire ne connaît pas cette adresse",
		because: "Il dit qu’une telle boîte n’existe pas, ni maintenant ni plus tard.",
		remedy: "Vérifiez l’adresse auprès du destinataire et retirez-la de vos listes.",
	},
	"recipient-disabled": {
		title: "Le compte du destinataire est désactivé",
		because: "La boîte a existé ; elle est fermée, suspendue ou inutilisée depuis longtemps.",
		remedy: "Joignez le destinataire autrement ; l’adresse ne reçoit plus de courrier.",
	},
	"recipient-moved": {
		title: "Le destinataire a changé d’adresse",
		because: "Le serveur sait que la boîte est ailleurs et ne fait pas suivre.",
		remedy: "Utilisez la nouvelle adresse ; la réponse la donne peut-être.",
	},
	"recipient-address-malformed": {
		title: "Le serveur du destinataire ne peut pas lire cette adresse",
		because: "Pour ce serveur, elle n’est pas écrite comme une adresse doit l’être.",
		remedy: "Cherchez une espace, une partie manquante ou un caractère inhabituel dans l’adresse.",
	},
	"recipient-too-busy": {
		title: "Le destinataire reçoit plus de courrier que son serveur ne le permet",
		because: "La limite compte le courrier de tous vers cette boîte, pas seulement le vôtre.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"mailbox-full": {
		title: "La boîte du destinataire est pleine",
		because: "Il n’y reste plus de place pour ce message.",
		remedy: "Attendez, ou prévenez le destinataire autrement.",
	},
	"sender-blocked-by-recipient": {
		title: "Le destinataire ne prend pas le courrier de cet expéditeur",
		because:
			"Le destinataire, ou une règle de sa boîte, n’admet que certains expéditeurs ou écarte celui-ci.",
		remedy: "Demandez au destinataire, par un autre moyen, d’autoriser votre adresse.",
	},
	"domain-not-found": {
		title: "Le domaine du destinataire n’existe pas ou n’a pas de serveur de courrier",
		because: "Aucun serveur ne se trouve pour la partie après le @.",
		remedy: "Cherchez une faute de frappe après le @.",
	},
	"null-mx": {
		title: "Le domaine du destinataire déclare ne pas recevoir de courrier",
		because: "Son enregistrement MX le dit (RFC 7505).",
		remedy: "Demandez une autre adresse au destinataire.",
	},
	"not-accepting-mail": {
		title: "Le serveur de ce domaine ne prend pas de courrier",
		because: "Il répond, et dit qu’il n’en reçoit jamais.",
		remedy:
			"Demandez une autre adresse au destinataire ; le propriétaire du domaine peut corriger ses enregistrements MX.",
	},
	"their-domain-suspended": {
		title: "Le service de courrier du destinataire est suspendu ou dépasse ses propres limites",
		because: "Cela touche tout le domaine, ou son compte chez son fournisseur, pas cette seule boîte.",
		remedy: "Prévenez le destinataire autrement ; seul l’administrateur du domaine peut y remédier.",
	},
	"relay-denied-there": {
		title: "Le serveur où l’on nous a menés ne prend pas de courrier pour ce domaine",
		because: "Les enregistrements MX du domaine nomment un serveur qui ne s’en occupe pas.",
		remedy:
			"Vérifiez la partie après le @ ; si elle est juste, son propriétaire doit corriger ses enregistrements MX.",
	},
};
