import { catalogue, same } from "../../../words/catalogue.ts";

export const connectWords = catalogue(
	{
		about:
			"Any program that speaks SMTP can send as this domain. Choose yours and paste; server, port and username are those of your account.",
		user: "SMTP user",
		noUser: "No SMTP user yet",
		noUserAbout: "Each program logs in as an SMTP user of this domain. Create one first.",
		toUsers: "To the SMTP users",
		encryption: "Encryption",
		starttls: (port: number) => `STARTTLS, port ${port}`,
		tls: (port: number) => `TLS from the start, port ${port}`,
		starttlsPort: "Port with STARTTLS",
		tlsPort: "Port with TLS from the start",
		program: "Program",
		names: {
			printer: "Scanner or printer",
			postfix: "Postfix as a satellite",
			wordpress: "WordPress (plug-in)",
		},
		settingsFor: (program: string) => `Settings for ${program}`,
		fields: {
			server: "Server",
			port: same("Port"),
			encryption: "Encryption",
			authentication: "Authentication",
			username: "Username",
			password: "Password",
			from: "Sender address",
		},
		on: "On",
		anyAddressOf: (domain: string) => `Any address @${domain}`,
		notes: {
			wordpress:
				"In any SMTP plug-in, choose “Other SMTP” and fill in these. Set the sender address for all mails (“Force From Email”): WordPress makes up one of its own otherwise.",
			printer:
				"In the device’s e-mail or “scan to mail” settings. The device has to know TLS 1.2; some call the username “account name”, and TLS from the start “SSL”.",
			postfix:
				"Hands all mail of the machine over to this service. Afterwards: postfix reload. Programs that send as another domain are refused.",
		},
		passwordIs: "In place of",
		passwordUnknown:
			"goes the password, which was shown when the SMTP user was created. Nobody can look it up; a new one can be made under SMTP users.",
		tryMode:
			"In try mode the certificate is one that the service made for itself: programs have to be told to accept it (curl: --insecure, Nodemailer: tls.rejectUnauthorized). Do so nowhere else.",
		help: "More about connecting programs",
	},
	{
		about:
			"Tout programme qui parle SMTP peut envoyer au nom de ce domaine. Choisissez le vôtre et collez ; serveur, port et nom d’utilisateur sont ceux de votre compte.",
		user: "Utilisateur SMTP",
		noUser: "Aucun utilisateur SMTP pour l’instant",
		noUserAbout: "Chaque programme se connecte comme utilisateur SMTP de ce domaine. Créez-en un d’abord.",
		toUsers: "Vers les utilisateurs SMTP",
		encryption: "Chiffrement",
		starttls: (port: number) => `STARTTLS, port ${port} (chiffré ensuite)`,
		tls: (port: number) => `TLS dès le début, port ${port}`,
		starttlsPort: "Port avec STARTTLS",
		tlsPort: "Port avec TLS dès le début",
		program: "Programme",
		names: {
			printer: "Scanner ou imprimante",
			postfix: "Postfix en satellite",
			wordpress: "WordPress (extension)",
		},
		settingsFor: (program: string) => `Réglages pour ${program}`,
		fields: {
			server: "Serveur",
			port: same("Port"),
			encryption: "Chiffrement",
			authentication: "Authentification",
			username: "Nom d’utilisateur",
			password: "Mot de passe",
			from: "Adresse d’expéditeur",
		},
		on: "Activée",
		anyAddressOf: (domain: string) => `Toute adresse @${domain}`,
		notes: {
			wordpress:
				"Dans n’importe quelle extension SMTP, choisissez « Other SMTP » et remplissez ces champs. Imposez l’adresse d’expéditeur à tous les messages (« Force From Email ») : sinon WordPress en invente une.",
			printer:
				"Dans les réglages d’e-mail ou de numérisation vers e-mail de l’appareil. Il doit connaître TLS 1.2 ; certains appellent le nom d’utilisateur « nom de compte », et TLS dès le début « SSL ».",
			postfix:
				"Confie tout le courrier de la machine à ce service. Ensuite : postfix reload. Les programmes qui envoient au nom d’un autre domaine sont refusés.",
		},
		passwordIs: "À la place de",
		passwordUnknown:
			"va le mot de passe, affiché lors de la création de l’utilisateur SMTP. Personne ne peut le retrouver ; un nouveau peut être créé sous Utilisateurs SMTP.",
		tryMode:
			"En mode d’essai, le service a fait lui-même son certificat : il faut dire aux programmes de l’accepter (curl : --insecure, Nodemailer : tls.rejectUnauthorized). Ne le faites nulle part ailleurs.",
		help: "En savoir plus sur la connexion des programmes",
	},
);
