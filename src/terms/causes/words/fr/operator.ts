import type { SectionWords } from "../row.ts";

export const operator: SectionWords<"operator"> = {
	"destination-paused": {
		title: "L’opérateur de ce service a suspendu l’envoi vers le domaine du destinataire",
		because:
			"Le courrier pour ce domaine est accepté et gardé, et rien n’est essayé avant la fin de la suspension.",
		remedy: "Rien à faire : il part à la fin de la suspension. Si c’est urgent, demandez à l’opérateur.",
	},
	"held-by-operator": {
		title: "L’opérateur de ce service retient ce message",
		because: "Il est gardé tel quel et n’est pas essayé avant que l’opérateur ne le libère.",
		remedy: "Demandez à l’opérateur quand il sera libéré, ou si quelque chose doit y changer.",
	},
	"cancelled-by-operator": {
		title: "L’opérateur de ce service a annulé ce message",
		because: "Il attendait dans la file, et l’opérateur a mis fin à sa remise à ce destinataire.",
		remedy: "Demandez pourquoi à l’opérateur ; renvoyez-le quand c’est réglé.",
	},
};
