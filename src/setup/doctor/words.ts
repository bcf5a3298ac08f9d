/**
 * Everything that the doctor may find: which check it belongs to, how bad it is, and its words. `{name}` stands for a
 * fact; `toDo` is empty where nothing is to be done.
 */

import type { Language } from "../../terms/refusals/index.ts";

export const checks = [
	"zone-delegation",
	"zone-servers",
	"zone-serial",
	"return-path-mx",
	"inbound-reachable",
	"return-path-spf",
	"hostname-address",
	"reverse-dns",
	"certificate-name",
	"certificate-expiry",
	"clock",
	"inbound-door",
	"outbound-port-25",
	"block-lists",
] as const;
export type CheckId = (typeof checks)[number];

export const findingStates = ["ok", "warning", "error", "not-checked"] as const;
export type FindingState = (typeof findingStates)[number];

interface Row extends Readonly<Record<Language, readonly [found: string, toDo: string]>> {
	readonly check: CheckId;
	readonly state: FindingState;
}

const row = (
	check: CheckId,
	state: FindingState,
	en: readonly [string, string?],
	fr: readonly [string, string?],
): Row => ({ check, state, en: [en[0], en[1] ?? ""], fr: [fr[0], fr[1] ?? ""] });

export const zoneWords = {
	"zone-delegated": row(
		"zone-delegation",
		"ok",
		["The zone has the name servers {servers}, and answers."],
		["La zone a les serveurs de noms {servers}, et répond."],
	),
	"zone-not-delegated": row(
		"zone-delegation",
		"error",
		[
			"Resolvers know no name servers of this zone: {why}.",
			"Delegate it: publish NS records for it in the parent zone, with the addresses of the servers as glue. See docs/dns.md.",
		],
		[
			"Les résolveurs ne connaissent aucun serveur de noms pour cette zone : {why}.",
			"Déléguez-la : publiez ses enregistrements NS dans la zone parente, avec les adresses des serveurs (glue). Voir docs/dns.md.",
		],
	),
	"zone-within-parent": row(
		"zone-delegation",
		"ok",
		["The zone is part of a larger one, where the records of sending domains are found."],
		["La zone fait partie d'une plus grande, où les enregistrements des domaines d'envoi sont trouvés."],
	),
	"zone-unused": row(
		"zone-delegation",
		"not-checked",
		[
			"The DNS door is closed and there is no sending domain yet.",
			"Before the first one, have the zone answered: see docs/dns.md.",
		],
		[
			"La porte DNS est fermée et il n'y a pas encore de domaine d'envoi.",
			"Avant le premier, faites répondre la zone : voir docs/dns.md.",
		],
	),
	"zone-unanswered": row(
		"zone-delegation",
		"error",
		[
			"The name servers {servers} do not answer for the zone: {why}.",
			"Look whether port 53 is open for UDP and TCP, and whether the DNS door or your own name server runs.",
		],
		[
			"Les serveurs de noms {servers} ne répondent pas pour la zone : {why}.",
			"Vérifiez que le port 53 est ouvert en UDP et en TCP, et que la porte DNS ou votre propre serveur de noms fonctionne.",
		],
	),
	"zone-unknown": row(
		"zone-delegation",
		"not-checked",
		[
			"The resolvers do not answer: {why}.",
			"Look at relay.dnsServers; without a resolver, no mail is relayed.",
		],
		[
			"Les résolveurs ne répondent pas : {why}.",
			"Voyez relay.dnsServers ; sans résolveur, aucun message n'est relayé.",
		],
	),
	"other-servers": row(
		"zone-servers",
		"error",
		[
			"The zone is delegated to {servers}; dns.nameservers has {configured}.",
			"Make the NS records in the parent zone and dns.nameservers the same.",
		],
		[
			"La zone est déléguée à {servers} ; dns.nameservers contient {configured}.",
			"Accordez les enregistrements NS de la zone parente et dns.nameservers.",
		],
	),
	"server-without-address": row(
		"zone-servers",
		"error",
		[
			"This name server has no address in the DNS.",
			"Publish its address; for a server within the zone, as glue in the parent zone too.",
		],
		[
			"Ce serveur de noms n'a pas d'adresse dans le DNS.",
			"Publiez son adresse ; pour un serveur situé dans la zone, aussi comme glue dans la zone parente.",
		],
	),
	"server-elsewhere": row(
		"zone-servers",
		"error",
		[
			"This name server is at {found}; dns.nameservers has {configured}.",
			"Correct the glue in the parent zone, or dns.nameservers.",
		],
		[
			"Ce serveur de noms est à {found} ; dns.nameservers indique {configured}.",
			"Corrigez la glue dans la zone parente, ou dns.nameservers.",
		],
	),
	"server-found": row(
		"zone-servers",
		"ok",
		["This name server is at {found}."],
		["Ce serveur de noms est à {found}."],
	),
	"serial-equal": row(
		"zone-serial",
		"ok",
		["All answers have the serial of this service, {serial}."],
		["Toutes les réponses portent le numéro de série de ce service, {serial}."],
	),
	"serial-differs": row(
		"zone-serial",
		"warning",
		[
			"Answers have the serial {found}; this service has {serial}.",
			"Secondaries follow within minutes, and caches within dns.ttl. If it stays, see that secondaries get NOTIFY and may transfer the zone.",
		],
		[
			"Des réponses portent le numéro de série {found} ; ce service a {serial}.",
			"Les serveurs secondaires suivent en quelques minutes, les caches en dns.ttl. Si cela persiste, vérifiez qu'ils reçoivent NOTIFY et peuvent transférer la zone.",
		],
	),
	"serial-not-ours": row(
		"zone-serial",
		"not-checked",
		["The DNS door is closed: another server answers for the zone, with a serial of its own."],
		["La porte DNS est fermée : un autre serveur répond pour la zone, avec son propre numéro de série."],
	),
} as const satisfies Readonly<Record<string, Row>>;

export type WordsRow = Row;
export const wordsRow = row;
