/** Notices in French. */

import { COMMAND_LINE } from "../../../terms/audit.ts";
import type { DomainRecord } from "../../../terms/identity.ts";
import type { NoticeWords } from "../notice.ts";

const note = (text: string | undefined): readonly string[] =>
	text === undefined || text === "" ? [] : [`Message joint : ${text}`];
const broken = (records: readonly DomainRecord[]): readonly string[] =>
	records
		.filter(({ state }) => state !== "valid")
		.map(({ purpose, state }) => `${purpose} : ${STATES[state] ?? state}`);

const STATES: Readonly<Record<string, string>> = {
	"not-found": "introuvable",
	"wrong-value": "valeur erronée",
	"not-checked": "pas encore vérifié",
	"dns-error": "erreur DNS",
};

/** Who was asked by the command line was asked by whoever runs the service. */
const inviter = (name: string): string => (name === COMMAND_LINE ? "L’opérateur de ce service" : name);

export const fr: NoticeWords = {
	"quota.warning": ({ account, data: { mark, used, limit, renewsAt }, url, style }) => ({
		subject: `${account} a utilisé ${mark} % de son quota`,
		paragraphs: [
			`${style.number(used)} des ${style.number(limit)} destinataires de cette période sont utilisés. Le quota se renouvelle le ${style.moment(renewsAt)}.`,
			"Une fois le quota épuisé, les messages suivants sont refusés jusqu’à cette date. Une offre supérieure prend effet dès que vous l’avez.",
		],
		link: { text: "Offres", url: `${url}/pricing` },
	}),
	"quota.exhausted": ({ account, data: { limit, renewsAt }, url, style }) => ({
		subject: `${account} a épuisé son quota : les messages sont refusés`,
		paragraphs: [
			`Les ${style.number(limit)} destinataires de cette période sont utilisés. Les messages suivants sont refusés jusqu’au ${style.moment(renewsAt)}.`,
			"Dès que vous avez une offre supérieure, les messages sont de nouveau acceptés.",
		],
		link: { text: "Choisir une offre supérieure", url: `${url}/pricing` },
	}),
	"plan.changed": ({ account, data, url, style }) => ({
		subject:
			data.planId === null
				? `${account} ${data.from === undefined ? "n’a" : "n’aura"} plus d’offre`
				: `${account} : l’offre ${data.from === undefined ? "est" : "sera"} ${data.planName}`,
		paragraphs: [
			data.planId === null
				? `${account} n’a plus d’offre ${data.from === undefined ? "désormais" : `à partir du ${style.moment(data.from)}`}, et ${style.number(data.monthlyRecipients)} destinataires par mois.`
				: data.from === undefined
					? `${account} a désormais l’offre ${data.planName}, avec ${style.number(data.monthlyRecipients)} destinataires par mois.`
					: `${account} aura l’offre ${data.planName}, avec ${style.number(data.monthlyRecipients)} destinataires par mois, à partir du ${style.moment(data.from)}.`,
			...note(data.note),
		],
		link: { text: "Offres", url: `${url}/pricing` },
	}),
	"plan.requested": ({ account, data, url, style }) => ({
		subject: `${account} demande l’offre ${data.planName}`,
		paragraphs: [
			`${account} souhaite l’offre ${data.planName}, avec ${style.number(data.monthlyRecipients)} destinataires par mois. Acceptez ou refusez la demande.`,
			...note(data.note),
		],
		link: { text: "Demandes d’offres", url: `${url}/operator/plan-requests` },
	}),
	"plan.declined": ({ account, data, url }) => ({
		subject: `${account} : l’offre ${data.planName} a été refusée`,
		paragraphs: [`La demande de l’offre ${data.planName} a été refusée. Rien ne change.`, ...note(data.note)],
		link: { text: "Offres", url: `${url}/pricing` },
	}),
	"domain.broken": ({ account, data: { name, records }, url }) => ({
		subject: `${name} : un enregistrement DNS n’est plus correct`,
		paragraphs: [
			`Un enregistrement qui authentifie ${name} (${account}) n’est plus tel qu’il devrait être. Les messages sont encore acceptés ; ils seront refusés si l’enregistrement reste ainsi.`,
			...broken(records),
		],
		link: { text: "Que faire", url: `${url}/domains` },
	}),
	"domain.mended": ({ account, data: { name }, url }) => ({
		subject: `${name} : tous les enregistrements DNS sont de nouveau corrects`,
		paragraphs: [`Tous les enregistrements de ${name} (${account}) sont valides. Il n’y a rien à faire.`],
		link: { text: "Domaines", url: `${url}/domains` },
	}),
	"domain.stopped": ({ account, data: { name, records }, url }) => ({
		subject: `${name} : les messages sont refusés tant que les enregistrements DNS ne sont pas réparés`,
		paragraphs: [
			`Les enregistrements de ${name} (${account}) sont incorrects depuis trop longtemps. Ses messages sont refusés ; ils seront de nouveau acceptés d’eux-mêmes dès que tout est correct.`,
			...broken(records),
		],
		link: { text: "Que faire", url: `${url}/domains` },
	}),
	"account.suspended": ({ account, data: { reason } }) => ({
		subject: `${account} est suspendu : les messages sont refusés`,
		paragraphs: [
			`L’opérateur a suspendu ${account}. Ses messages sont refusés jusqu’à la levée de cette mesure.`,
			...(reason === undefined ? [] : [`La raison : ${reason}`]),
		],
	}),
	"account.resumed": ({ account }) => ({
		subject: `${account} peut de nouveau envoyer`,
		paragraphs: [`${account} n’est plus suspendu. Ses messages sont de nouveau acceptés.`],
	}),
	"account.deletion-scheduled": ({ account, data: { at, reason }, style }) => ({
		subject: `${account} sera supprimé`,
		paragraphs: [
			at === undefined
				? `${account} sera supprimé avec tout ce qui lui appartient.`
				: `${account} sera supprimé le ${style.moment(at)} avec tout ce qui lui appartient. Il peut être rétabli jusque-là.`,
			...(reason === undefined ? [] : [`La raison : ${reason}`]),
		],
	}),
	"webhook.paused": ({ account, data: { url: target, why }, url }) => ({
		subject: `${account} : un webhook est en pause`,
		paragraphs: [
			`Plus rien n’est envoyé à ${target} : ${why}`,
			"Reprenez-le une fois que son destinataire fonctionne.",
		],
		link: { text: "Webhooks", url: `${url}/settings/webhooks` },
	}),
	invitation: ({ invitation, accountName, link, style }) => ({
		subject:
			accountName === null
				? "Vous êtes invité à gérer ce service de messagerie"
				: `Vous êtes invité à rejoindre ${accountName}`,
		paragraphs: [
			accountName === null
				? `${inviter(invitation.invitedBy)} vous invite à gérer ce service de messagerie.`
				: `${inviter(invitation.invitedBy)} vous invite à rejoindre ${accountName}.`,
			`Le lien ci-dessous est pour vous seul et fonctionne jusqu’au ${style.moment(invitation.expiresAt)}. Si vous ne savez pas de quoi il s’agit, ne faites rien.`,
		],
		link: { text: "Rejoindre", url: link },
	}),
	passwordReset: ({ person, link }) => ({
		subject: "Choisissez un nouveau mot de passe",
		paragraphs: [
			`Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour ${person.email}. Le lien ci-dessous fonctionne une fois, pendant une heure.`,
			"Si ce n’était pas vous, ne faites rien : le mot de passe reste le même.",
		],
		link: { text: "Choisir un nouveau mot de passe", url: link },
	}),
	emailChange: ({ person, change, link, style }) => ({
		subject: "Confirmez votre nouvelle adresse e-mail",
		paragraphs: [
			`${person.name} (${change.email}) souhaite se connecter désormais en tant que ${change.newEmail}. Rien ne change tant que le lien ci-dessous n’a pas été ouvert. Il fonctionne une seule fois, jusqu’au ${style.moment(change.expiresAt)}.`,
			"Si ce n’était pas vous, ne faites rien : l’adresse reste ce qu’elle est.",
		],
		link: { text: "Confirmer la nouvelle adresse", url: link },
	}),
	emailTaken: ({ owner, url }) => ({
		subject: "Votre adresse e-mail a été demandée",
		paragraphs: [
			`Quelqu’un, peut-être vous, a demandé à se connecter en tant que ${owner.email} avec un autre profil. Cette adresse a déjà un profil : le vôtre. Rien n’a changé, et vous n’avez rien à faire.`,
			"Si c’était vous : connectez-vous avec cette adresse telle qu’elle est, ou choisissez-en une autre pour l’autre profil.",
		],
		link: { text: "Se connecter", url: `${url}/sign-in` },
	}),
	emailChanged: ({ person, was, support, style }) => ({
		subject: "Votre adresse e-mail a été changée",
		paragraphs: [
			`Le ${style.moment(was.at)}, l’adresse e-mail de ${person.name} est passée de ${was.email} à une autre. On se connecte désormais avec la nouvelle adresse, et les messages du service y sont envoyés. Toutes les autres sessions ont été déconnectées.`,
			`Si c’était vous, vous n’avez rien à faire. Si ce n’était pas vous, quelqu’un connaît votre mot de passe : ${support === null ? "prévenez sans attendre les responsables de ce service" : `écrivez sans attendre à ${support}`}, pour que cette personne soit bloquée et que votre accès vous soit rendu. Changez ce mot de passe partout où vous l’utilisez.`,
		],
	}),
	footer: (url) => `Ce message a été envoyé par le service de messagerie à l’adresse ${url}.`,
};
