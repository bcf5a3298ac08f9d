import { catalogue, en, fr } from "../../words/catalogue.ts";

export const doctorWords = catalogue(
	{
		title: "Doctor",
		about: "What the service needs of the world around it, and what you can do where something is missing.",
		again: "Check again",
		examining: "Checking. Where servers do not answer, it takes up to half a minute.",
		examinedAt: "Checked at",
		well: "Nothing is missing.",
		trouble: (errors: number, warnings: number) =>
			`${en.count(errors, "thing keeps", "things keep")} mail from working, ${en.count(warnings, "is", "are")} worth a look.`,
		closedInternet: "This is try mode: what was checked is its closed internet.",
		toDo: "What to do:",
		groups: {
			error: "To be fixed",
			warning: "Worth a look",
			"not-checked": "Not checked",
			ok: "In order",
		},
		checks: {
			"zone-delegation": "Delegation of the service zone",
			"zone-servers": "Name servers of the service zone",
			"zone-serial": "Serial numbers of the name servers",
			"return-path-mx": "Where bounces come back",
			"inbound-reachable": "Whether bounces reach us",
			"return-path-spf": "SPF of the return paths",
			"hostname-address": "Address of the host name",
			"reverse-dns": "Reverse DNS",
			"certificate-name": "Name in the certificate",
			"certificate-expiry": "Expiry of the certificate",
			"inbound-door": "The inbound door",
			"outbound-port-25": "Outbound port 25",
		},
	},
	{
		title: "Diagnostic",
		about:
			"Ce dont le service a besoin autour de lui, et ce que vous pouvez faire là où il manque quelque chose.",
		again: "Vérifier de nouveau",
		examining: "Vérification en cours. Si des serveurs ne répondent pas, cela prend jusqu’à une demi-minute.",
		examinedAt: "Vérifié à",
		well: "Il ne manque rien.",
		trouble: (errors: number, warnings: number) =>
			`${fr.count(errors, "point empêche", "points empêchent")} l’envoi ou la réception, ${fr.count(warnings, "autre mérite", "autres méritent")} un coup d’œil.`,
		closedInternet: "C’est le mode d’essai : c’est son internet fermé qui a été vérifié.",
		toDo: "Que faire :",
		groups: {
			error: "À réparer",
			warning: "À regarder",
			"not-checked": "Non vérifié",
			ok: "En ordre",
		},
		checks: {
			"zone-delegation": "Délégation de la zone du service",
			"zone-servers": "Serveurs de noms de la zone du service",
			"zone-serial": "Numéros de série des serveurs de noms",
			"return-path-mx": "Où reviennent les rebonds",
			"inbound-reachable": "Si les rebonds nous parviennent",
			"return-path-spf": "SPF des chemins de retour",
			"hostname-address": "Adresse du nom d’hôte",
			"reverse-dns": "DNS inverse",
			"certificate-name": "Nom dans le certificat",
			"certificate-expiry": "Expiration du certificat",
			"inbound-door": "La porte entrante",
			"outbound-port-25": "Port 25 sortant",
		},
	},
);
