import type { attachmentRefusals } from "../../attachments.ts";
import type { Words } from "../../row.ts";

export const attachmentWords = {
	"attachment-type-refused": {
		title: "Ce type de pièce jointe n’est pas accepté",
		because:
			"« {file} » est du type {extension}, qui ne figure pas dans la liste des pièces jointes acceptées. Il s’agit de : {finding}.",
		remedy:
			"Envoyez le fichier dans un format accepté, comme le PDF, ou envoyez un lien. La liste se trouve dans l’article sur les pièces jointes acceptées.",
	},
	"attachment-content-mismatch": {
		title: "La pièce jointe n’est pas ce que son nom annonce",
		because: "Le nom « {file} » annonce {expected}, {extension}, et le contenu est : {finding}.",
		remedy:
			"Donnez au fichier l’extension de ce qu’il est, ou exportez-le à nouveau dans le format que le nom annonce. Si cela vous surprend, faites analyser le fichier par un antivirus.",
	},
	"attachment-encrypted": {
		title: "La pièce jointe est chiffrée",
		because:
			"« {file} » ({extension}) ne peut pas être examiné : {finding}. Ce service refuse les archives qu’il ne peut pas vérifier.",
		remedy: "Envoyez l’archive sans mot de passe, ou envoyez un lien.",
	},
	"attachment-archive-unsafe": {
		title: "La pièce jointe ne peut pas être décompressée sans risque",
		because:
			"« {file} » ({extension}) est construit comme une archive destinée à saturer le programme qui l’ouvre : {finding}.",
		remedy:
			"Créez une nouvelle archive des fichiers eux-mêmes, sans archive dans l’archive, ou envoyez un lien.",
	},
} as const satisfies Record<keyof typeof attachmentRefusals, Words>;
