import { catalogue, en, fr } from "../words/catalogue.ts";

export const planWords = catalogue(
	{
		noPrice: "Price on request",
		free: "Free",
		monthly: (price: string) => `${price} a month`,
		recipients: (count: number) => `${en.count(count, "recipient", "recipients")} a month`,
		domains: (count: number) => en.count(count, "domain", "domains"),
		smtpUsers: (count: number) => en.count(count, "SMTP user", "SMTP users"),
		perMinute: (count: number) => `${en.count(count, "recipient", "recipients")} a minute`,
		retention: (days: number) => `Activity is kept for ${en.count(days, "day", "days")}`,
		noLimits: "Domains, SMTP users and rates as the service has them for everybody",
	},
	{
		noPrice: "Prix sur demande",
		free: "Gratuit",
		monthly: (price) => `${price} par mois`,
		recipients: (count) => `${fr.count(count, "destinataire", "destinataires")} par mois`,
		domains: (count) => fr.count(count, "domaine", "domaines"),
		smtpUsers: (count) => fr.count(count, "utilisateur SMTP", "utilisateurs SMTP"),
		perMinute: (count) => `${fr.count(count, "destinataire", "destinataires")} par minute`,
		retention: (days) => `L’activité est gardée ${fr.count(days, "jour", "jours")}`,
		noLimits: "Domaines, utilisateurs SMTP et débits comme le service les accorde à tous",
	},
);
