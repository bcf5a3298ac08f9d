import { catalogue } from "../../../words/catalogue.ts";

export const keyWords = catalogue(
	{
		about:
			"Each message is signed (DKIM). Keys change by themselves about every 90 days: the next one is published behind your other DKIM record, and signs only once it was seen there.",
		noneSigns:
			"No key signs at the moment: mail is taken, and leaves as soon as a key was seen behind your DKIM records.",
		none: "No keys",
		noneAbout: "They are made with the domain. Ask the operator.",
		rotate: "Rotate now",
		leaked: "Somebody else may have the key",
		revoke: "Revoke the key",
		rotateAsk: "Rotate the keys now?",
		leakedAsk: "Revoke the key that signs?",
		leakedMeans: (selector: string) =>
			`The key ${selector} is revoked at once: its record becomes empty, and receivers no longer accept signatures made with it, also those of messages that are under way.`,
		nextReady: (selector: string) =>
			`The next key, ${selector}, was seen in the DNS. It signs as soon as no resolver can remember what stood there before: at once, or within a few hours.`,
		nextAwaited:
			"The next key was not seen in the DNS yet. It takes over as soon as it is; until then the present one signs.",
		nextAwaitedAfterLeak:
			"The next key was not seen in the DNS yet. Mail is still taken, but waits until it is.",
		oldStays: "The present key stays published until all that it signed has arrived.",
		nothingToPublish: "There is nothing for you to publish: your records lead to the new key.",
		rotated: "The next key signs now",
		rotationWaits: "The change of keys is ordered",
		ordered:
			"A change of keys is ordered. The next key takes over once it was seen in the DNS and no resolver can remember what stood there before; until then the present one signs.",
		algorithm: { "rsa-sha256": "RSA, 2048 bits", "ed25519-sha256": "Ed25519 (short key)" },
		stage: {
			pending: "Ready",
			unseen: "Not seen yet",
			active: "Signs",
			retiring: "Going out",
			revoked: "Revoked",
		},
		stageMeans: {
			pending: "It takes over at the next change of keys.",
			active: "Your messages are signed with it.",
			retiring: "It signs nothing any more, and stays published until all that it signed has arrived.",
			retired: "It is no longer published.",
		},
		isRevoked: "Its record is empty: signatures made with it no longer count.",
		times: {
			createdAt: "Made",
			seenAt: "Seen in the DNS",
			activeAt: "Signs since",
			rotateAt: "Changes from",
			retiringAt: "Going out since",
		},
		published: "What is published",
		nameOf: (selector: string) => `the name of the key ${selector}`,
		textOf: (selector: string) => `the text of the key ${selector}`,
	},
	{
		about:
			"Chaque message est signé (DKIM). Les clés changent d’elles-mêmes tous les 90 jours environ : la suivante est publiée derrière votre autre enregistrement DKIM, et ne signe qu’une fois vue à cet endroit.",
		noneSigns:
			"Aucune clé ne signe en ce moment : le courrier est accepté, et part dès qu’une clé est vue derrière vos enregistrements DKIM.",
		none: "Aucune clé",
		noneAbout: "Elles sont créées avec le domaine. Adressez-vous à l’opérateur.",
		rotate: "Changer de clé maintenant",
		leaked: "Quelqu’un d’autre a peut-être la clé",
		revoke: "Révoquer la clé",
		rotateAsk: "Changer de clé maintenant ?",
		leakedAsk: "Révoquer la clé qui signe ?",
		leakedMeans: (selector: string) =>
			`La clé ${selector} est révoquée aussitôt : son enregistrement devient vide, et les serveurs de réception n’acceptent plus les signatures faites avec elle, y compris celles des messages en route.`,
		nextReady: (selector: string) =>
			`La clé suivante, ${selector}, a été vue dans le DNS. Elle signe dès qu’aucun résolveur ne peut plus se souvenir de ce qui s’y trouvait avant : aussitôt, ou en quelques heures.`,
		nextAwaited:
			"La clé suivante n’a pas encore été vue dans le DNS. Elle prend le relais dès qu’elle l’est ; d’ici là, la clé actuelle signe.",
		nextAwaitedAfterLeak:
			"La clé suivante n’a pas encore été vue dans le DNS. Le courrier est encore accepté, mais attend qu’elle le soit.",
		oldStays: "La clé actuelle reste publiée jusqu’à l’arrivée de tout ce qu’elle a signé.",
		nothingToPublish: "Vous n’avez rien à publier : vos enregistrements mènent à la nouvelle clé.",
		rotated: "La clé suivante signe désormais",
		rotationWaits: "Le changement de clé est demandé",
		ordered:
			"Un changement de clé est demandé. La clé suivante prend le relais une fois vue dans le DNS, quand aucun résolveur ne peut plus se souvenir de ce qui s’y trouvait avant ; d’ici là, la clé actuelle signe.",
		algorithm: { "rsa-sha256": "RSA de 2048 bits", "ed25519-sha256": "Ed25519 (clé courte)" },
		stage: {
			pending: "Prête",
			unseen: "Pas encore vue",
			active: "Signe",
			retiring: "En fin de vie",
			revoked: "Révoquée",
		},
		stageMeans: {
			pending: "Elle prend le relais au prochain changement de clés.",
			active: "Vos messages sont signés avec elle.",
			retiring: "Elle ne signe plus, et reste publiée jusqu’à l’arrivée de tout ce qu’elle a signé.",
			retired: "Elle n’est plus publiée.",
		},
		isRevoked: "Son enregistrement est vide : les signatures faites avec elle ne comptent plus.",
		times: {
			createdAt: "Créée",
			seenAt: "Vue dans le DNS",
			activeAt: "Signe depuis",
			rotateAt: "Change à partir du",
			retiringAt: "En fin de vie depuis",
		},
		published: "Ce qui est publié",
		nameOf: (selector: string) => `le nom de la clé ${selector}`,
		textOf: (selector: string) => `le texte de la clé ${selector}`,
	},
);
