/** What the doctor may find of the way of mail and of reports about it. Form and meaning as in words.ts. */

import { wordsRow as row, type WordsRow } from "./words.ts";

export const mailWords = {
	"no-return-path": row(
		"return-path-mx",
		"not-checked",
		["There is no sending domain yet, so there are no return paths to look at."],
		["Il n'y a pas encore de domaine d'envoi, donc aucun chemin de retour à examiner."],
	),
	"mx-right": row(
		"return-path-mx",
		"ok",
		["Its MX is the inbound host, {found}."],
		["Son MX est l'hôte d'entrée, {found}."],
	),
	"mx-missing": row(
		"return-path-mx",
		"error",
		[
			"The MX of return paths is not found: {why}.",
			"Bounces have no way home. Have the zone answered, by the DNS door, by updates or by a fresh export: see docs/dns.md.",
		],
		[
			"Le MX des chemins de retour est introuvable : {why}.",
			"Les rebonds n'ont pas de chemin de retour. Faites répondre la zone, par la porte DNS, par mises à jour ou par un nouvel export : voir docs/dns.md.",
		],
	),
	"mx-elsewhere": row(
		"return-path-mx",
		"error",
		["Its MX is {found}; the inbound host is {host}.", "Export the zone again, or correct inbound.hostname."],
		[
			"Son MX est {found} ; l'hôte d'entrée est {host}.",
			"Exportez à nouveau la zone, ou corrigez inbound.hostname.",
		],
	),
	"inbound-closed": row(
		"inbound-reachable",
		"not-checked",
		["The inbound door is closed: nothing was tried."],
		["La porte d'entrée est fermée : rien n'a été essayé."],
	),
	"inbound-without-address": row(
		"inbound-reachable",
		"error",
		[
			"The host that reports come to has no address in the DNS.",
			"Publish its A and AAAA records; within the zone, with dns.hosts.",
		],
		[
			"L'hôte qui reçoit les rapports n'a pas d'adresse dans le DNS.",
			"Publiez ses enregistrements A et AAAA ; dans la zone, avec dns.hosts.",
		],
	),
	"inbound-greets": row(
		"inbound-reachable",
		"ok",
		["The inbound door greets on port {port}: {reply}"],
		["La porte d'entrée salue sur le port {port} : {reply}"],
	),
	"inbound-greets-otherwise": row(
		"inbound-reachable",
		"error",
		[
			"What is on port {port} does not greet with 220, but: {reply}",
			"Look what listens there; lead port 25 to inbound.port.",
		],
		[
			"Ce qui écoute sur le port {port} ne salue pas par 220, mais : {reply}",
			"Voyez ce qui y écoute ; faites mener le port 25 à inbound.port.",
		],
	),
	"inbound-unreachable": row(
		"inbound-reachable",
		"error",
		[
			"From this machine, port {port} is not reached: {why}.",
			"Lead port 25 to inbound.port and open the firewall. Some networks do not reach their own public address: then try from outside.",
		],
		[
			"Depuis cette machine, le port {port} n'est pas joint : {why}.",
			"Faites mener le port 25 à inbound.port et ouvrez le pare-feu. Certains réseaux ne joignent pas leur propre adresse publique : essayez alors de l'extérieur.",
		],
	),
	"spf-missing": row(
		"return-path-spf",
		"error",
		[
			"There is no SPF record for return paths: {why}.",
			"Have the zone answered as it is exported: see docs/dns.md.",
		],
		[
			"Il n'y a pas d'enregistrement SPF pour les chemins de retour : {why}.",
			"Faites répondre la zone telle qu'elle est exportée : voir docs/dns.md.",
		],
	),
	"spf-twice": row(
		"return-path-spf",
		"error",
		[
			"There is more than one SPF record, which receivers take as none.",
			"Remove those that this service did not make.",
		],
		[
			"Il y a plusieurs enregistrements SPF, ce que les destinataires comptent pour aucun.",
			"Supprimez ceux que ce service n'a pas faits.",
		],
	),
	"spf-covers": row(
		"return-path-spf",
		"ok",
		["SPF lets {address} send: {found}"],
		["SPF autorise {address} à envoyer : {found}"],
	),
	"spf-does-not-cover": row(
		"return-path-spf",
		"error",
		[
			"SPF does not let {address} send: {found}",
			"Name every address that mail leaves from in relay.egressAddresses, and publish the zone again where it is exported.",
		],
		[
			"SPF n'autorise pas {address} à envoyer : {found}",
			"Indiquez dans relay.egressAddresses chaque adresse d'où partent les messages, et republiez la zone si elle est exportée.",
		],
	),
	"spf-unknown": row(
		"return-path-spf",
		"not-checked",
		[
			"Whether SPF lets {address} send is not told by this record alone: {found}",
			"Look it up with an SPF checker.",
		],
		[
			"Cet enregistrement seul ne dit pas si SPF autorise {address} à envoyer : {found}",
			"Vérifiez avec un outil de contrôle SPF.",
		],
	),
	"spf-without-addresses": row(
		"return-path-spf",
		"error",
		[
			"It is not known which addresses mail leaves from.",
			"Name them in relay.egressAddresses, or give the inbound host an address.",
		],
		[
			"On ne sait pas de quelles adresses partent les messages.",
			"Indiquez-les dans relay.egressAddresses, ou donnez une adresse à l'hôte d'entrée.",
		],
	),
	"spf-smarthost": row(
		"return-path-spf",
		"warning",
		[
			"Mail leaves through a smarthost, and relay.egressAddresses does not say from which addresses.",
			"Name the addresses from which the smarthost sends in relay.egressAddresses.",
		],
		[
			"Les messages partent par un relais (smarthost), et relay.egressAddresses n'en donne pas les adresses.",
			"Indiquez dans relay.egressAddresses les adresses d'où le relais envoie.",
		],
	),
} as const satisfies Readonly<Record<string, WordsRow>>;
