/**
 * What the API says of a mistake, in French: it answers programs, so in English. Values stay as they are; what is not
 * listed here stays as it was said.
 */

type Pattern = readonly [english: RegExp, french: string];

const patterns: readonly Pattern[] = [
	// Domains and SMTP users
	[
		/^This is no (?:domain|host) name: .+$/,
		"Ce n’est pas un nom de domaine : lettres, chiffres, tirets et points",
	],
	[
		/^This is no sending domain: it has no dot in it$/,
		"Ce n’est pas un domaine d’envoi : il n’a pas de point",
	],
	[
		/^The domain (.+) has been added already, .+$/,
		"Le domaine $1 est déjà ajouté, ici ou dans un autre compte",
	],
	[/^The return path needs a name of its own under (.+)$/, "Il faut un nom à part, sous $1"],
	[
		/^(".*") is neither an IP address nor a range such as (.+)$/,
		"$1 n’est ni une adresse IP ni une plage comme $2",
	],
	[/^There are more than (\d+) allowed addresses$/, "Il y a plus de $1 adresses permises"],
	[/^\w+ must be a whole number from (\d+) to (\d+), not .+$/, "Il faut un nombre entier, de $1 à $2"],
	[/^The expiry date is not a moment$/, "Ce n’est pas une date"],
	[
		/^The plan (.+) has room for (\d+) sending domains?: .+$/,
		"L’offre $1 n’a plus de place (domaines : $2). Supprimez-en un, ou choisissez une offre supérieure",
	],
	[
		/^The plan (.+) has room for (\d+) SMTP users?: .+$/,
		"L’offre $1 n’a plus de place (utilisateurs SMTP : $2). Supprimez-en un, ou choisissez une offre supérieure",
	],
	// What anybody types
	[/^The address is not well formed: .+$/, "L’adresse n’est pas bien formée, comme anne@boutique.example"],
	[/^(".*") is no e-mail address such as .+$/, "$1 n’est pas une adresse e-mail comme anne@boutique.example"],
	[/^The address is (\S+) already$/, "L’adresse est déjà $1"],
	[/^The e-mail address is too long$/, "L’adresse e-mail est trop longue"],
	[/^The \w+ is empty$/, "Ce champ est vide"],
	[/^is missing$/, "Ce champ manque"],
	[/^The \w+ is longer than (\d+) characters$/, "C’est trop long : $1 caractères au plus"],
	[/^The \w+ has a (?:line end or a )?control character in it$/, "Un caractère de contrôle s’y trouve"],
	[/^The password has fewer than (\d+) characters$/, "Le mot de passe a moins de $1 caractères"],
	[/^The password has more than (\d+) characters$/, "Le mot de passe a plus de $1 caractères"],
	[/^"?(.+?)"? is no time zone such as (.+)$/, "$1 n’est pas un fuseau horaire comme $2"],
	// Calls as a whole
	[/^There is no such .+$/, "Cela n’existe pas, ou plus"],
	[/^This needs the permission (.+)$/, "Il faut pour cela le droit $1"],
	[/^More than (\d+) calls in a minute$/, "Plus de $1 appels en une minute : attendez un instant"],
	[/^Only the operator .+$/, "Seul l’exploitant de ce service peut faire cela"],
	[
		/^The plan (.+) cannot be paid here: .+$/,
		"L’offre $1 ne peut pas être payée ici : adressez-vous à l’opérateur",
	],
	[
		/^The account has paid nothing here yet: .+$/,
		"Ce compte n’a encore rien payé ici : choisissez d’abord une offre",
	],
	[
		/^It goes on .+\. Restore it to change anything$/,
		"Le compte est en cours de suppression : rétablissez-le d’abord",
	],
];

/** As it stands where nothing is known of it. */
export function inFrench(detail: string): string {
	for (const [english, french] of patterns)
		if (english.test(detail)) return detail.replace(english, french).replace(/ (?=[:;?!])/g, "\u00a0");
	return detail;
}
