/** What a file is, told by its octets alone: never by its name, and never by what somebody declares it to be. */

export interface FileFinding {
	readonly sizeBytes: number;
	/**
	 * The type, called by its usual extension in lower case: "pdf", "docx", "docm", "msi", "exe". Also "empty",
	 * "text" (no more is known than that it is text) and "binary" (nothing is known).
	 */
	readonly kind: string;
	/** Types that the same octets are as well: a picture that is also a zip. */
	readonly alsoKinds: readonly string[];
	/** Of any text, "html" and "ics" as well; null when it is none. */
	readonly text: TextFinding | null;
	/** Carries macros: its kind says so as well where there is a name for it ("docm"). */
	readonly macros: boolean;
	/** Cannot be read, in whole or in part, without a password. */
	readonly encrypted: boolean;
	/** What is in it, when it is made of other files: zip and its kin, tar, gz, 7z, rar, TNEF. */
	readonly archive: ArchiveFinding | null;
}

export interface TextFinding {
	readonly encoding: "ascii" | "utf-8" | "utf-16" | "8-bit";
	/** Everything that it can pass for: "html", "xml", "svg", "json", "csv", "ics", "vcf", "pgp", "eml", "pem". */
	readonly forms: readonly string[];
	/** The program that it is: "sh", "bat", "ps1", "vbs", "js", "hta", "wsf", "reg", "url"; null when it is none. */
	readonly program: string | null;
}

export interface ArchiveFinding {
	readonly entries: readonly ArchiveEntry[];
	/** Sizes of all entries unpacked, as far as they are told; null when they are not. */
	readonly unpackedBytes: number | null;
	/** Why the list is not whole or the archive is not safe to unpack; null when nothing is wrong. */
	readonly problem: ArchiveProblem | null;
	/** What it is about; "" without a problem. */
	readonly detail: ArchiveDetail;
}

/** One English clause, as replies say it: a listed one, so that it can be said in other languages too. */
export type ArchiveDetail = "" | PlainDetail | `it grows ${string} times` | `more than ${string} entries`;

export type PlainDetail =
	| "its list of files is not whole"
	| "its list of files is broken"
	| "its list of files cannot be read"
	| "its list of files has a password"
	| "its list of files is encrypted"
	| "its list of files is packed in an unusual way"
	| "it has no list of files"
	| "files of its list are missing"
	| "it is one part of an archive of several"
	| "a header in it is broken"
	| "it is cut off"
	| "it is cut off or damaged"
	| "more entries than can be looked at"
	| "an archive in it grows beyond measure"
	| "more archives in it than can be looked at";

/**
 * `damaged`: the list cannot be read. `names-hidden`: it is compressed or has a password. `bomb`: it grows beyond
 * measure. `too-many-entries`. `nested`: an archive in an archive in an archive.
 */
export type ArchiveProblem = "damaged" | "names-hidden" | "bomb" | "too-many-entries" | "nested";

export interface ArchiveEntry {
	/** As a program would create it, in whatever charset it is written. */
	readonly name: string;
	/** Unpacked; null when the archive does not tell. */
	readonly sizeBytes: number | null;
	readonly encrypted: boolean;
	readonly isFolder: boolean;
	/** What its content is, where it was looked into; a kind as in `FileFinding`. */
	readonly kind?: string;
}
