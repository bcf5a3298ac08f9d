import { catalogue, en, fr, same } from "../../../words/catalogue.ts";

export const recordWords = catalogue(
	{
		required: "Records to publish",
		requiredAbout:
			"Create these three CNAME records at the provider of your DNS. They lead to names that this service looks after, so that keys change without your doing anything.",
		help: "Step by step, and the usual mistakes",
		extra: "Optional: signatures with Ed25519",
		extraAbout: "The domain can send without these two. Until both are valid, mail is signed with RSA alone.",
		purposes: {
			"dkim-1": "The key with which your messages are signed, or the one that comes next.",
			"dkim-2": "The other key: one signs, the other is ready for the next change of keys.",
			"return-path":
				"Where bounces come back to, and the proof that this service may send for your domain (SPF).",
			"dkim-1-ed25519": "A second, shorter kind of key, for receivers that know it.",
			"dkim-2-ed25519": "Its other key, for the next change.",
		},
		type: same("Type"),
		name: "Name",
		value: "Value",
		nameOf: (record: string) => `the name of ${record}`,
		valueOf: (record: string) => `the value of ${record}`,
		shortName: "Where your provider appends the domain by itself, enter only:",
		found: "Found",
		expected: "Expected",
		checkNow: "Check now",
		checkedNow: "All records were looked up",
		neverChecked: "Not looked up yet",
		checked: "Last checked",
		changed: "so since",
		toUsers: "SMTP users",
		banner: {
			verified: (name: string) => `All three records are valid: ${name} can send.`,
			vouched: (name: string) =>
				`The operator vouches for ${name}: it can send, whatever its records say. Publish them all the same, so that its mail is signed and bounces come back.`,
			new: (name: string) =>
				`Publish the three records below, and ${name} can send. They are looked up every minute while this page is open.`,
			waiting: (name: string, valid: number, all: number) =>
				`${en.n(valid)} of ${en.count(all, "record", "records")} ${valid === 1 ? "is" : "are"} valid. Mail from ${name} is refused until all are. They are looked up every minute while this page is open.`,
			breaking: (records: string, since: string, until: string, name: string) =>
				`Not valid any more since ${since}: ${records}. Mail from ${name} is still taken until ${until}; after that it is refused, until all three records are valid again.`,
			breakingSomeTime: (records: string, since: string, name: string) =>
				`Not valid any more since ${since}: ${records}. Mail from ${name} is still taken for a while; after that it is refused, until all three records are valid again.`,
			stopped: (records: string, since: string, until: string, name: string) =>
				`Mail from ${name} is refused since ${until}. Not valid since ${since}: ${records}. As soon as all three records are valid again, mail is taken again.`,
		},
		closed: {
			title: "The closed internet of try mode",
			about:
				"Here you play the provider of the domain’s DNS: publish a record and it becomes valid, withdraw it and see what happens.",
			publish: "Publish",
			withdraw: "Withdraw",
			publishAll: "Publish all",
		},
		dmarc: {
			title: "DMARC policy",
			about:
				"Not needed for sending here, but large receivers expect one. It tells them what to do with mail that only pretends to be yours.",
			states: {
				ok: "In order",
				warning: "Could be better",
				error: "Needs mending",
				"not-checked": "Not looked up",
			},
			found: (name: string) => `Found at ${name}`,
			publish: "Publish this record in its place",
			typeOf: "the type of the DMARC record",
			again: "Look it up again",
		},
		settings: {
			title: "Settings of this domain",
			returnPath: "Return path",
			changeReturnPath: "Change the return path",
			returnPathMeans:
				"Where bounces go. Another name takes another record: bounces keep going to the old name until the new record was seen.",
			returnPathHint: (name: string) => `A name under ${name} that is not used for anything else.`,
			ed25519: "Signatures with Ed25519",
			ed25519On: "On: messages are signed with RSA and, once its two records are valid, with Ed25519.",
			ed25519Off: "Off: messages are signed with RSA alone, which every receiver understands.",
			switchOn: "Switch on",
			switchOff: "Switch off",
			ed25519Start: "Sign with Ed25519 as well?",
			ed25519StartMeans:
				"Two more records appear on this page. Once they are valid, each message has a second, shorter signature. Nothing else changes.",
			ed25519Stop: "Stop signing with Ed25519?",
			ed25519StopMeans:
				"Messages are signed with RSA alone from now on. The two records are not needed any more and can be deleted at your provider.",
			remove: "Remove domain",
			removeAbout: "When nothing sends as this domain any more.",
			end: "No longer needed",
			removeAsk: (name: string) => `Remove ${name}?`,
			removed: (name: string) => `${name} is removed`,
			mailRefused: (name: string) => `Mail from ${name} is refused from now on.`,
			usersStop: (users: number, more: boolean) =>
				`Its SMTP users (${en.n(users)}${more ? " and more" : ""}) stop working at once: programs that use them can no longer log in.`,
			acceptedStay:
				"Messages that were accepted already are still tried, but without a signature of the domain.",
			namesChange:
				"When the domain is added again, its records have new values: the old ones do not count any more.",
		},
	},
	{
		required: "Enregistrements à publier",
		requiredAbout:
			"Créez ces trois enregistrements CNAME chez le fournisseur de votre DNS. Ils mènent à des noms dont ce service s’occupe : les clés changent sans que vous ayez rien à faire.",
		help: "Pas à pas, et les erreurs courantes",
		extra: "Facultatif : signatures Ed25519",
		extraAbout:
			"Le domaine peut envoyer sans ces deux-là. Tant qu’ils ne sont pas valides, le courrier est signé avec RSA seulement.",
		purposes: {
			"dkim-1": "La clé qui signe vos messages, ou celle qui vient ensuite.",
			"dkim-2": "L’autre clé : l’une signe, l’autre attend le prochain changement de clés.",
			"return-path":
				"L’endroit où reviennent les rebonds, et la preuve que ce service peut envoyer pour votre domaine (SPF).",
			"dkim-1-ed25519": "Une seconde sorte de clé, plus courte, pour les serveurs qui la connaissent.",
			"dkim-2-ed25519": "Son autre clé, pour le prochain changement.",
		},
		type: same("Type"),
		name: "Nom",
		value: "Valeur",
		nameOf: (record: string) => `le nom de ${record}`,
		valueOf: (record: string) => `la valeur de ${record}`,
		shortName: "Si votre fournisseur ajoute lui-même le domaine, saisissez seulement :",
		found: "Trouvé",
		expected: "Attendu",
		checkNow: "Vérifier maintenant",
		checkedNow: "Tous les enregistrements ont été consultés",
		neverChecked: "Pas encore consulté",
		checked: "Dernière vérification :",
		changed: "ainsi depuis",
		toUsers: "Utilisateurs SMTP",
		banner: {
			verified: (name: string) => `Les trois enregistrements sont valides : ${name} peut envoyer.`,
			vouched: (name: string) =>
				`L’opérateur se porte garant de ${name} : le domaine peut envoyer, quels que soient ses enregistrements. Publiez-les quand même, pour que son courrier soit signé et que les rebonds reviennent.`,
			new: (name: string) =>
				`Publiez les trois enregistrements ci-dessous, et ${name} pourra envoyer. Ils sont consultés chaque minute tant que cette page est ouverte.`,
			waiting: (name: string, valid: number, all: number) =>
				`${fr.count(valid, "enregistrement valide", "enregistrements valides")} sur ${fr.n(all)}. Le courrier de ${name} est refusé tant que tous ne le sont pas. Ils sont consultés chaque minute tant que cette page est ouverte.`,
			breaking: (records: string, since: string, until: string, name: string) =>
				`Plus valide depuis le ${since} : ${records}. Le courrier de ${name} est encore accepté jusqu’au ${until} ; ensuite il sera refusé, jusqu’à ce que les trois enregistrements soient de nouveau valides.`,
			breakingSomeTime: (records: string, since: string, name: string) =>
				`Plus valide depuis le ${since} : ${records}. Le courrier de ${name} est encore accepté quelque temps ; ensuite il sera refusé, jusqu’à ce que les trois enregistrements soient de nouveau valides.`,
			stopped: (records: string, since: string, until: string, name: string) =>
				`Le courrier de ${name} est refusé depuis le ${until}. Plus valide depuis le ${since} : ${records}. Dès que les trois enregistrements seront de nouveau valides, le courrier sera de nouveau accepté.`,
		},
		closed: {
			title: "L’internet fermé du mode d’essai",
			about:
				"Ici, vous jouez le fournisseur du DNS du domaine : publiez un enregistrement et il devient valide, retirez-le et voyez ce qui se passe.",
			publish: "Publier",
			withdraw: "Retirer",
			publishAll: "Tout publier",
		},
		dmarc: {
			title: "Politique DMARC",
			about:
				"Pas nécessaire pour envoyer ici, mais les grands services de réception en attendent une. Elle leur dit que faire du courrier qui prétend seulement venir de vous.",
			states: {
				ok: "En ordre",
				warning: "Peut être améliorée",
				error: "À corriger",
				"not-checked": "Pas consultée",
			},
			found: (name: string) => `Trouvé sous ${name}`,
			publish: "Publiez cet enregistrement à sa place",
			typeOf: "le type de l’enregistrement DMARC",
			again: "Consulter à nouveau",
		},
		settings: {
			title: "Réglages de ce domaine",
			returnPath: "Adresse de retour",
			changeReturnPath: "Changer l’adresse de retour",
			returnPathMeans:
				"Là où vont les rebonds. Un autre nom demande un autre enregistrement : les rebonds vont à l’ancien nom jusqu’à ce que le nouvel enregistrement soit vu.",
			returnPathHint: (name: string) => `Un nom sous ${name} qui ne sert à rien d’autre.`,
			ed25519: "Signatures Ed25519",
			ed25519On:
				"Activées : les messages sont signés avec RSA et, dès que ses deux enregistrements sont valides, avec Ed25519.",
			ed25519Off:
				"Désactivées : les messages sont signés avec RSA seulement, que tous les serveurs comprennent.",
			switchOn: "Activer",
			switchOff: "Désactiver",
			ed25519Start: "Signer aussi en Ed25519 ?",
			ed25519StartMeans:
				"Deux enregistrements de plus apparaissent sur cette page. Dès qu’ils sont valides, chaque message porte une seconde signature, plus courte. Rien d’autre ne change.",
			ed25519Stop: "Ne plus signer en Ed25519 ?",
			ed25519StopMeans:
				"Les messages sont désormais signés avec RSA seulement. Les deux enregistrements ne servent plus et peuvent être supprimés chez votre fournisseur.",
			remove: "Supprimer le domaine",
			removeAbout: "Quand plus rien n’envoie au nom de ce domaine.",
			end: "Plus nécessaire",
			removeAsk: (name: string) => `Supprimer ${name} ?`,
			removed: (name: string) => `${name} est supprimé`,
			mailRefused: (name: string) => `Le courrier de ${name} est désormais refusé.`,
			usersStop: (users: number, more: boolean) =>
				`Ses utilisateurs SMTP (${fr.n(users)}${more ? " et plus" : ""}) cessent aussitôt de fonctionner : les programmes qui s’en servent ne peuvent plus se connecter.`,
			acceptedStay: "Les messages déjà acceptés sont encore tentés, mais sans signature du domaine.",
			namesChange:
				"Si le domaine est ajouté à nouveau, ses enregistrements auront de nouvelles valeurs : les anciennes ne comptent plus.",
		},
	},
);
