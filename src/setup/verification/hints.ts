/**
 * The usual mistakes with the records of a sending domain, told by what the DNS shows, in words for who manages
 * the domain. Names and values are shown beside the words, never in them.
 */

import type { Language } from "../../terms/refusals/index.ts";

/** What each language says: what happened, and what to do. */
export type HintWords = Readonly<Record<Language, string>>;

export const hints = {
	"domain-appended-to-name": {
		en: "The record is there, but your DNS provider appended the domain to its name once more. Enter the name without the domain at its end.",
		fr: "L’enregistrement existe, mais votre fournisseur DNS a ajouté le domaine une seconde fois à la fin de son nom. Saisissez le nom sans le domaine final.",
	},
	"domain-appended-to-value": {
		en: "Your DNS provider appended your domain to the value. Enter the value with a dot at its end.",
		fr: "Votre fournisseur DNS a ajouté votre domaine à la valeur. Saisissez la valeur avec un point final.",
	},
	"underscore-dropped": {
		en: "The record stands at the name without its underscore. The name has to be _domainkey, with the underscore.",
		fr: "L’enregistrement se trouve sous le nom sans son trait de soulignement. Le nom doit être _domainkey, avec le trait de soulignement.",
	},
	"label-prefixed": {
		en: "The record stands under www. in front of its name. Enter the name exactly as it is shown here.",
		fr: "L’enregistrement se trouve sous www. placé devant son nom. Saisissez le nom exactement comme il est affiché ici.",
	},
	"extra-text": {
		en: "The value has something around it that does not belong there: quotes, a space, a final sign, or http://. Enter the bare name.",
		fr: "La valeur est entourée de quelque chose de trop : guillemets, espace, signe final ou http://. Saisissez le nom seul.",
	},
	"txt-instead-of-cname": {
		en: "There is a TXT record with the value in it. Delete it and publish a CNAME record with the same name and value.",
		fr: "La valeur a été publiée dans un enregistrement TXT. Supprimez-le et publiez un enregistrement CNAME avec les mêmes nom et valeur.",
	},
	"other-key-as-text": {
		en: "A TXT record with another key stands at this name. Delete it and publish the CNAME record instead.",
		fr: "Un enregistrement TXT contenant une autre clé occupe ce nom. Supprimez-le et publiez l’enregistrement CNAME à la place.",
	},
	"other-record": {
		en: "This CNAME leads to the target of another of your records. Compare name and value line by line.",
		fr: "Ce CNAME mène à la cible d’un autre de vos enregistrements. Comparez nom et valeur ligne par ligne.",
	},
	"other-domain": {
		en: "This CNAME was made for another domain, or for this one before it was removed and added again. Copy the value that is shown here.",
		fr: "Ce CNAME a été créé pour un autre domaine, ou pour celui-ci avant qu’il ne soit supprimé puis ajouté à nouveau. Copiez la valeur affichée ici.",
	},
	proxied: {
		en: "Your DNS provider answers with addresses of its own instead of the CNAME: the record is proxied or flattened. Switch the proxy off for it (DNS only).",
		fr: "Votre fournisseur DNS répond par ses propres adresses au lieu du CNAME : l’enregistrement passe par un proxy ou est aplati. Désactivez le proxy pour lui (DNS seul).",
	},
	flattened: {
		en: "It works today, but your DNS gives a copy instead of the CNAME. The copy may not follow when keys change: publish the CNAME itself.",
		fr: "Cela fonctionne aujourd’hui, mais votre DNS donne une copie au lieu du CNAME. La copie peut ne pas suivre le changement des clés : publiez le CNAME lui-même.",
	},
	wildcard: {
		en: "A wildcard record (*) of your domain answers here. Publish the CNAME record itself: it comes before the wildcard.",
		fr: "Un enregistrement générique (*) de votre domaine répond ici. Publiez l’enregistrement CNAME lui-même : il passe avant le générique.",
	},
	"cname-beside-others": {
		en: "Other records stand beside the CNAME at this name, which the DNS does not allow. Delete the others.",
		fr: "D’autres enregistrements accompagnent le CNAME sous ce nom, ce que le DNS interdit. Supprimez les autres.",
	},
	"domain-not-there": {
		en: "The domain itself is not in the DNS: it is not registered, has expired, or no name servers are set for it.",
		fr: "Le domaine lui-même n’est pas dans le DNS : il n’est pas enregistré, a expiré, ou aucun serveur de noms n’est défini.",
	},
	"name-servers-silent": {
		en: "The name servers of the domain do not answer. Ask your DNS provider; we look again by ourselves.",
		fr: "Les serveurs de noms du domaine ne répondent pas. Voyez avec votre fournisseur DNS ; nous vérifions à nouveau de nous-mêmes.",
	},
	"name-servers-disagree": {
		en: "The name servers of the domain do not all give the same answer. It may take a while until all have the change; then ask your DNS provider.",
		fr: "Les serveurs de noms du domaine ne donnent pas tous la même réponse. La modification peut mettre du temps à se répandre ; ensuite, voyez avec votre fournisseur DNS.",
	},
	"old-answer-cached": {
		en: "Your name servers give the new answer, but resolvers still remember the old one. There is nothing to do but wait until its time to live is over.",
		fr: "Vos serveurs de noms donnent la nouvelle réponse, mais des résolveurs se souviennent encore de l’ancienne. Il suffit d’attendre la fin de sa durée de vie.",
	},
	"resolvers-refuse": {
		en: "Your name servers answer, but resolvers do not accept it. Often that is a broken DNSSEC signature or a wrong DS record at the registrar.",
		fr: "Vos serveurs de noms répondent, mais les résolveurs ne l’acceptent pas. C’est souvent une signature DNSSEC rompue ou un enregistrement DS erroné chez le bureau d’enregistrement.",
	},
	"target-unanswered": {
		en: "Your record is right. The name that it leads to does not answer yet, which is for the operator of this service to mend.",
		fr: "Votre enregistrement est correct. Le nom auquel il mène ne répond pas encore, ce que l’opérateur de ce service doit réparer.",
	},
	"key-not-seen": {
		en: "Your record is right. Resolvers do not have the newest key behind it yet; they will soon.",
		fr: "Votre enregistrement est correct. Les résolveurs n’ont pas encore la clé la plus récente derrière lui ; cela viendra bientôt.",
	},
} as const satisfies Readonly<Record<string, HintWords>>;

export type Hint = keyof typeof hints;

/** Undefined for a hint of another version. */
export const hintWords = (hint: string, language: Language): string | undefined =>
	Object.hasOwn(hints, hint) ? hints[hint as Hint][language] : undefined;
