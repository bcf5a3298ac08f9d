/** What the pages of the receiving server's mailbox say. */

const en = {
	mailbox: "Mailbox",
	about: "What the built-in receiving server got. Nothing of this has left this machine.",
	none: "The mailbox is empty. What is sent appears here a moment later.",
	live: { live: "live", lost: "not connected", above: "new mail above" },
	time: "Time",
	to: "To",
	subject: "Subject",
	from: "From",
	fromNarrow: "from ",
	size: "Size",
	noSubject: "no subject",
	withoutSubject: "Mail without a subject",
	returnPath: "Return path",
	recipients: "Recipients",
	received: "Received",
	noTls: "no TLS",
	octets: "octets as received",
	try: {
		title: "Send a mail to try it",
		paste:
			"This is a closed internet: nothing leaves this machine. Paste this into a terminal; the mail appears below and in Activity.",
		samples: "Or send samples at one click.",
		copy: "Copy",
		copied: "Copied",
		server: "Server",
		username: "Username",
		password: "Password",
		sender: "Sender",
		outcomes: (domain: string) =>
			`Other outcomes: send to greylisted, unknown-user, mailbox-full or slow at ${domain}, send from another domain, or attach a program.`,
	},
};

const fr: typeof en = {
	mailbox: "Boîte de réception",
	about: "Ce que le serveur de réception intégré a reçu. Rien de tout cela n’a quitté cette machine.",
	none: "La boîte est vide. Ce qui est envoyé apparaît ici un instant après.",
	live: { live: "en direct", lost: "pas de connexion", above: "nouveau courrier au-dessus" },
	time: "Heure",
	to: "À",
	subject: "Objet",
	from: "De",
	fromNarrow: "de ",
	size: "Taille",
	noSubject: "sans objet",
	withoutSubject: "Message sans objet",
	returnPath: "Adresse de retour",
	recipients: "Destinataires",
	received: "Reçu",
	noTls: "sans TLS",
	octets: "octets tels que reçus",
	try: {
		title: "Envoyer un message pour essayer",
		paste:
			"C’est un internet fermé : rien ne quitte cette machine. Collez ceci dans un terminal ; le message apparaît ci-dessous et dans Activité.",
		samples: "Ou envoyez des exemples d’un clic.",
		copy: "Copier",
		copied: "Copié",
		server: "Serveur",
		username: "Identifiant",
		password: "Mot de passe",
		sender: "Expéditeur",
		outcomes: (domain) =>
			`Autres issues : envoyez à greylisted, unknown-user, mailbox-full ou slow à ${domain}, depuis un autre domaine, ou joignez un programme.`,
	},
};

export const mailboxWords = { en, fr } as const;
