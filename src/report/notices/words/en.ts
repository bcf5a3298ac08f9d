/** Notices in English. */

import { COMMAND_LINE } from "../../../terms/audit.ts";
import type { DomainRecord } from "../../../terms/identity.ts";
import type { NoticeWords } from "../notice.ts";

const note = (text: string | undefined): readonly string[] =>
	text === undefined || text === "" ? [] : [`What was written with it: ${text}`];
const broken = (records: readonly DomainRecord[]): readonly string[] =>
	records
		.filter(({ state }) => state !== "valid")
		.map(({ purpose, state }) => `${purpose}: ${state.replace("-", " ")}`);

/** Who was asked by the command line was asked by whoever runs the service. */
const inviter = (name: string): string => (name === COMMAND_LINE ? "The operator of this service" : name);

export const en: NoticeWords = {
	"quota.warning": ({ account, data: { mark, used, limit, renewsAt }, url, style }) => ({
		subject: `${account} has used ${mark} % of its quota`,
		paragraphs: [
			`${style.number(used)} of ${style.number(limit)} recipients of this period are used. The quota renews on ${style.moment(renewsAt)}.`,
			"When it is used up, further mail is refused until then. A higher plan works as soon as you have it.",
		],
		link: { text: "Plans", url: `${url}/pricing` },
	}),
	"quota.exhausted": ({ account, data: { limit, renewsAt }, url, style }) => ({
		subject: `${account} has used up its quota: mail is refused`,
		paragraphs: [
			`All ${style.number(limit)} recipients of this period are used. Further mail is refused until ${style.moment(renewsAt)}.`,
			"As soon as you have a higher plan, mail is taken again.",
		],
		link: { text: "Choose a higher plan", url: `${url}/pricing` },
	}),
	"plan.changed": ({ account, data, url, style }) => ({
		subject:
			data.planId === null
				? `${account} ${data.from === undefined ? "has" : "will have"} no plan`
				: `${account}: the plan ${data.from === undefined ? "is" : "will be"} ${data.planName}`,
		paragraphs: [
			data.planId === null
				? `${account} has no plan ${data.from === undefined ? "from now on" : `from ${style.moment(data.from)} on`}, and ${style.number(data.monthlyRecipients)} recipients a month.`
				: data.from === undefined
					? `${account} has the plan ${data.planName} with ${style.number(data.monthlyRecipients)} recipients a month from now on.`
					: `${account} will have the plan ${data.planName} with ${style.number(data.monthlyRecipients)} recipients a month from ${style.moment(data.from)} on.`,
			...note(data.note),
		],
		link: { text: "Plans", url: `${url}/pricing` },
	}),
	"plan.requested": ({ account, data, url, style }) => ({
		subject: `${account} asks for the plan ${data.planName}`,
		paragraphs: [
			`${account} would like the plan ${data.planName} with ${style.number(data.monthlyRecipients)} recipients a month. Accept or decline it.`,
			...note(data.note),
		],
		link: { text: "Plan requests", url: `${url}/operator/plan-requests` },
	}),
	"plan.declined": ({ account, data, url }) => ({
		subject: `${account}: the plan ${data.planName} was declined`,
		paragraphs: [
			`The request for the plan ${data.planName} was declined. Nothing changes.`,
			...note(data.note),
		],
		link: { text: "Plans", url: `${url}/pricing` },
	}),
	"domain.broken": ({ account, data: { name, records }, url }) => ({
		subject: `${name}: a DNS record is not right any more`,
		paragraphs: [
			`A record that authenticates ${name} (${account}) cannot be found as it should be. Mail is still taken for now; it will be refused if the record stays like this.`,
			...broken(records),
		],
		link: { text: "What to do", url: `${url}/domains` },
	}),
	"domain.mended": ({ account, data: { name }, url }) => ({
		subject: `${name}: all DNS records are right again`,
		paragraphs: [`All records of ${name} (${account}) are valid. There is nothing to do.`],
		link: { text: "Domains", url: `${url}/domains` },
	}),
	"domain.stopped": ({ account, data: { name, records }, url }) => ({
		subject: `${name}: mail is refused until its DNS records are mended`,
		paragraphs: [
			`The records of ${name} (${account}) have been wrong for too long. Its mail is refused; it will be taken again by itself once they are right.`,
			...broken(records),
		],
		link: { text: "What to do", url: `${url}/domains` },
	}),
	"account.suspended": ({ account, data: { reason } }) => ({
		subject: `${account} is suspended: mail is refused`,
		paragraphs: [
			`The operator has suspended ${account}. Its mail is refused until that is lifted.`,
			...(reason === undefined ? [] : [`The reason: ${reason}`]),
		],
	}),
	"account.resumed": ({ account }) => ({
		subject: `${account} may send again`,
		paragraphs: [`${account} is not suspended any more. Its mail is taken again from now on.`],
	}),
	"account.deletion-scheduled": ({ account, data: { at, reason }, style }) => ({
		subject: `${account} will be deleted`,
		paragraphs: [
			at === undefined
				? `${account} will be deleted with all that belongs to it.`
				: `${account} will be deleted on ${style.moment(at)} with all that belongs to it. Until then it can be restored.`,
			...(reason === undefined ? [] : [`The reason: ${reason}`]),
		],
	}),
	"webhook.paused": ({ account, data: { url: target, why }, url }) => ({
		subject: `${account}: a webhook is paused`,
		paragraphs: [`Nothing is sent to ${target} any more: ${why}`, "Resume it once its receiver works."],
		link: { text: "Webhooks", url: `${url}/settings/webhooks` },
	}),
	invitation: ({ invitation, accountName, link, style }) => ({
		subject:
			accountName === null
				? "You are asked to run this mail service"
				: `You are asked to join ${accountName}`,
		paragraphs: [
			accountName === null
				? `${inviter(invitation.invitedBy)} asks you to run this mail service.`
				: `${inviter(invitation.invitedBy)} asks you to join ${accountName}.`,
			`The link below is for you alone and works until ${style.moment(invitation.expiresAt)}. If you do not know what this is about, do nothing.`,
		],
		link: { text: "Join", url: link },
	}),
	passwordReset: ({ person, link }) => ({
		subject: "Choose a new password",
		paragraphs: [
			`Somebody, hopefully you, has asked for a new password for ${person.email}. The link below works once, for an hour.`,
			"If it was not you, do nothing: the password stays as it is.",
		],
		link: { text: "Choose a new password", url: link },
	}),
	emailChange: ({ person, change, link, style }) => ({
		subject: "Confirm your new e-mail address",
		paragraphs: [
			`${person.name} (${change.email}) wants to sign in as ${change.newEmail} from now on. Nothing changes until the link below is opened. It works once, until ${style.moment(change.expiresAt)}.`,
			"If it was not you, do nothing: the address stays as it is.",
		],
		link: { text: "Confirm the new address", url: link },
	}),
	emailTaken: ({ owner, url }) => ({
		subject: "Your e-mail address was asked for",
		paragraphs: [
			`Somebody, perhaps you, has asked to sign in as ${owner.email} with another profile. This address has a profile already: yours. Nothing has changed, and there is nothing that you need to do.`,
			"If it was you: sign in with this address as it is, or choose another one for the other profile.",
		],
		link: { text: "Sign in", url: `${url}/sign-in` },
	}),
	emailChanged: ({ person, was, support, style }) => ({
		subject: "Your e-mail address was changed",
		paragraphs: [
			`On ${style.moment(was.at)} the e-mail address of ${person.name} was changed from ${was.email} to another one. From then on one signs in with the new address, and mail about the service goes there. All other sessions were signed out.`,
			`If it was you, there is nothing to do. If it was not you, somebody knows your password: ${support === null ? "tell who runs this service at once" : `write to ${support} at once`}, so that they lock that person out and give you your access back. Change the password wherever else you use it.`,
		],
	}),
	footer: (url) => `This mail was sent by the mail service at ${url}.`,
};
