/**
 * English phrases that facts are made of, in French: what an attachment was found to be, what is wrong with an address
 * or a From field, who reported. Facts are kept in English, as SMTP needs them, so each phrase is here under its
 * English self. `{…}` stands for what changes: a number, a sign, or another phrase.
 */

import type { PlainDetail } from "../../../../formats/finding.ts";
import { kindName, type NamedKind } from "../../../file-kinds.ts";
import { frenchKinds } from "./kinds.ts";

const details: Readonly<Record<PlainDetail, string>> = {
	"its list of files is not whole": "sa liste de fichiers n’est pas entière",
	"its list of files is broken": "sa liste de fichiers est abîmée",
	"its list of files cannot be read": "sa liste de fichiers ne peut pas être lue",
	"its list of files has a password": "un mot de passe protège sa liste de fichiers",
	"its list of files is encrypted": "sa liste de fichiers est chiffrée",
	"its list of files is packed in an unusual way":
		"sa liste de fichiers est compressée d’une façon inhabituelle",
	"it has no list of files": "elle n’a pas de liste de fichiers",
	"files of its list are missing": "des fichiers de sa liste manquent",
	"it is one part of an archive of several": "ce n’est qu’une partie d’une archive en plusieurs parties",
	"a header in it is broken": "un de ses en-têtes est abîmé",
	"it is cut off": "elle est tronquée",
	"it is cut off or damaged": "elle est tronquée ou abîmée",
	"more entries than can be looked at": "elle contient plus d’entrées qu’on ne peut en examiner",
	"an archive in it grows beyond measure": "une archive qu’elle contient grossit démesurément",
	"more archives in it than can be looked at": "elle contient plus d’archives qu’on ne peut en examiner",
};

const findings = {
	"it grows {n} times": "sa taille est multipliée par {n}",
	"more than {n} entries": "plus de {n} entrées",
	"the names of its files are hidden": "les noms de ses fichiers sont cachés",
	"it has a password": "un mot de passe le protège",
	"the archive has a password": "un mot de passe protège l’archive",
	"files in it have a password": "un mot de passe protège des fichiers qu’il contient",
	"its list of files cannot be read": "sa liste de fichiers ne peut pas être lue",
	"it grows beyond measure": "elle grossit démesurément",
	"it holds too many files": "elle contient trop de fichiers",
	"it is an archive in an archive in an archive": "c’est une archive dans une archive dans une archive",
	"cannot be looked into: {phrase}": "ne peut pas être examiné : {phrase}",
	"1 file inside": "contient 1 fichier",
	"{n} files inside": "contient {n} fichiers",
	"carries macros": "contient des macros",
	"{phrase} with macros": "{phrase} avec des macros",
	"{phrase} with data behind it that are no text": "{phrase}, suivi de données qui ne sont pas du texte",
	"by its name {phrase}": "d’après son nom, {phrase}",
	"by its name of no accepted type": "d’après son nom, d’aucun type accepté",
	"a file of the type {sign}": "un fichier du type {sign}",
	"no extension": "sans extension",
	"(no name)": "(sans nom)",
} as const;

const addresses = {
	"the address is empty": "l’adresse est vide",
	"the path is longer than {n} octets": "le chemin dépasse {n} octets",
	"the @ and the domain are missing": "le @ et le domaine manquent",
	"the local part, before the @, is empty": "la partie locale, avant le @, est vide",
	"the source route is badly formed": "la route source est mal formée",
	"the domain is empty": "le domaine est vide",
	"the domain is longer than {n} octets": "le domaine dépasse {n} octets",
	"the address literal in brackets is neither an IPv4 nor an IPv6 address":
		"ce qui est entre crochets n’est ni une adresse IPv4 ni une adresse IPv6",
	"the domain has a character that is not allowed in a domain name":
		"le domaine contient un caractère qui n’est pas permis dans un nom de domaine",
	"the domain is not a valid internationalised name": "le domaine n’est pas un nom internationalisé valide",
	"the domain has an empty label (a dot at its start or end, or two in a row)":
		"le domaine a une étiquette vide (un point au début ou à la fin, ou deux de suite)",
	"a label of the domain is longer than {n} octets": "une étiquette du domaine dépasse {n} octets",
	"a label of the domain starts or ends with a hyphen":
		"une étiquette du domaine commence ou finit par un trait d’union",
	"the quoted local part has no closing quote or holds a control character":
		"la partie locale entre guillemets n’est pas fermée ou contient un caractère de contrôle",
	"text follows the quoted local part before the @":
		"du texte suit la partie locale entre guillemets avant le @",
	"the local part is longer than {n} octets": "la partie locale dépasse {n} octets",
	"the local part has a character that is not fit for an address":
		"la partie locale contient un caractère qui ne convient pas à une adresse",
	"the local part starts or ends with a dot": "la partie locale commence ou finit par un point",
	"the local part has two dots in a row": "la partie locale a deux points de suite",
	"the local part has a space": "la partie locale contient une espace",
	"there is more than one @": "il y a plus d’un @",
	"the local part has a character that is only allowed between quotes":
		"la partie locale contient un caractère qui n’est permis qu’entre guillemets",
} as const;

const mailboxLists = {
	"it is not there": "il n’y est pas",
	"there is no From field": "il n’y a pas de champ From",
	"it names a group": "il nomme un groupe",
	"it names no address": "il ne nomme aucune adresse",
	"it is empty": "il est vide",
	"a comma has no address after it": "une virgule n’est suivie d’aucune adresse",
	"a group has no name": "un groupe n’a pas de nom",
	"a group is not closed": "un groupe n’est pas fermé",
	"an address in angle brackets is badly formed: {phrase}":
		"une adresse entre chevrons est mal formée : {phrase}",
	"there is a comment inside of angle brackets": "il y a un commentaire entre les chevrons",
	"an address is missing": "il manque une adresse",
	"an encoded word stands inside of an address": "un mot encodé se trouve dans une adresse",
	"an address has no @": "une adresse n’a pas de @",
	"there is no @ in it": "il n’y a pas de @",
	"there is white space or a comment next to the @ of an address":
		"il y a une espace ou un commentaire à côté du @ d’une adresse",
	"an address has no domain after the @": "une adresse n’a pas de domaine après le @",
	"an address is longer than {n} octets": "une adresse dépasse {n} octets",
	"it ends in the middle of an address": "il finit au milieu d’une adresse",
	"text stands where a comma or an @ was expected": "il y a du texte là où une virgule ou un @ était attendu",
	'there is a "{sign}" where it cannot be': "il y a « {sign} » là où il ne peut pas être",
	'there is a "{sign}" without its opening bracket': "il y a « {sign} » sans ce qui l’ouvre",
	"a quoted string has no closing quote or holds a control character":
		"une chaîne entre guillemets n’est pas fermée ou contient un caractère de contrôle",
	"a square bracket is not closed": "un crochet n’est pas fermé",
	"there is a backslash outside of quotes": "il y a une barre oblique inverse hors des guillemets",
	"there is a control character": "il y a un caractère de contrôle",
	"comments are nested too deep": "les commentaires sont trop imbriqués",
	"a comment holds a control character": "un commentaire contient un caractère de contrôle",
	"there is a bare CR or an empty line": "il y a un CR isolé ou une ligne vide",
	"a comment is not closed": "un commentaire n’est pas fermé",
} as const;

/** Who put an address on the suppression list, where it was no server. */
const reporters = { "the account": "le compte", "the operator": "l’opérateur" } as const;

const kinds = Object.fromEntries(
	Object.entries(frenchKinds).map(([kind, french]) => [kindName(kind as NamedKind), french]),
);

const tables = [kinds, details, findings, addresses, mailboxLists, reporters];

export const phrases: ReadonlyMap<string, string> = new Map(
	tables.flatMap((table): [string, string][] => Object.entries(table)),
);
