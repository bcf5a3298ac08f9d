import { catalogue, en, fr } from "../../words/catalogue.ts";

export const suppressionWords = catalogue(
	{
		title: "Suppressions",
		about:
			"Addresses that this account must not send to. A message to one of them is refused before it leaves, which protects your reputation.",
		help: "Why recipients are suppressed",
		none: "No address is suppressed",
		noneAbout:
			"Addresses come here by themselves when they bounce for good or complain. Addresses that you know of can be added or imported.",
		noMatch: "No suppressed address is like this",
		noMatchAbout: "Mail to it is not held back by this list.",
		search: "Address or a part of it",
		find: "Search",
		kind: "Reason",
		anyKind: "All reasons",
		kinds: {
			"hard-bounce": "Hard bounce",
			complaint: "Complaint",
			unsubscription: "Unsubscribed",
			"by-hand": "Added by hand",
		},
		address: "Address",
		since: "Since",
		saidBy: (who: string) => `by ${who}`,
		note: "Note",
		actions: "What can be done",
		actors: { "the account": "this account", "the operator": "the operator" },
		export: "Export CSV",
		add: {
			act: "Suppress an address",
			about: "Mail to it is refused from the next recipient on.",
			done: (address: string) => `${address} is suppressed`,
		},
		remove: {
			act: "Remove",
			ask: (address: string) => `Send to ${address} again?`,
			about: "The address goes off the list, and mail to it is accepted from the next recipient on.",
			because: {
				"hard-bounce":
					"Its server said that the address does not exist. If that is still so, the next message bounces and the address comes back here.",
				complaint:
					"The recipient called a message spam. Write again only if they have asked for it: another complaint costs reputation.",
				unsubscription: "The recipient unsubscribed. Write again only if they have asked for it.",
				"by-hand": "Somebody has put it here by hand.",
			},
		},
		import: {
			act: "Import CSV",
			title: "Import suppressed addresses",
			about:
				"A file with an address in each line, or with a heading that names the columns address, kind, since, reported_by, reply and note. At most 100,000 lines. Importing a file twice changes nothing.",
			file: "File",
			kind: "Reason for lines that name none",
			kindHint: "A column kind in the file comes first.",
			send: "Import",
			done: (n: number) => `${en.count(n, "address is", "addresses are")} newly suppressed.`,
			incomplete: "The file, or the list, is longer than allowed: not all lines were taken.",
			records: "Lines read",
			added: "Added",
			duplicates: "Known before, or twice in the file",
			invalid: "Not taken",
			problems: "What is wrong with them",
			line: (line: number, detail: string) => `Line ${line}: ${detail}`,
			close: "Back to the list",
		},
	},
	{
		title: "Adresses bloquées",
		about:
			"Les adresses auxquelles ce compte ne doit pas envoyer. Un message destiné à l’une d’elles est refusé avant de partir, ce qui protège votre réputation.",
		help: "Pourquoi des destinataires sont bloqués",
		none: "Aucune adresse n’est bloquée",
		noneAbout:
			"Les adresses arrivent ici d’elles-mêmes après un rebond dur ou une plainte. Celles que vous connaissez peuvent être ajoutées ou importées.",
		noMatch: "Aucune adresse bloquée ne correspond",
		noMatchAbout: "Cette liste ne retient pas les messages qui lui sont destinés.",
		search: "Adresse, entière ou en partie",
		find: "Rechercher",
		kind: "Raison",
		anyKind: "Toutes les raisons",
		kinds: {
			"hard-bounce": "Rebond dur",
			complaint: "Plainte",
			unsubscription: "Désinscription",
			"by-hand": "Ajout manuel",
		},
		address: "Adresse",
		since: "Depuis",
		saidBy: (who: string) => `par ${who}`,
		note: "Remarque",
		actions: "Actions possibles",
		actors: { "the account": "ce compte", "the operator": "l’opérateur" },
		export: "Exporter en CSV",
		add: {
			act: "Bloquer une adresse",
			about: "Les messages qui lui sont destinés sont refusés dès le prochain destinataire.",
			done: (address: string) => `${address} est bloquée`,
		},
		remove: {
			act: "Retirer",
			ask: (address: string) => `Envoyer de nouveau à ${address} ?`,
			about:
				"L’adresse quitte la liste, et les messages qui lui sont destinés sont acceptés dès le prochain destinataire.",
			because: {
				"hard-bounce":
					"Son serveur a dit que l’adresse n’existe pas. Si c’est toujours le cas, le prochain message rebondit et l’adresse revient ici.",
				complaint:
					"Le destinataire a signalé un message comme indésirable. N’écrivez de nouveau que s’il l’a demandé : une autre plainte coûte de la réputation.",
				unsubscription: "Le destinataire s’est désinscrit. N’écrivez de nouveau que s’il l’a demandé.",
				"by-hand": "Quelqu’un l’a mise ici à la main.",
			},
		},
		import: {
			act: "Importer un CSV",
			title: "Importer des adresses bloquées",
			about:
				"Un fichier avec une adresse par ligne, ou avec un en-tête qui nomme les colonnes address, kind, since, reported_by, reply et note. Au plus 100 000 lignes. Importer deux fois un fichier ne change rien.",
			file: "Fichier",
			kind: "Raison des lignes qui n’en donnent pas",
			kindHint: "Une colonne kind du fichier passe avant.",
			send: "Importer",
			done: (n: number) =>
				`${fr.count(n, "adresse nouvellement bloquée", "adresses nouvellement bloquées")}.`,
			incomplete:
				"Le fichier, ou la liste, est plus long que permis : toutes les lignes n’ont pas été prises.",
			records: "Lignes lues",
			added: "Ajoutées",
			duplicates: "Déjà connues, ou en double dans le fichier",
			invalid: "Non prises",
			problems: "Ce qui ne va pas",
			line: (line: number, detail: string) => `Ligne ${line} : ${detail}`,
			close: "Revenir à la liste",
		},
	},
);
