import { catalogue } from "../../words/catalogue.ts";

export const pricingWords = catalogue(
	{
		title: "Pricing",
		about: "What each plan allows in a month. A month begins on the day your account did.",
		billing: "Manage billing",
		readOnly: "An administrator of the account chooses the plan.",
		own: "Your plan",
		askedFor: "Asked for",
		next: (when: string) => `From ${when}`,
		notListed: "No longer offered to others.",
		choose: "Choose this plan",
		declined: (plan: string) => `Your request for ${plan} was declined on`,
		none: {
			title: "No plans are offered",
			about: "Ask the operator of this service how much you may send, and how to send more.",
		},
		noAccount: {
			title: "No account is chosen",
			about:
				"Plans are chosen for an account. Choose one in the account menu, or look after the plans themselves.",
			action: "Plans of this service",
		},
		pending: {
			title: (plan: string) => `The plan ${plan} is asked for. The operator decides.`,
			by: (who: string) => `By ${who},`,
			withdraw: "Withdraw request",
			withdrawTitle: (plan: string) => `Withdraw the request for ${plan}?`,
			withdrawAbout:
				"The operator no longer sees it. You keep your plan, and can ask for another one at once.",
		},
		nextPlan: {
			none: "no plan",
			about: (plan: string, when: string) => `From ${when} on: ${plan}. Until then your plan stays as it is.`,
			keep: "Keep the present plan",
			keepAbout: (plan: string, when: string) =>
				`The change to ${plan} on ${when} does not happen. Nothing else changes.`,
		},
		chooseDialog: {
			title: (plan: string) => `Choose the plan ${plan}`,
			ask: "Send request",
			pay: "Go to payment",
			note: "Note to the operator",
			noteHint: "What they should know, such as from when you need it.",
			decided: "The operator gets your request and accepts or declines it. You can withdraw it until then.",
			paid: "You confirm and pay on the next page, at Stripe.",
			atOnceAccepted: "Once accepted, it works from the next recipient on.",
			atOncePaid: "Once paid, it works from the next recipient on.",
			fromNext: (when: string) => `It works from your next billing period on, which begins on ${when}.`,
			counted: (used: string, limit: string) =>
				`What you have sent in this period stays counted: ${used} of ${limit} recipients.`,
			until: (when: string, limit: string) => `Until ${when} you keep your ${limit} recipients.`,
			tooSmall: (used: string, limit: string) =>
				`In this period you have used ${used} recipients. The plan has ${limit}.`,
			replaces: (plan: string) => `It takes the place of what was scheduled: ${plan}.`,
			noPlan: "no plan",
		},
		done: {
			changed: (plan: string) => `You have the plan ${plan} now.`,
			scheduled: (plan: string, when: string) => `The plan ${plan} works from ${when} on.`,
			requested: (plan: string) => `The plan ${plan} is asked for.`,
		},
	},
	{
		title: "Tarifs",
		about: "Ce que chaque offre permet par mois. Un mois commence le jour où votre compte a commencé.",
		billing: "Gérer la facturation",
		readOnly: "Un administrateur du compte choisit l’offre.",
		own: "Votre offre",
		askedFor: "Demandée",
		next: (when) => `À partir du ${when}`,
		notListed: "N’est plus proposée aux autres.",
		choose: "Choisir cette offre",
		declined: (plan) => `Votre demande pour ${plan} a été refusée le`,
		none: {
			title: "Aucune offre n’est proposée",
			about: "Demandez à l’opérateur de ce service combien vous pouvez envoyer, et comment envoyer plus.",
		},
		noAccount: {
			title: "Aucun compte n’est choisi",
			about:
				"Une offre se choisit pour un compte. Choisissez-en un dans le menu du compte, ou occupez-vous des offres elles-mêmes.",
			action: "Offres de ce service",
		},
		pending: {
			title: (plan) => `L’offre ${plan} est demandée. L’opérateur décide.`,
			by: (who) => `Par ${who},`,
			withdraw: "Retirer la demande",
			withdrawTitle: (plan) => `Retirer la demande pour ${plan} ?`,
			withdrawAbout:
				"L’opérateur ne la voit plus. Vous gardez votre offre et pouvez aussitôt en demander une autre.",
		},
		nextPlan: {
			none: "aucune offre",
			about: (plan, when) => `À partir du ${when} : ${plan}. D’ici là, votre offre reste la même.`,
			keep: "Garder l’offre actuelle",
			keepAbout: (plan, when) => `Le passage à ${plan} le ${when} n’a pas lieu. Rien d’autre ne change.`,
		},
		chooseDialog: {
			title: (plan) => `Choisir l’offre ${plan}`,
			ask: "Envoyer la demande",
			pay: "Aller au paiement",
			note: "Note pour l’opérateur",
			noteHint: "Ce qu’il doit savoir, par exemple à partir de quand vous en avez besoin.",
			decided: "L’opérateur reçoit votre demande et l’accepte ou la refuse. Vous pouvez la retirer d’ici là.",
			paid: "Vous confirmez et payez à la page suivante, chez Stripe.",
			atOnceAccepted: "Une fois acceptée, elle vaut dès le destinataire suivant.",
			atOncePaid: "Une fois payée, elle vaut dès le destinataire suivant.",
			fromNext: (when) => `Elle vaut dès votre prochaine période de facturation, qui commence le ${when}.`,
			counted: (used, limit) =>
				`Ce que vous avez envoyé pendant cette période reste compté : ${used} destinataires sur ${limit}.`,
			until: (when, limit) => `Jusqu’au ${when}, vous gardez vos ${limit} destinataires.`,
			tooSmall: (used, limit) =>
				`Pendant cette période, vous avez utilisé ${used} destinataires. L’offre en a ${limit}.`,
			replaces: (plan) => `Elle remplace ce qui était prévu : ${plan}.`,
			noPlan: "aucune offre",
		},
		done: {
			changed: (plan) => `Vous avez maintenant l’offre ${plan}.`,
			scheduled: (plan, when) => `L’offre ${plan} vaut à partir du ${when}.`,
			requested: (plan) => `L’offre ${plan} est demandée.`,
		},
	},
);
