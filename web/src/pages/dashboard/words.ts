import { catalogue } from "../../words/catalogue.ts";

export const dashboardWords = catalogue(
	{
		title: "Dashboard",
		connect: {
			title: "Connect your application",
			about:
				"Any program that speaks SMTP can send through this service, as an SMTP user of one of your domains.",
			server: "Server",
			starttls: "Port with STARTTLS",
			tls: "Port with TLS from the start",
			help: "Settings for common software",
		},
	},
	{
		title: "Tableau de bord",
		connect: {
			title: "Connecter votre application",
			about:
				"Tout programme qui parle SMTP peut envoyer par ce service, comme utilisateur SMTP d’un de vos domaines.",
			server: "Serveur",
			starttls: "Port avec STARTTLS",
			tls: "Port avec TLS dès le début",
			help: "Réglages pour les logiciels courants",
		},
	},
);
