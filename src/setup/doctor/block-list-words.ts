/** What is found about block lists. */

import { wordsRow as row, type WordsRow } from "./words.ts";

export const blockListWords = {
	"block-lists-none": row(
		"block-lists",
		"not-checked",
		[
			"No block list is asked whether it has the addresses that mail leaves from.",
			"Name lists that you may ask in doctor.blockLists. Some want a contract or a key, and refuse who asks through a public resolver.",
		],
		[
			"On ne demande à aucune liste de blocage si elle contient les adresses d'où partent les messages.",
			"Indiquez dans doctor.blockLists les listes que vous pouvez interroger. Certaines veulent un contrat ou une clé, et refusent qui passe par un résolveur public.",
		],
	),
	"block-lists-closed": row(
		"block-lists",
		"not-checked",
		["Try mode: no block list knows the closed internet, and none is asked."],
		["Mode d'essai : aucune liste de blocage ne connaît l'internet fermé, et aucune n'est interrogée."],
	),
	"block-lists-smarthost": row(
		"block-lists",
		"not-checked",
		["Mail leaves through a smarthost: whether its addresses are listed is its operator's business."],
		[
			"Les messages partent par un relais (smarthost) : l'inscription de ses adresses relève de qui l'exploite.",
		],
	),
	"block-lists-without-addresses": row(
		"block-lists",
		"not-checked",
		["It is not known which addresses mail leaves from.", "Name them in relay.egressAddresses."],
		["On ne sait pas de quelles adresses partent les messages.", "Indiquez-les dans relay.egressAddresses."],
	),
	"block-list-unknown": row(
		"block-lists",
		"not-checked",
		[
			"The list does not answer: {why}.",
			"Look again later; if it stays, look whether the list still exists.",
		],
		[
			"La liste ne répond pas : {why}.",
			"Réessayez plus tard ; si cela persiste, vérifiez que la liste existe encore.",
		],
	),
	"block-list-refuses": row(
		"block-lists",
		"not-checked",
		[
			"The list does not answer as block lists do, not even about its test entry: {found}.",
			"Many lists refuse who asks through a public resolver, or without a key: use a resolver of your own (relay.dnsServers) and look at the terms of the list.",
		],
		[
			"La liste ne répond pas comme le font les listes de blocage, pas même sur son entrée d'essai : {found}.",
			"Beaucoup de listes refusent qui passe par un résolveur public, ou sans clé : utilisez votre propre résolveur (relay.dnsServers) et voyez les conditions de la liste.",
		],
	),
	"block-list-clean": row(
		"block-lists",
		"ok",
		["The list does not have this address."],
		["La liste ne contient pas cette adresse."],
	),
	"block-list-has": row(
		"block-lists",
		"error",
		[
			"The list has this address: {said}. Receivers who ask it refuse mail from here.",
			"Find out why (complaints, an account that sends to bought addresses, a password that was stolen) and stop it; then ask the list to remove the address, on its own page.",
		],
		[
			"La liste contient cette adresse : {said}. Les destinataires qui l'interrogent refusent les messages d'ici.",
			"Cherchez pourquoi (plaintes, compte qui écrit à des adresses achetées, mot de passe volé) et mettez-y fin ; puis demandez le retrait de l'adresse sur la page de la liste.",
		],
	),
} as const satisfies Readonly<Record<string, WordsRow>>;
