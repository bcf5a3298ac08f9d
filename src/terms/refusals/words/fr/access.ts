import type { accessRefusals } from "../../access.ts";
import type { Words } from "../../row.ts";

export const accessWords = {
	"tls-required": {
		title: "TLS est obligatoire",
		because: "La connexion n’est pas chiffrée ; ni mot de passe ni courrier ne sont acceptés en clair.",
		remedy:
			"Activez STARTTLS dans les réglages de courrier du programme, ou utilisez le port TLS implicite (souvent appelé SSL/TLS).",
	},
	"authentication-required": {
		title: "Une connexion authentifiée est obligatoire",
		because: "Le programme a essayé d’envoyer sans s’authentifier.",
		remedy:
			"Saisissez le nom et le mot de passe d’un utilisateur SMTP dans les réglages de courrier du programme.",
	},
	"credentials-invalid": {
		title: "Le nom d’utilisateur ou le mot de passe est faux",
		because: "Aucun utilisateur SMTP ne correspond à ce nom et à ce mot de passe.",
		remedy:
			"Recopiez le nom d’utilisateur depuis Domaines. Si le mot de passe est perdu, réinitialisez-le au même endroit : il n’est montré qu’une fois, à sa création.",
	},
	"authentication-blocked": {
		title: "L’authentification est bloquée pour un moment",
		because:
			"Il y a eu trop d’échecs d’authentification depuis cette adresse ou pour cet utilisateur SMTP. Elle sera de nouveau possible dans {retryAfterMs}.",
		remedy:
			"Corrigez le mot de passe dans chaque programme qui l’utilise, puis attendez. Rien ne lève le blocage plus tôt.",
	},
	"authentication-unavailable": {
		title: "L’authentification est momentanément indisponible",
		because:
			"Ce service n’a pas pu consulter sa propre base pour savoir qui vous êtes. Vos identifiants ne sont pas en cause.",
		remedy: "Réessayez dans quelques minutes. La plupart des programmes le font d’eux-mêmes.",
	},
	"authentication-mechanism-unknown": {
		title: "Ce mode d’authentification n’est pas proposé",
		because:
			"Le programme veut s’authentifier par {mechanism}. Ce service propose PLAIN et LOGIN, à l’intérieur de TLS.",
		remedy:
			"Choisissez PLAIN, LOGIN ou « mot de passe normal » comme méthode d’authentification dans les réglages du programme.",
	},
	"smtp-user-disabled": {
		title: "L’utilisateur SMTP ne peut pas être utilisé",
		because: "Le mot de passe est juste, et l’utilisateur SMTP {user} est {state}.",
		remedy:
			"Activez l’utilisateur SMTP dans Domaines ou donnez-lui une date d’expiration plus lointaine, ou utilisez-en un autre.",
	},
	"account-suspended": {
		title: "Le compte est suspendu",
		because: "L’opérateur de ce service a suspendu le compte : {operatorReason}",
		remedy: "Contactez l’opérateur de ce service.",
	},
	"client-address-refused": {
		title: "L’utilisateur SMTP ne peut pas être utilisé depuis cette adresse",
		because:
			"Le mot de passe est juste, et l’utilisateur SMTP n’est utilisable que depuis certaines adresses ; {clientAddress} n’en fait pas partie.",
		remedy:
			"Ajoutez {clientAddress} aux adresses autorisées de l’utilisateur SMTP dans Domaines, si cette adresse est la vôtre.",
	},
	"too-many-sessions": {
		title: "Trop de connexions à la fois",
		because: "Au plus {limit} connexions peuvent être ouvertes en même temps (par {scope}).",
		remedy:
			"Réglez le programme pour qu’il utilise moins de connexions et envoie plusieurs messages sur chacune.",
	},
	"sending-too-fast": {
		title: "L’envoi est trop rapide",
		because:
			"La limite est de {limit} {counted} par minute (par {scope}). Il y aura de nouveau de la place dans {retryAfterMs}.",
		remedy:
			"Laissez le programme réessayer plus tard, ou répartissez les messages dans le temps. Rien n’est perdu s’il réessaie.",
	},
	"relaying-denied": {
		title: "Le courrier pour cette adresse n’est pas pris ici",
		because: "Cette entrée reçoit les rapports sur le courrier envoyé d’ici, et rien pour {address}.",
		remedy:
			"Pour envoyer du courrier, utilisez le port de soumission et authentifiez-vous comme utilisateur SMTP.",
	},
	"recipient-unknown-here": {
		title: "Cette adresse n’existe pas ici",
		because: "{address} n’est pas une adresse à laquelle ce service attend un rapport.",
		remedy:
			"Les rapports vont à l’adresse de retour du message, exactement telle qu’elle a été envoyée. Aucun autre courrier n’est reçu ici.",
	},
} as const satisfies Record<keyof typeof accessRefusals, Words>;
