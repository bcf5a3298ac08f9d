import type { Words } from "../../row.ts";
import type { serviceRefusals } from "../../service.ts";

export const serviceWords = {
	"shutting-down": {
		title: "Le service redémarre",
		because: "Le serveur s’arrête et ne prend plus rien de nouveau. Le message n’est pas en cause.",
		remedy: "Réessayez dans une minute. La plupart des programmes le font d’eux-mêmes.",
	},
	overloaded: {
		title: "Le service est surchargé",
		because: "Le service a plus à faire qu’il ne peut enregistrer à temps. Le message n’est pas en cause.",
		remedy: "Réessayez dans quelques minutes. La plupart des programmes le font d’eux-mêmes.",
	},
	"storage-full": {
		title: "Le service n’a plus de place pour les messages",
		because: "Le disque du service est presque plein. Le message n’est pas en cause.",
		remedy:
			"Réessayez plus tard. Si vous exploitez ce service, libérez de la place ou raccourcissez la durée de conservation de l’Activité.",
	},
	"internal-fault": {
		title: "Un incident s’est produit dans le service",
		because:
			"Le service a rencontré une défaillance qui lui est propre en traitant le message. Elle est au journal sous le numéro d’incident {incident}.",
		remedy:
			"Réessayez plus tard. Si cela se reproduit, donnez à l’opérateur le numéro d’incident {incident}.",
	},
	"dns-unavailable": {
		title: "Le DNS ne répond pas",
		because: "Le DNS n’ayant pas répondu, on n’a pas pu savoir si {domain} existe et reçoit du courrier.",
		remedy: "Réessayez plus tard. Si cela dure, les serveurs de noms de {domain} sont peut-être en panne.",
	},
} as const satisfies Record<keyof typeof serviceRefusals, Words>;
