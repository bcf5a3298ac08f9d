/**
 * Everything that may be said of a sending domain's DMARC policy: how bad it is, and its words for who manages the
 * domain. Names and values are shown beside the words, never in them.
 */

import type { Language } from "../../terms/refusals/index.ts";

export const dmarcStates = ["ok", "warning", "error", "not-checked"] as const;
export type DmarcState = (typeof dmarcStates)[number];

interface Row extends Readonly<Record<Language, string>> {
	readonly state: DmarcState;
}

const ok = (en: string, fr: string): Row => ({ state: "ok", en, fr });
const warning = (en: string, fr: string): Row => ({ state: "warning", en, fr });
const error = (en: string, fr: string): Row => ({ state: "error", en, fr });

/** Which policy holds, or why none does. One of these is always said. */
const policyWords = {
	"no-record": warning(
		"There is no DMARC record for this domain. Your mail is sent all the same, but large receivers expect one. Publish the record that is shown here: nobody’s mail is refused for it.",
		"Aucun enregistrement DMARC n’existe pour ce domaine. Votre courrier part quand même, mais les grands services de réception en attendent un. Publiez l’enregistrement affiché ici : il ne fait refuser le courrier de personne.",
	),
	"several-records": error(
		"There are several DMARC records at this name. Receivers then use none of them. Delete all and publish the one that is shown here.",
		"Plusieurs enregistrements DMARC se trouvent sous ce nom. Les serveurs de réception n’en utilisent alors aucun. Supprimez-les tous et publiez celui qui est affiché ici.",
	),
	damaged: error(
		"There is a DMARC record, but receivers do not take it for one: it has to begin with v=DMARC1; exactly, without quotes, and with a semicolon between its parts. Replace it by the one that is shown here.",
		"Un enregistrement DMARC existe, mais les serveurs de réception ne le reconnaissent pas : il doit commencer exactement par v=DMARC1; sans guillemets, avec un point-virgule entre ses parties. Remplacez-le par celui qui est affiché ici.",
	),
	"policy-unknown": error(
		"The policy of the DMARC record is none that exists: p, sp and np are none, quarantine or reject. Receivers pass the record over or take it for p=none. Replace it by the one that is shown here.",
		"La politique de l’enregistrement DMARC n’existe pas : p, sp et np valent none, quarantine ou reject. Les serveurs de réception ignorent l’enregistrement ou le prennent pour p=none. Remplacez-le par celui qui est affiché ici.",
	),
	monitoring: ok(
		"The policy is none: receivers let in what fails DMARC, forged mail too. When all who send for this domain pass, p=quarantine and later p=reject keep forgers out.",
		"La politique est none : les serveurs de réception laissent entrer ce qui échoue à DMARC, courrier falsifié compris. Quand tous ceux qui envoient pour ce domaine passent, p=quarantine puis p=reject écartent les faussaires.",
	),
	quarantine: ok(
		"The policy is quarantine: receivers put what fails DMARC with the unwanted mail. Everybody who sends for this domain has to pass.",
		"La politique est quarantine : les serveurs de réception rangent ce qui échoue à DMARC avec les indésirables. Tous ceux qui envoient pour ce domaine doivent passer.",
	),
	reject: ok(
		"The policy is reject: receivers refuse what fails DMARC. Everybody who sends for this domain has to pass.",
		"La politique est reject : les serveurs de réception refusent ce qui échoue à DMARC. Tous ceux qui envoient pour ce domaine doivent passer.",
	),
	"not-looked-up": {
		state: "not-checked",
		en: "The DMARC record could not be looked up, as the DNS did not answer. Try again in a moment.",
		fr: "L’enregistrement DMARC n’a pas pu être consulté, car le DNS n’a pas répondu. Réessayez dans un instant.",
	},
} as const satisfies Readonly<Record<string, Row>>;

/** What it means for mail that is sent from here. */
const mailWords = {
	"would-fail": error(
		"Mail from here fails DMARC now, and receivers will refuse it or put it aside: neither a DKIM signature nor the return path counts for this domain. Publish the three records of the domain and have them checked.",
		"Le courrier envoyé d’ici échoue actuellement à DMARC, et les serveurs de réception le refuseront ou l’écarteront : ni signature DKIM ni adresse de retour ne comptent pour ce domaine. Publiez les trois enregistrements du domaine et faites-les vérifier.",
	),
	"not-authenticated": warning(
		"Mail from here does not pass DMARC yet: neither a DKIM signature nor the return path counts for this domain. Publish the three records of the domain and have them checked.",
		"Le courrier envoyé d’ici ne passe pas encore DMARC : ni signature DKIM ni adresse de retour ne comptent pour ce domaine. Publiez les trois enregistrements du domaine et faites-les vérifier.",
	),
	"without-dkim": warning(
		"Mail from here passes DMARC by its return path alone, which is lost when somebody forwards it. Mend the DKIM records of the domain.",
		"Le courrier envoyé d’ici ne passe DMARC que par son adresse de retour, perdue dès que quelqu’un le fait suivre. Corrigez les enregistrements DKIM du domaine.",
	),
	"spf-strict": warning(
		"aspf=s asks that the return path is at the very same domain, but it is at a sub-domain of it: SPF does not count, and mail from here passes by DKIM alone. Take aspf=s out, as in the record that is shown here.",
		"aspf=s exige que l’adresse de retour soit exactement dans le même domaine, or elle est dans un sous-domaine : SPF ne compte pas, et le courrier envoyé d’ici ne passe que par DKIM. Retirez aspf=s, comme dans l’enregistrement affiché ici.",
	),
	"public-suffix": warning(
		"psd=y says that anybody may register names under this domain, as under a country’s. Then the return path does not count for it. Take psd=y out, as in the record that is shown here.",
		"psd=y déclare que n’importe qui peut enregistrer des noms sous ce domaine, comme sous celui d’un pays. L’adresse de retour ne compte alors plus pour lui. Retirez psd=y, comme dans l’enregistrement affiché ici.",
	),
} as const satisfies Readonly<Record<string, Row>>;

/** What else is worth knowing of the record. */
const recordWords = {
	inherited: ok(
		"This sub-domain has no DMARC record of its own, so that of the domain above holds for it. One of its own, under the name that is shown, would come first.",
		"Ce sous-domaine n’a pas d’enregistrement DMARC propre ; celui du domaine supérieur s’applique donc. Un enregistrement propre, sous le nom affiché, passerait avant.",
	),
	"subdomain-policy": ok(
		"For sub-domains the record above has a policy of its own, sp, and it is that which holds here.",
		"Pour les sous-domaines, l’enregistrement du domaine supérieur a une politique à part, sp, et c’est elle qui s’applique ici.",
	),
	"in-part": warning(
		"The policy does not fully hold yet: t=y asks receivers not to apply it, or pct below 100 to apply it to a part of what fails.",
		"La politique ne s’applique pas encore entièrement : t=y demande aux serveurs de réception de ne pas l’appliquer, ou pct inférieur à 100 de ne l’appliquer qu’à une partie de ce qui échoue.",
	),
	"policy-missing": warning(
		"The record has no policy. Newer receivers take that for p=none, older ones pass the record over. Publish it with p, as shown here.",
		"L’enregistrement n’a pas de politique. Les serveurs récents y lisent p=none, les plus anciens l’ignorent. Publiez-le avec p, comme affiché ici.",
	),
	"policy-late": warning(
		"p does not stand directly behind v=DMARC1, where older receivers look for it. Put it there, as in the record that is shown here.",
		"p ne suit pas directement v=DMARC1, là où les serveurs plus anciens le cherchent. Placez-le là, comme dans l’enregistrement affiché ici.",
	),
	"value-unknown": warning(
		"The record has a part that the standard does not know: its name or its value is misspelt, or a semicolon is missing. Receivers pass it over. Leave it out, as in the record that is shown here, or correct it.",
		"L’enregistrement contient une partie inconnue de la norme : son nom ou sa valeur est mal écrit, ou un point-virgule manque. Les serveurs de réception l’ignorent. Retirez-la, comme dans l’enregistrement affiché ici, ou corrigez-la.",
	),
	"tag-twice": warning(
		"The record says the same thing twice, and receivers differ in which they believe. Leave one, as in the record that is shown here.",
		"L’enregistrement dit deux fois la même chose, et les serveurs de réception ne croient pas tous la même. N’en laissez qu’une, comme dans l’enregistrement affiché ici.",
	),
	"report-address": warning(
		"An address for reports (rua or ruf) is not written as mailto:name@domain, so no reports come to it. Correct it, as in the record that is shown here.",
		"Une adresse pour les rapports (rua ou ruf) n’est pas écrite sous la forme mailto:nom@domaine ; aucun rapport n’y arrive. Corrigez-la, comme dans l’enregistrement affiché ici.",
	),
	"at-the-domain": warning(
		"A DMARC record stands at the domain itself, where nobody looks for it. Its name has to be _dmarc in front of the domain.",
		"Un enregistrement DMARC se trouve au nom du domaine lui-même, où personne ne le cherche. Son nom doit être _dmarc devant le domaine.",
	),
	"domain-appended": warning(
		"A DMARC record is there, but your DNS provider appended the domain to its name once more. Enter the name without the domain at its end.",
		"Un enregistrement DMARC existe, mais votre fournisseur DNS a ajouté le domaine une seconde fois à la fin de son nom. Saisissez le nom sans le domaine final.",
	),
	"old-answer-cached": ok(
		"This is what your name servers answer; resolvers still remember what was there before. There is nothing to do but wait until its time to live is over.",
		"C’est ce que répondent vos serveurs de noms ; des résolveurs se souviennent encore de ce qui s’y trouvait avant. Il suffit d’attendre la fin de sa durée de vie.",
	),
} as const satisfies Readonly<Record<string, Row>>;

export const dmarcWords = { ...policyWords, ...mailWords, ...recordWords };
export type DmarcFinding = keyof typeof dmarcWords;

export const dmarcFindings = Object.keys(dmarcWords) as readonly DmarcFinding[];

export interface ToldDmarcFinding {
	readonly id: DmarcFinding;
	readonly state: DmarcState;
	readonly text: string;
}

export const tellDmarc = (id: DmarcFinding, language: Language): ToldDmarcFinding => ({
	id,
	state: dmarcWords[id].state,
	text: dmarcWords[id][language],
});
