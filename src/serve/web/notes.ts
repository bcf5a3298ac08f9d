/** Pages that say why there is no page. */

import { html } from "hono/html";
import type { Language } from "../../terms/refusals/index.ts";
import type { Markup, Page } from "./layout.ts";

const page = (title: string, about: Markup): Page => ({
	title,
	tab: null,
	body: html`<h1>${title}</h1><p>${about}</p>`,
});

export const nothingHere = (language: Language): Page =>
	language === "fr"
		? page(
				"Il n’y a rien ici",
				html`L’adresse est peut-être ancienne, ou mal écrite. <a href="/">Aller à la page d’accueil</a>`,
			)
		: page(
				"There is nothing here",
				html`The address may be old or mistyped. <a href="/">To the start page</a>`,
			);

/** `incident`: under which the log has it. */
export const fault = (incident: string, language: Language): Page =>
	language === "fr"
		? page(
				"Une erreur s’est produite",
				html`La faute est nôtre. Réessayez dans un instant. Le journal la connaît sous le numéro <code>${incident}</code>.`,
			)
		: page(
				"Something went wrong here",
				html`The fault is ours. Try again in a moment. The log has it as incident <code>${incident}</code>.`,
			);

export const notBuilt = (language: Language): Page =>
	language === "fr"
		? page(
				"L’application web n’est pas construite",
				html`Arrêtez le service, lancez <code>npm run build</code> et redémarrez-le. L’envoi, l’API et l’<a href="/help">aide</a> fonctionnent sans elle.`,
			)
		: page(
				"The web app is not built",
				html`Stop the service, run <code>npm run build</code> and start it again. Sending, the API and <a href="/help">Help</a> work without it.`,
			);
