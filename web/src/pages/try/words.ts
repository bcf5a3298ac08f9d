import { catalogue, en, fr, same } from "../../words/catalogue.ts";

export const tryWords = catalogue(
	{
		title: "Try it out",
		about:
			"A closed internet inside this program: nothing leaves this machine. Send samples, break and mend records, and see what becomes of each message.",
		notTrying: {
			title: "This service is not in try mode",
			about: "Samples would reach real people here. To try things out, start the program with npm start.",
		},
		elsewhere: (name: string) => `The samples are sent by the account ${name}, and shown in its Activity.`,
		actFor: (name: string) => `Act for ${name}`,
		send: "Send",
		sendOf: (name: string) => `Send the sample: ${name}`,
		sendAll: "Send one of each",
		sendAllAbout: "All but the quota’s, so that every status can be seen in Activity.",
		toActivity: "Open Activity",
		expected: "Ends as",
		groups: {
			outcomes: "What can become of a message",
			refusals: "What is refused at the door, and why",
			quota: "When the sending quota runs out",
		},
		groupAbouts: {
			outcomes: "All of these are accepted; then the recipient’s server decides.",
			refusals: "Each is refused with a reason. Hover, focus or tap Rejected to read it.",
			quota:
				"These use up the quota of the demo account. Afterwards its mail is refused until a higher plan is chosen under Pricing.",
		},
		samples: {
			delivered: { name: "An invoice that arrives", about: "The recipient’s server takes it." },
			deferred: {
				name: "A first letter to a cautious server",
				about: "Its server says “not now” (greylisting); the message is tried again by itself and arrives.",
			},
			"soft-bounce": {
				name: "A mailbox that is full",
				about: "Taken at first; a moment later a report says that the mailbox is full.",
			},
			"hard-bounce": {
				name: "A recipient who does not exist",
				about: "Its server refuses for good. The address goes onto the list of suppressions.",
			},
			"late-bounce": {
				name: "A bounce that comes later",
				about: "Delivered at first; a second later a report comes back and turns it into a hard bounce.",
			},
			complaint: {
				name: "A recipient who complains",
				about: "Delivered; then it is reported as spam, and the recipient is suppressed.",
			},
			"domain-not-authenticated": {
				name: "From a domain without records",
				about: "newsletter.example has none of its three records: it may not send.",
			},
			"domain-mismatch": {
				name: "From a domain of somebody else",
				about: "The From address is at other.example, the SMTP user belongs to shop.example.",
			},
			"too-many-recipients": {
				name: "To 51 recipients at once",
				about: "50 are taken and delivered; the 51st is refused.",
			},
			"message-too-large": {
				name: "A message of 21 MB",
				about: "The client announces its size, and is refused before it uploads anything.",
			},
			"attachment-refused": {
				name: "A program as an attachment",
				about: "setup.exe is not on the list of accepted attachments.",
			},
			"attachment-disguised": {
				name: "A program disguised as a PDF",
				about: "invoice.pdf is a Windows program inside.",
			},
			"address-invalid": {
				name: "An address that is badly formed",
				about: "There is a space before the @.",
			},
			"domain-not-found": {
				name: "A recipient’s domain that does not exist",
				about: "It has no server for mail, and never had one.",
			},
			"quota-warning": {
				name: "A newsletter that uses most of the quota",
				about: "Sends until 85% of the quota is used: the bar turns orange.",
			},
			"quota-exceeded": {
				name: "A newsletter that is too much",
				about: "Sends until the quota is used up: the bar turns red, and the next recipient is refused.",
			},
		},
		result: {
			label: "What became of it",
			taken: (recipients: number, messages: number) =>
				`${en.count(recipients, "recipient", "recipients")} taken on, in ${en.count(messages, "message", "messages")}.`,
			again: "More is left of the quota than one click sends: send it again.",
			plans: "Choose a plan",
			waiting: "Waiting for its row in Activity",
			row: "Its row in Activity",
			article: "Read the article",
			conversation: "The conversation with the server",
			conversationLast: "The conversation of the last message",
		},
		mailbox: {
			title: "The receiving server’s mailbox",
			about: "What arrived at the recipients of the closed internet, newest first.",
			none: "Nothing has arrived yet",
			noneAbout: "Send a sample: what is delivered appears here a moment later.",
			open: "Open the whole mailbox",
			noSubject: "no subject",
			recipients: (first: string, others: number) => `${first} and ${en.n(others)} more`,
		},
		records: {
			title: "The closed internet’s DNS",
			about:
				"Here you play the provider of each domain’s DNS. Withdraw a record and its domain breaks; publish it and it is mended.",
			publish: "Publish",
			withdraw: "Withdraw",
			of: (record: string, domain: string) => `${record} of ${domain}`,
			none: "There is no domain yet",
			toDomains: "Add a domain",
			purpose: {
				"dkim-1": same("DKIM 1"),
				"dkim-2": same("DKIM 2"),
				"return-path": same("SPF/Return-Path"),
			},
		},
	},
	{
		title: "Essayer",
		about:
			"Un internet fermé à l’intérieur de ce programme : rien ne quitte cette machine. Envoyez des exemples, cassez et réparez des enregistrements, et voyez ce que devient chaque message.",
		notTrying: {
			title: "Ce service n’est pas en mode d’essai",
			about:
				"Les exemples atteindraient ici de vraies personnes. Pour essayer, lancez le programme avec npm start.",
		},
		elsewhere: (name) => `Les exemples sont envoyés par le compte ${name}, et affichés dans son activité.`,
		actFor: (name) => `Agir pour ${name}`,
		send: "Envoyer",
		sendOf: (name) => `Envoyer l’exemple : ${name}`,
		sendAll: "En envoyer un de chaque",
		sendAllAbout: "Tous sauf ceux du quota, pour voir chaque statut dans Activité.",
		toActivity: "Ouvrir Activité",
		expected: "Finit en",
		groups: {
			outcomes: "Ce que peut devenir un message",
			refusals: "Ce qui est refusé à la porte, et pourquoi",
			quota: "Quand le quota d’envoi s’épuise",
		},
		groupAbouts: {
			outcomes: "Tous sont acceptés ; ensuite, c’est le serveur du destinataire qui décide.",
			refusals:
				"Chacun est refusé avec une raison. Survolez Refusé, placez-y le focus ou touchez-le pour la lire.",
			quota:
				"Ceux-ci consomment le quota du compte de démonstration. Ensuite, son courrier est refusé jusqu’au choix d’une offre supérieure sous Tarifs.",
		},
		samples: {
			delivered: { name: "Une facture qui arrive", about: "Le serveur du destinataire l’accepte." },
			deferred: {
				name: "Une première lettre à un serveur prudent",
				about:
					"Son serveur répond « pas maintenant » (liste grise) ; le message est retenté de lui-même et arrive.",
			},
			"soft-bounce": {
				name: "Une boîte pleine",
				about: "Accepté d’abord ; un instant après, un rapport dit que la boîte est pleine.",
			},
			"hard-bounce": {
				name: "Un destinataire qui n’existe pas",
				about: "Son serveur refuse définitivement. L’adresse rejoint les adresses bloquées.",
			},
			"late-bounce": {
				name: "Un rebond qui vient plus tard",
				about: "Remis d’abord ; une seconde après, un rapport revient et en fait un rebond dur.",
			},
			complaint: {
				name: "Un destinataire qui se plaint",
				about: "Remis ; puis signalé comme indésirable, et le destinataire est bloqué.",
			},
			"domain-not-authenticated": {
				name: "Depuis un domaine sans enregistrements",
				about: "newsletter.example n’a aucun de ses trois enregistrements : il ne peut pas envoyer.",
			},
			"domain-mismatch": {
				name: "Depuis le domaine de quelqu’un d’autre",
				about: "L’adresse From est à other.example, l’utilisateur SMTP appartient à shop.example.",
			},
			"too-many-recipients": {
				name: "À 51 destinataires d’un coup",
				about: "50 sont acceptés et remis ; le 51e est refusé.",
			},
			"message-too-large": {
				name: "Un message de 21 Mo",
				about: "Le client annonce sa taille, et il est refusé avant d’avoir rien transmis.",
			},
			"attachment-refused": {
				name: "Un programme en pièce jointe",
				about: "setup.exe n’est pas dans la liste des pièces jointes acceptées.",
			},
			"attachment-disguised": {
				name: "Un programme déguisé en PDF",
				about: "invoice.pdf est en réalité un programme Windows.",
			},
			"address-invalid": {
				name: "Une adresse mal formée",
				about: "Il y a une espace avant le @.",
			},
			"domain-not-found": {
				name: "Un domaine de destinataire qui n’existe pas",
				about: "Il n’a pas de serveur de courrier, et n’en a jamais eu.",
			},
			"quota-warning": {
				name: "Une lettre d’information qui consomme l’essentiel du quota",
				about: "Envoie jusqu’à 85 % du quota : la barre devient orange.",
			},
			"quota-exceeded": {
				name: "Une lettre d’information de trop",
				about:
					"Envoie jusqu’à épuiser le quota : la barre devient rouge, et le destinataire suivant est refusé.",
			},
		},
		result: {
			label: "Ce qu’il est devenu",
			taken: (recipients, messages) =>
				`${fr.count(recipients, "destinataire accepté", "destinataires acceptés")}, en ${fr.count(messages, "message", "messages")}.`,
			again: "Il reste plus de quota qu’un clic n’en consomme : envoyez-le encore une fois.",
			plans: "Choisir une offre",
			waiting: "En attente de sa ligne dans Activité",
			row: "Sa ligne dans Activité",
			article: "Lire l’article",
			conversation: "La conversation avec le serveur",
			conversationLast: "La conversation du dernier message",
		},
		mailbox: {
			title: "La boîte du serveur de réception",
			about: "Ce qui est arrivé chez les destinataires de l’internet fermé, le plus récent d’abord.",
			none: "Rien n’est encore arrivé",
			noneAbout: "Envoyez un exemple : ce qui est remis apparaît ici un instant après.",
			open: "Ouvrir toute la boîte",
			noSubject: "sans objet",
			recipients: (first, others) => `${first} et ${fr.count(others, "autre", "autres")}`,
		},
		records: {
			title: "Le DNS de l’internet fermé",
			about:
				"Ici, vous jouez le fournisseur du DNS de chaque domaine. Retirez un enregistrement et son domaine est cassé ; publiez-le et il est réparé.",
			publish: "Publier",
			withdraw: "Retirer",
			of: (record, domain) => `${record} de ${domain}`,
			none: "Il n’y a pas encore de domaine",
			toDomains: "Ajouter un domaine",
			purpose: {
				"dkim-1": same("DKIM 1"),
				"dkim-2": same("DKIM 2"),
				"return-path": same("SPF/Return-Path"),
			},
		},
	},
);
