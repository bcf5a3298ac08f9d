import type { SectionWords } from "../row.ts";

export const service: SectionWords<"service"> = {
	greylisted: {
		title: "Le serveur du destinataire demande de réessayer plus tard (liste grise)",
		because:
			"Il fait attendre les expéditeurs qu’il voit pour la première fois ; ceux qui envoient du spam reviennent rarement.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"rate-limited": {
		title: "Le serveur du destinataire n’accepte plus rien de nous pour l’instant",
		because: "Il en est venu plus, en peu de temps, qu’il ne le permet.",
		remedy: "Rien à faire : le prochain essai se fait tout seul, plus lentement.",
	},
	"too-many-connections": {
		title: "Le serveur du destinataire a trop de connexions ouvertes",
		because: "Il n’en prend qu’un certain nombre à la fois, de nous ou de tous.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"too-many-recipients-there": {
		title: "Le serveur du destinataire prend moins de destinataires à la fois",
		because: "Le message lui a été proposé pour plus de destinataires qu’il ne le permet.",
		remedy: "Rien à faire : les autres suivent dans d’autres essais.",
	},
	"temporarily-unavailable": {
		title: "Le serveur du destinataire ne prend pas de courrier en ce moment",
		because: "Il est occupé, en maintenance ou en cours d’arrêt, et le dit lui-même.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"system-fault-there": {
		title: "Le serveur du destinataire a une panne de son côté",
		because: "Quelque chose derrière lui ne marche pas : disque, annuaire ou configuration.",
		remedy: "Rien à faire pour l’instant. Si cela dure, prévenez autrement l’administrateur du destinataire.",
	},
	"tls-required-by-them": {
		title: "Le serveur du destinataire exige un chiffrement qui n’a pas abouti",
		because:
			"Il ne prend le courrier que par TLS, ou avec un certificat ou une version que la connexion n’avait pas.",
		remedy: "Prévenez l’opérateur : TLS échoue avec ce serveur.",
	},
	"host-unreachable": {
		title: "Le serveur du destinataire est injoignable",
		because: "Aucune connexion n’a abouti vers les serveurs du domaine.",
		remedy: "Rien à faire pour l’instant : d’autres essais se font tout seuls.",
	},
	"connection-lost": {
		title: "La connexion au serveur du destinataire a été perdue",
		because: "Elle a pris fin avant que le serveur n’ait répondu.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"dns-trouble": {
		title: "Le DNS ne répond pas pour le domaine du destinataire",
		because: "Ses serveurs de noms n’ont rien répondu, ou une erreur ; on ne sait pas si le domaine existe.",
		remedy: "Rien à faire pour l’instant : d’autres essais se font tout seuls.",
	},
	"protocol-trouble": {
		title: "Le serveur du destinataire et le nôtre n’ont pas pu s’entendre",
		because: "Il n’a pas accepté une commande, ou a donné une réponse que SMTP ne connaît pas.",
		remedy: "Rien à faire pour l’instant. Si cela dure, montrez l’essai à l’opérateur.",
	},
	timeout: {
		title: "Le serveur du destinataire n’a pas répondu à temps",
		because: "La connexion était là, et rien n’y est venu pendant trop longtemps.",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	expired: {
		title: "Le message a attendu trop longtemps et a été abandonné",
		because: "Chaque essai a échoué pour l’instant, jusqu’à la fin du temps prévu.",
		remedy: "Regardez la dernière réponse ; renvoyez quand le serveur du destinataire fonctionne.",
	},
	interrupted: {
		title: "Un essai a été interrompu à l’arrêt de ce service",
		because: "Son issue n’est pas connue.",
		remedy: "Rien à faire : il est repris.",
	},
	unknown: {
		title: "Le serveur du destinataire a refusé sans raison connue de nous",
		because: "Ni son code ni ses mots ne disent ce qui était visé.",
		remedy:
			"Lisez la réponse ; elle en dit peut-être plus. L’administrateur du destinataire peut l’expliquer.",
	},
};
