/** What the components themselves say. */

import { statusWords } from "../../../src/terms/status-words.ts";
import { catalogue, en, fr } from "../words/catalogue.ts";

const MINUTE = 60;
/** From then on minutes are said. */
const MOST_SECONDS = 90;

export const uiWords = catalogue(
	{
		copy: "Copy",
		copied: "Copied",
		close: "Close",
		cancel: "Cancel",
		show: "Show",
		hide: "Hide",
		optional: "optional",
		retry: "Try again",
		loading: "Loading",
		more: "Show more",
		all: "All",
		clear: "Clear",
		noMatch: "Nothing matches",
		noAnswer: "The service does not answer. Check the connection and try again.",
		failed: "That did not work.",
		trouble: "The service cannot do this at the moment. The fault is ours: try again in a minute.",
		incident: (number: string) => `When you write to support, name the incident ${number}.`,
		wait: (seconds: number) =>
			seconds < MOST_SECONDS
				? `Too many tries. Try again in ${en.count(seconds, "second", "seconds")}.`
				: `Too many tries. Try again in ${en.count(Math.ceil(seconds / MINUTE), "minute", "minutes")}.`,
		dismiss: "Dismiss",
		reason: "Why",
		commandLine: "command line of the service",
		from: "From",
		to: "To",
		status: statusWords.en,
		record: {
			valid: "Valid",
			"not-found": "Not found",
			"wrong-value": "Wrong value",
			"dns-error": "DNS error",
			"not-checked": "Not checked yet",
		},
		range: {
			today: "Today",
			yesterday: "Yesterday",
			"7d": "Last 7 days",
			"30d": "Last 30 days",
			custom: "Custom range",
			label: "Period",
		},
		quota: {
			label: "Sending quota",
			within: (used: string, limit: string, when: string) =>
				`${used} of ${limit} recipients · renews on ${when}`,
			exhausted: (used: string, limit: string, when: string) =>
				`Sending is refused until ${when}: ${used} of ${limit} recipients are used.`,
			nothing: "Sending is refused: this account has no plan and no recipients of its own yet.",
		},
	},
	{
		copy: "Copier",
		copied: "Copié",
		close: "Fermer",
		cancel: "Annuler",
		show: "Afficher",
		hide: "Masquer",
		optional: "facultatif",
		retry: "Réessayer",
		loading: "Chargement",
		more: "Afficher la suite",
		all: "Tous",
		clear: "Effacer",
		noMatch: "Aucun résultat",
		noAnswer: "Le service ne répond pas. Vérifiez la connexion et réessayez.",
		failed: "Cela n’a pas fonctionné.",
		trouble: "Le service ne peut pas le faire en ce moment. La faute est nôtre : réessayez dans une minute.",
		incident: (number) => `Si vous écrivez à l’assistance, indiquez l’incident ${number}.`,
		wait: (seconds) =>
			seconds < MOST_SECONDS
				? `Trop d’essais. Réessayez dans ${fr.count(seconds, "seconde", "secondes")}.`
				: `Trop d’essais. Réessayez dans ${fr.count(Math.ceil(seconds / MINUTE), "minute", "minutes")}.`,
		dismiss: "Masquer ce message",
		reason: "Pourquoi",
		commandLine: "ligne de commande du service",
		from: "Du",
		to: "Au",
		status: statusWords.fr,
		record: {
			valid: "Valide",
			"not-found": "Introuvable",
			"wrong-value": "Valeur incorrecte",
			"dns-error": "Erreur DNS",
			"not-checked": "Pas encore vérifié",
		},
		range: {
			today: "Aujourd’hui",
			yesterday: "Hier",
			"7d": "7 derniers jours",
			"30d": "30 derniers jours",
			custom: "Période choisie",
			label: "Période",
		},
		quota: {
			label: "Quota d’envoi",
			within: (used: string, limit: string, when: string) =>
				`${used} sur ${limit} destinataires · renouvelé le ${when}`,
			exhausted: (used: string, limit: string, when: string) =>
				`L’envoi est refusé jusqu’au ${when} : ${used} destinataires sur ${limit} sont utilisés.`,
			nothing: "L’envoi est refusé : ce compte n’a encore ni offre ni destinataires à lui.",
		},
	},
);
