import type { SectionWords } from "../row.ts";

export const message: SectionWords<"message"> = {
	"content-refused": {
		title: "Le serveur du destinataire prend le message pour du spam",
		because: "Son filtre n’a pas aimé quelque chose dans le contenu.",
		remedy: "Regardez la rédaction, les liens et les images ; la réponse dit peut-être ce qui gênait.",
	},
	"link-refused": {
		title: "Le serveur du destinataire a refusé un lien du message",
		because: "Le message nomme un site qui figure sur une liste de sites dangereux ou indésirables.",
		remedy: "Retirez le lien, et vérifiez que votre propre site n’a pas été piraté.",
	},
	"attachment-refused": {
		title: "Le serveur du destinataire a refusé une pièce jointe",
		because: "Il ne prend pas les fichiers de cette sorte, ou de ce nom.",
		remedy: "Transmettez le fichier autrement, par exemple par un lien.",
	},
	"virus-found": {
		title: "Le serveur du destinataire a trouvé un logiciel malveillant dans le message",
		because: "Son analyseur a reconnu quelque chose de dangereux.",
		remedy: "Analysez les fichiers et l’ordinateur d’où ils viennent, et renvoyez sans eux.",
	},
	"message-malformed": {
		title: "Le message n’est pas construit comme il le doit",
		because: "Pour le serveur du destinataire, un champ d’en-tête manque, est double ou mal formé.",
		remedy: "Corrigez le programme qui fait le message ; la réponse nomme d’ordinaire le champ (RFC 5322).",
	},
	"message-too-big": {
		title: "Le message est trop gros pour le serveur du destinataire",
		because: "Il dépasse la taille que prend ce serveur ou cette boîte.",
		remedy: "Envoyez un lien plutôt qu’une grosse pièce jointe.",
	},
	policy: {
		title: "Une règle de l’organisation du destinataire a refusé le message",
		because: "Le serveur dit que sa politique ne le permet pas, sans dire quelle règle.",
		remedy:
			"Demandez à l’administrateur du destinataire, avec la réponse ; il peut voir quelle règle c’était.",
	},
	"no-8bit-support": {
		title: "Le serveur du destinataire n’accepte pas de contenu à 8 bits",
		because: "Le contenu a des octets au-dessus de 127 et le serveur n’offre pas 8BITMIME.",
		remedy: "Faites encoder le message en quoted-printable ou base64.",
	},
	"no-utf8-support": {
		title: "Le serveur du destinataire n’accepte pas d’adresses hors ASCII",
		because: "Une adresse ou un champ d’en-tête demande SMTPUTF8, que le serveur n’offre pas.",
		remedy: "Utilisez une adresse en ASCII pour ce destinataire.",
	},
	loop: {
		title: "Le message tournerait en boucle",
		because: "Il est passé par trop de serveurs, ou revient d’où il est parti.",
		remedy:
			"Une règle de transfert ou un enregistrement MX ramène ici ; c’est au destinataire de le corriger.",
	},
};
