/** What the doctor may find of addresses, the certificate and the doors. Form and meaning as in words.ts. */

import { wordsRow as row, type WordsRow } from "./words.ts";

export const serviceWords = {
	"hostname-found": row(
		"hostname-address",
		"ok",
		["The hostname is at {found}."],
		["Le nom d'hôte est à {found}."],
	),
	"hostname-without-address": row(
		"hostname-address",
		"error",
		[
			"The hostname, which EHLO says, has no address in the DNS: {why}.",
			"Publish its A and AAAA records; many receivers refuse mail from a name that is nowhere.",
		],
		[
			"Le nom d'hôte, annoncé par EHLO, n'a pas d'adresse dans le DNS : {why}.",
			"Publiez ses enregistrements A et AAAA ; beaucoup de destinataires refusent les messages d'un nom introuvable.",
		],
	),
	"hostname-elsewhere": row(
		"hostname-address",
		"warning",
		[
			"The hostname is at {found}; mail leaves from {egress}.",
			"Let the hostname have every address that mail leaves from.",
		],
		[
			"Le nom d'hôte est à {found} ; les messages partent de {egress}.",
			"Donnez au nom d'hôte chaque adresse d'où partent les messages.",
		],
	),
	"reverse-agrees": row(
		"reverse-dns",
		"ok",
		["Its name is {name}, which leads back to it."],
		["Son nom est {name}, qui mène de nouveau à elle."],
	),
	"reverse-missing": row(
		"reverse-dns",
		"error",
		[
			"Mail leaves from this address, and it has no name (PTR record): {why}.",
			"Ask whoever the address is rented from to set its reverse DNS to {hostname}; large receivers refuse mail without.",
		],
		[
			"Des messages partent de cette adresse, et elle n'a pas de nom (enregistrement PTR) : {why}.",
			"Demandez à qui loue l'adresse de fixer son DNS inverse à {hostname} ; les grands destinataires refusent les messages sans cela.",
		],
	),
	"reverse-one-way": row(
		"reverse-dns",
		"error",
		[
			"Its name is {name}, which does not lead back to it.",
			"Give {name} this address, or set the reverse DNS of the address to {hostname}.",
		],
		[
			"Son nom est {name}, qui ne mène pas à elle.",
			"Donnez cette adresse à {name}, ou fixez le DNS inverse de l'adresse à {hostname}.",
		],
	),
	"reverse-unknown": row(
		"reverse-dns",
		"not-checked",
		["The reverse DNS does not answer: {why}.", "Look again later."],
		["Le DNS inverse ne répond pas : {why}.", "Réessayez plus tard."],
	),
	"reverse-closed": row(
		"reverse-dns",
		"not-checked",
		["Try mode: the closed internet has no reverse DNS, and needs none."],
		["Mode d'essai : l'internet fermé n'a pas de DNS inverse, et n'en a pas besoin."],
	),
	"reverse-smarthost": row(
		"reverse-dns",
		"not-checked",
		["Mail leaves through a smarthost: its reverse DNS is its operator's."],
		["Les messages partent par un relais (smarthost) : son DNS inverse relève de qui l'exploite."],
	),
	"reverse-without-addresses": row(
		"reverse-dns",
		"not-checked",
		["It is not known which addresses mail leaves from.", "Name them in relay.egressAddresses."],
		["On ne sait pas de quelles adresses partent les messages.", "Indiquez-les dans relay.egressAddresses."],
	),
	"certificate-right": row(
		"certificate-name",
		"ok",
		["The certificate is for the hostname."],
		["Le certificat est au nom d'hôte."],
	),
	"certificate-other": row(
		"certificate-name",
		"error",
		[
			"The certificate is for {names}, not for the hostname.",
			"Get one for the hostname, or correct the setting hostname.",
		],
		[
			"Le certificat est pour {names}, non pour le nom d'hôte.",
			"Obtenez-en un au nom d'hôte, ou corrigez le réglage hostname.",
		],
	),
	"certificate-unreadable": row(
		"certificate-name",
		"error",
		[
			"The file of the certificate cannot be read; the service goes on with the one that it has read before.",
			"Look at tls.certificate and at who may read that file.",
		],
		[
			"Le fichier du certificat ne peut être lu ; le service continue avec celui qu'il avait lu.",
			"Vérifiez tls.certificate et qui peut lire ce fichier.",
		],
	),
	"certificate-lasts": row(
		"certificate-expiry",
		"ok",
		["The certificate is valid until {until}."],
		["Le certificat est valide jusqu'au {until}."],
	),
	"certificate-ends-soon": row(
		"certificate-expiry",
		"warning",
		[
			"The certificate expires on {until}, within 14 days.",
			"Renew it; the service reads it again by itself.",
		],
		[
			"Le certificat expire le {until}, dans moins de 14 jours.",
			"Renouvelez-le ; le service le relit de lui-même.",
		],
	),
	"certificate-expired": row(
		"certificate-expiry",
		"error",
		[
			"The certificate expired on {until}: clients do not send any more.",
			"Renew it now; the service reads it again by itself.",
		],
		[
			"Le certificat a expiré le {until} : les clients n'envoient plus.",
			"Renouvelez-le maintenant ; le service le relit de lui-même.",
		],
	),
	"clock-plausible": row(
		"clock",
		"ok",
		[
			"The clock is not before anything that has happened here, nor before the certificate. Whether it is exact is not compared with anybody's.",
		],
		[
			"L'horloge n'est en retard ni sur ce qui s'est passé ici, ni sur le certificat. Son exactitude n'est comparée à aucune autre.",
		],
	),
	"clock-behind": row(
		"clock",
		"error",
		[
			"The clock says {now}; the newest thing that is stored happened on {newest}. Until it is passed, retries and expiries are late, and signatures carry a wrong time.",
			"Set the clock right, and have it kept by NTP (chrony, systemd-timesyncd). Where it was ahead before, wait.",
		],
		[
			"L'horloge indique {now} ; le dernier fait enregistré date du {newest}. D'ici là, nouveaux essais et expirations prennent du retard, et les signatures portent une heure fausse.",
			"Mettez l'horloge à l'heure, et faites-la tenir par NTP (chrony, systemd-timesyncd). Si c'est auparavant qu'elle avançait, attendez.",
		],
	),
	"clock-before-certificate": row(
		"clock",
		"error",
		[
			"The clock says {now}; the certificate is valid from {from} on only.",
			"Set the clock right, and have it kept by NTP. Where it is right, the certificate is for later: use another one until then.",
		],
		[
			"L'horloge indique {now} ; le certificat n'est valide qu'à partir du {from}.",
			"Mettez l'horloge à l'heure, et faites-la tenir par NTP. Si elle est juste, c'est le certificat qui vaut pour plus tard : utilisez-en un autre d'ici là.",
		],
	),
	"inbound-open": row(
		"inbound-door",
		"ok",
		["The inbound door is open: bounces and complaints come home."],
		["La porte d'entrée est ouverte : rebonds et plaintes reviennent."],
	),
	"inbound-not-needed": row(
		"inbound-door",
		"ok",
		["The inbound door is closed, and no sending domain has a return path yet."],
		["La porte d'entrée est fermée, et aucun domaine d'envoi n'a encore de chemin de retour."],
	),
	"inbound-needed": row(
		"inbound-door",
		"warning",
		[
			"{count} or more sending domains have return paths, and the inbound door is closed: their mail leaves with the customers' own envelope senders, so SPF may not align and bounces do not come here.",
			"Set inbound.enabled and lead port 25 to inbound.port.",
		],
		[
			"{count} domaines d'envoi ou plus ont un chemin de retour, et la porte d'entrée est fermée : leurs messages partent avec l'expéditeur d'enveloppe du client, si bien que SPF peut ne pas s'aligner et que les rebonds ne viennent pas ici.",
			"Réglez inbound.enabled et faites mener le port 25 à inbound.port.",
		],
	),
	"port-25-not-tried": row(
		"outbound-port-25",
		"not-checked",
		[
			"Whether this machine may connect to port 25 of others is not tried: no stranger is contacted.",
			"Many providers close it. Try it with a mail server of yours elsewhere: nc -v mx.your-domain 25 has to show a line that begins with 220.",
		],
		[
			"On n'essaie pas si cette machine peut joindre le port 25 d'autrui : aucun inconnu n'est contacté.",
			"Beaucoup d'hébergeurs le ferment. Essayez avec un serveur de messagerie à vous, ailleurs : nc -v mx.votre-domaine 25 doit afficher une ligne commençant par 220.",
		],
	),
	"port-25-closed-internet": row(
		"outbound-port-25",
		"not-checked",
		["Try mode: mail stays in the closed internet of this machine."],
		["Mode d'essai : les messages restent dans l'internet fermé de cette machine."],
	),
	"port-25-smarthost": row(
		"outbound-port-25",
		"not-checked",
		["Mail leaves through a smarthost: port 25 of others is not needed."],
		["Les messages partent par un relais (smarthost) : le port 25 d'autrui n'est pas nécessaire."],
	),
} as const satisfies Readonly<Record<string, WordsRow>>;
