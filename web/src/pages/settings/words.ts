import { catalogue } from "../../words/catalogue.ts";

export const accountWords = catalogue(
	{
		title: "Account settings",
		about: "What applies to the whole account and to everybody in it.",
		facts: "Account",
		save: "Save changes",
		kept: "The changes are saved",
		none: "none",
		name: "Name",
		timeZone: "Time zone",
		timeZoneHint: "Days in statistics and billing periods begin at midnight there.",
		contactEmail: "Contact address",
		contactHint: "Where notices about the account go: domains that break, the quota, a suspension.",
		billingEmail: "Billing address",
		billingHint: "Where notices about plans and payments go. Without one, they go to the contact address.",
		changedMeanwhile:
			"Somebody else has changed the account meanwhile. What you see now is theirs: look at it, then make your change again.",
		reports: {
			title: "Failure reports",
			label: "Mail the sender a report when a message could not be delivered",
			hint: "They go to the message’s sender address. Activity and webhooks tell of failures in any case.",
			on: "are mailed to the sender",
			off: "are not mailed",
		},
		extensions: {
			title: "Attachments that this account refuses",
			about:
				"Types that are ticked here are refused, though the service accepts them. Untick them to accept them again.",
			others: "Other extensions",
			othersHint: "Types that the operator has added, without dots and separated by spaces.",
			help: "Which attachments are accepted, and how they are recognised",
			groups: {
				document: "Documents",
				sheet: "Sheets",
				slides: "Slides",
				image: "Images",
				audio: "Audio",
				video: "Video",
				archive: "Archives",
				mail: "Mail and signatures",
				other: "Other types",
			},
		},
		export: {
			title: "Export",
			about:
				"Everything of the account in one file, a line of JSON for each thing: domains, SMTP users, keys, usage, suppressions, Activity, audit log. Passwords and keys are not in it.",
			act: "Download the export",
		},
		deletion: {
			title: "Delete the account",
			about: (span: string) =>
				`Mail stops at once. For ${span}, an administrator can restore the account; then everything of it goes.`,
			act: "Delete the account",
			ask: (name: string) => `Delete ${name}?`,
			stops:
				"Its mail is refused from the next command on, by SMTP and by API. What was accepted before is still delivered.",
			stays: "Nothing of it can be changed, but everything can be read and exported.",
			goes: (span: string) =>
				`After ${span}, domains, SMTP users, keys, suppressions and Activity go for good. Until then an administrator can restore the account.`,
			audit: "The audit log stays with the operator.",
			reason: "Why",
			typeName: (name: string) => `Type the account’s name to confirm: ${name}`,
			keep: "Keep the account",
			restoreAbout: (when: string) =>
				`Until ${when}, everything of it can be had back as it was; its mail is taken again at once.`,
			restore: "Restore the account",
			restored: "The account is as it was before",
		},
	},
	{
		title: "Paramètres du compte",
		about: "Ce qui vaut pour tout le compte et pour toutes les personnes qui en font partie.",
		facts: "Compte",
		save: "Enregistrer",
		kept: "Les modifications sont enregistrées",
		none: "aucun",
		name: "Nom",
		timeZone: "Fuseau horaire",
		timeZoneHint:
			"Les jours des statistiques et les périodes de facturation commencent à minuit dans ce fuseau.",
		contactEmail: "Adresse de contact",
		contactHint: "Elle reçoit les avis sur le compte : domaines en panne, quota, suspension.",
		billingEmail: "Adresse de facturation",
		billingHint:
			"Elle reçoit les avis sur les offres et les paiements. À défaut, l’adresse de contact les reçoit.",
		changedMeanwhile:
			"Quelqu’un d’autre a modifié le compte entre-temps. Sa version est maintenant affichée : regardez-la et recommencez.",
		reports: {
			title: "Rapports d’échec",
			label: "Envoyer un rapport à l’expéditeur quand un message n’a pas pu être remis",
			hint: "Ils vont à l’adresse d’expéditeur du message. L’activité et les webhooks signalent les échecs dans tous les cas.",
			on: "sont envoyés à l’expéditeur",
			off: "ne sont pas envoyés",
		},
		extensions: {
			title: "Pièces jointes que ce compte refuse",
			about:
				"Les types cochés ici sont refusés, bien que le service les accepte. Décochez-les pour les accepter de nouveau.",
			others: "Autres extensions",
			othersHint: "Types que l’opérateur a ajoutés : sans points, séparés par des espaces.",
			help: "Quelles pièces jointes sont acceptées, et comment elles sont reconnues",
			groups: {
				document: "Documents texte",
				sheet: "Tableurs",
				slides: "Présentations",
				image: "Images fixes",
				audio: "Son",
				video: "Vidéo",
				archive: "Archives compressées",
				mail: "Courrier et signatures",
				other: "Autres types",
			},
		},
		export: {
			title: "Exportation",
			about:
				"Tout le contenu du compte en un fichier, une ligne JSON par élément : domaines, utilisateurs SMTP, clés, consommation, adresses bloquées, activité, journal d’audit. Les mots de passe et les clés n’y figurent pas.",
			act: "Télécharger l’exportation",
		},
		deletion: {
			title: "Supprimer le compte",
			about: (span) =>
				`L’envoi s’arrête aussitôt. Pendant ${span}, un administrateur peut rétablir le compte ; ensuite, tout disparaît.`,
			act: "Supprimer le compte",
			ask: (name: string) => `Supprimer ${name} ?`,
			stops:
				"Ses messages sont refusés dès la prochaine commande, en SMTP comme par l’API. Ce qui a été accepté avant est encore remis.",
			stays: "Plus rien ne peut y être modifié, mais tout peut être lu et exporté.",
			goes: (span) =>
				`Après ${span}, les domaines, utilisateurs SMTP, clés, adresses bloquées et l’activité disparaissent définitivement. D’ici là, un administrateur peut rétablir le compte.`,
			audit: "Le journal d’audit reste chez l’opérateur.",
			reason: "Pourquoi",
			typeName: (name: string) => `Saisissez le nom du compte pour confirmer : ${name}`,
			keep: "Garder le compte",
			restoreAbout: (when: string) =>
				`Jusqu’au ${when}, tout peut être rétabli tel qu’il était ; le courrier est de nouveau accepté aussitôt.`,
			restore: "Rétablir le compte",
			restored: "Le compte est comme avant",
		},
	},
);
