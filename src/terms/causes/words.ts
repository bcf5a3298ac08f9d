/** Causes in plain words, for the people whose mail waits or came back. */

import type { Language } from "../refusals/index.ts";
import type { CauseId } from "./catalogue.ts";

export interface CauseWords {
	readonly title: string;
	readonly remedy: string;
}

const en: Readonly<Record<CauseId, CauseWords>> = {
	"recipient-unknown": {
		title: "The recipient's server does not know this address",
		remedy: "Check the address with the recipient, and take it off your lists.",
	},
	"recipient-disabled": {
		title: "The recipient's account is disabled",
		remedy: "Reach the recipient another way; the address takes no mail now.",
	},
	"domain-not-found": {
		title: "The recipient's domain does not exist, or has no mail server",
		remedy: "Look for a slip in the part behind the @.",
	},
	"null-mx": {
		title: "The recipient's domain declares that it takes no mail",
		remedy: "Ask the recipient for another address.",
	},
	"mailbox-full": {
		title: "The recipient's mailbox is full",
		remedy: "Wait, or tell the recipient another way that the mailbox is full.",
	},
	greylisted: {
		title: "The recipient's server asks us to try again later (greylisting)",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"rate-limited": {
		title: "The recipient's server takes no more from us for now",
		remedy: "Nothing to do: the next attempt is made by itself, more slowly.",
	},
	"our-address-blocked": {
		title: "The recipient's server blocks our sending address",
		remedy: "Tell the operator: the address has to be taken off a block list.",
	},
	"content-refused": {
		title: "The recipient's server refused the content",
		remedy: "Look at links, attachments and wording; the reply may say what was meant.",
	},
	"sender-refused": {
		title: "The recipient's server does not accept this sender",
		remedy: "Check the domain's SPF, DKIM and DMARC records, and who the message is from.",
	},
	"message-too-big": {
		title: "The message is too large for the recipient's server",
		remedy: "Send a link instead of a large attachment.",
	},
	"tls-required-by-them": {
		title: "The recipient's server demands encryption that did not come about",
		remedy: "Tell the operator: TLS to this server fails.",
	},
	"relay-denied-there": {
		title: "The server we were led to does not take mail for this domain",
		remedy: "The domain's MX records point to a wrong server; its owner has to correct them.",
	},
	"host-unreachable": {
		title: "The recipient's server cannot be reached",
		remedy: "Nothing to do yet: further attempts are made by themselves.",
	},
	"connection-lost": {
		title: "The connection to the recipient's server was lost",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	"dns-trouble": {
		title: "The DNS does not answer for the recipient's domain",
		remedy: "Nothing to do yet: further attempts are made by themselves.",
	},
	"protocol-trouble": {
		title: "The recipient's server and ours could not agree how to talk",
		remedy: "Nothing to do yet: further attempts are made by themselves.",
	},
	timeout: {
		title: "The recipient's server did not answer in time",
		remedy: "Nothing to do: the next attempt is made by itself.",
	},
	loop: {
		title: "The message would go round in a loop",
		remedy: "The recipient's domain points back here; its owner has to correct it.",
	},
	"no-8bit-support": {
		title: "The recipient's server cannot take 8-bit content",
		remedy: "Let the program encode the message as quoted-printable or base64.",
	},
	"no-utf8-support": {
		title: "The recipient's server cannot take addresses that are not ASCII",
		remedy: "Use an address in ASCII for this recipient.",
	},
	expired: {
		title: "The message waited too long and was given up",
		remedy: "Look at the last reply; send again when the recipient's server works.",
	},
	interrupted: {
		title: "An attempt was interrupted when this service stopped",
		remedy: "Nothing to do: it is tried again.",
	},
	unknown: {
		title: "The recipient's server said no without a reason that we know",
		remedy: "Read the reply; it may tell more.",
	},
};

const fr: Readonly<Record<CauseId, CauseWords>> = {
	"recipient-unknown": {
		title: "Le serveur du destinataire ne connaît pas cette adresse",
		remedy: "Vérifiez l’adresse auprès du destinataire et retirez-la de vos listes.",
	},
	"recipient-disabled": {
		title: "Le compte du destinataire est désactivé",
		remedy: "Joignez le destinataire autrement ; l’adresse ne reçoit plus de courrier.",
	},
	"domain-not-found": {
		title: "Le domaine du destinataire n’existe pas ou n’a pas de serveur de courrier",
		remedy: "Cherchez une faute de frappe après le @.",
	},
	"null-mx": {
		title: "Le domaine du destinataire déclare ne pas recevoir de courrier",
		remedy: "Demandez une autre adresse au destinataire.",
	},
	"mailbox-full": {
		title: "La boîte du destinataire est pleine",
		remedy: "Attendez, ou prévenez le destinataire autrement.",
	},
	greylisted: {
		title: "Le serveur du destinataire demande de réessayer plus tard (liste grise)",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"rate-limited": {
		title: "Le serveur du destinataire n’accepte plus rien de nous pour l’instant",
		remedy: "Rien à faire : le prochain essai se fait tout seul, plus lentement.",
	},
	"our-address-blocked": {
		title: "Le serveur du destinataire bloque notre adresse d’envoi",
		remedy: "Prévenez l’opérateur : l’adresse doit être retirée d’une liste de blocage.",
	},
	"content-refused": {
		title: "Le serveur du destinataire a refusé le contenu",
		remedy: "Regardez les liens, les pièces jointes et le texte ; la réponse dit peut-être pourquoi.",
	},
	"sender-refused": {
		title: "Le serveur du destinataire n’accepte pas cet expéditeur",
		remedy: "Vérifiez les enregistrements SPF, DKIM et DMARC du domaine, et l’expéditeur.",
	},
	"message-too-big": {
		title: "Le message est trop grand pour le serveur du destinataire",
		remedy: "Envoyez un lien au lieu d’une grande pièce jointe.",
	},
	"tls-required-by-them": {
		title: "Le serveur du destinataire exige un chiffrement qui n’a pas pu se faire",
		remedy: "Prévenez l’opérateur : TLS échoue vers ce serveur.",
	},
	"relay-denied-there": {
		title: "Le serveur indiqué ne reçoit pas de courrier pour ce domaine",
		remedy: "Les enregistrements MX du domaine sont faux ; son propriétaire doit les corriger.",
	},
	"host-unreachable": {
		title: "Le serveur du destinataire est injoignable",
		remedy: "Rien à faire pour l’instant : d’autres essais se font tout seuls.",
	},
	"connection-lost": {
		title: "La connexion au serveur du destinataire a été perdue",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	"dns-trouble": {
		title: "Le DNS ne répond pas pour le domaine du destinataire",
		remedy: "Rien à faire pour l’instant : d’autres essais se font tout seuls.",
	},
	"protocol-trouble": {
		title: "Le serveur du destinataire et le nôtre n’ont pas pu s’entendre",
		remedy: "Rien à faire pour l’instant : d’autres essais se font tout seuls.",
	},
	timeout: {
		title: "Le serveur du destinataire n’a pas répondu à temps",
		remedy: "Rien à faire : le prochain essai se fait tout seul.",
	},
	loop: {
		title: "Le message tournerait en boucle",
		remedy: "Le domaine du destinataire ramène ici ; son propriétaire doit le corriger.",
	},
	"no-8bit-support": {
		title: "Le serveur du destinataire n’accepte pas de contenu à 8 bits",
		remedy: "Faites encoder le message en quoted-printable ou base64.",
	},
	"no-utf8-support": {
		title: "Le serveur du destinataire n’accepte pas d’adresses hors ASCII",
		remedy: "Utilisez une adresse en ASCII pour ce destinataire.",
	},
	expired: {
		title: "Le message a attendu trop longtemps et a été abandonné",
		remedy: "Regardez la dernière réponse ; renvoyez quand le serveur du destinataire fonctionne.",
	},
	interrupted: {
		title: "Un essai a été interrompu à l’arrêt de ce service",
		remedy: "Rien à faire : il est repris.",
	},
	unknown: {
		title: "Le serveur du destinataire a refusé sans raison connue de nous",
		remedy: "Lisez la réponse ; elle en dit peut-être plus.",
	},
};

const languages: Readonly<Record<Language, Readonly<Record<CauseId, CauseWords>>>> = { en, fr };

export const causeWords = (cause: CauseId, language: Language): CauseWords => languages[language][cause];
