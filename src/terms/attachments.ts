/**
 * The accept list of attachments, as data: which extensions may pass and what their content has to look like.
 *
 * `looks` are the opinions of a signature detector (by file extension) that fit; a type without a signature has
 * none and passes unless the content is told to be something else; a `text` type has to be text.
 */

export interface AcceptedType {
	readonly extension: string;
	readonly group:
		| "document"
		| "sheet"
		| "slides"
		| "image"
		| "audio"
		| "video"
		| "archive"
		| "mail"
		| "other";
	readonly looks: readonly string[];
	readonly text?: true;
	/** The signature may lie deeper than what is looked at, or has several forms: no opinion is no objection. */
	readonly unsigned?: true;
}

const type = (
	group: AcceptedType["group"],
	extension: string,
	looks: readonly string[] = [extension],
	traits: { readonly text?: true; readonly unsigned?: true } = {},
): AcceptedType => ({ group, extension, looks, ...traits });

const TEXT = { text: true } as const;
const UNSIGNED = { unsigned: true } as const;
const OLE2 = ["cfb"];

/** Types accepted unless the operator says otherwise. */
export const acceptedTypes: readonly AcceptedType[] = [
	type("document", "pdf"),
	type("document", "doc", [...OLE2, "rtf", "docx"]),
	type("document", "docx", ["docx", "zip", ...OLE2]),
	type("document", "rtf"),
	type("document", "txt", [], TEXT),
	type("document", "odt", ["odt", "zip"]),
	type("document", "sxw", ["zip"]),
	type("document", "md", [], TEXT),
	type("document", "html", ["xml"], TEXT),
	type("document", "htm", ["xml"], TEXT),
	type("document", "epub", ["epub", "zip"]),
	type("sheet", "xls", [...OLE2, "xlsx"]),
	type("sheet", "xlsx", ["xlsx", "zip", ...OLE2]),
	type("sheet", "csv", [], TEXT),
	type("sheet", "ods", ["ods", "zip"]),
	type("sheet", "sxc", ["zip"]),
	type("sheet", "sdc", OLE2, UNSIGNED),
	type("slides", "ppt", [...OLE2, "pptx"]),
	type("slides", "pptx", ["pptx", "zip", ...OLE2]),
	type("slides", "odp", ["odp", "zip"]),
	type("image", "jpg"),
	type("image", "jpeg", ["jpg"]),
	type("image", "png", ["png", "apng"]),
	type("image", "gif"),
	type("image", "bmp"),
	type("image", "tif"),
	type("image", "tiff", ["tif"]),
	type("image", "webp"),
	type("image", "heic", ["heic", "avif"]),
	type("image", "svg", ["xml"], TEXT),
	type("audio", "mp3", ["mp3", "mp2", "mp1"], UNSIGNED),
	type("audio", "wav"),
	type("audio", "wma", ["asf"]),
	type("audio", "aiff", ["aif"]),
	type("audio", "mid"),
	type("audio", "rmi", ["mid"], UNSIGNED),
	type("audio", "mpc", ["mpc"], UNSIGNED),
	type("audio", "ram", [], TEXT),
	type("audio", "rm", [], UNSIGNED),
	type("audio", "rmvb", [], UNSIGNED),
	type("video", "mp4", ["mp4", "m4v", "m4a", "mov", "3gp", "f4v"]),
	type("video", "avi"),
	type("video", "mov", ["mov", "mp4"], UNSIGNED),
	type("video", "wmv", ["asf"]),
	type("video", "flv"),
	type("video", "mpeg", ["mpg", "mp1", "mp2", "mp3", "mts"], UNSIGNED),
	type("video", "mpg", ["mpg", "mp1", "mp2", "mp3", "mts"], UNSIGNED),
	type("video", "asf"),
	type("video", "qt", ["mov", "mp4"], UNSIGNED),
	type("video", "swf"),
	type("archive", "zip", ["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "apk", "xpi"]),
	type("archive", "rar"),
	type("archive", "gz", ["gz", "tar.gz"]),
	type("archive", "gzip", ["gz", "tar.gz"]),
	type("archive", "tar", ["tar"], UNSIGNED),
	type("archive", "tgz", ["gz", "tar.gz"]),
	type("archive", "7z"),
	type("mail", "eml", [], TEXT),
	type("mail", "asc", ["pgp"], TEXT),
	type("mail", "sig", ["pgp"], UNSIGNED),
	type("mail", "p7s", [], UNSIGNED),
	type("mail", "p7m", [], UNSIGNED),
	type("other", "vsd", OLE2),
	type("other", "fla", [...OLE2, "zip"], UNSIGNED),
	type("other", "ics", ["ics"], TEXT),
	type("other", "vcf", ["vcf"], TEXT),
	type("other", "json", [], TEXT),
	type("other", "xml", ["xml"], TEXT),
	type("other", "pkpass", ["zip"]),
];

/** Media types of parts that carry no name and are not attachments, nor judged as such. */
export const mailPartTypes: readonly string[] = [
	"text/plain",
	"text/html",
	"text/calendar",
	"text/x-amp-html",
	"text/enriched",
	"text/richtext",
	"text/rfc822-headers",
	"message/rfc822",
	"message/global",
	"message/delivery-status",
	"message/global-delivery-status",
	"message/disposition-notification",
	"message/feedback-report",
	"application/pgp-signature",
	"application/pgp-encrypted",
	"application/pkcs7-signature",
	"application/x-pkcs7-signature",
	"application/pkcs7-mime",
	"application/x-pkcs7-mime",
];

/** What a detector's opinion is called when it is said to a person. */
export const contentNames: Readonly<Record<string, string>> = {
	exe: "a Windows program (exe)",
	elf: "a Linux program (ELF)",
	macho: "a macOS program (Mach-O)",
	class: "a Java class",
	jar: "a Java program (jar)",
	lnk: "a Windows shortcut (lnk)",
	cfb: "an OLE2 file",
	dmg: "a disk image (dmg)",
	iso: "a disk image (iso)",
	msi: "a Windows installer (msi)",
	deb: "a Debian package",
	rpm: "an RPM package",
	sqlite: "an SQLite database",
	wasm: "a WebAssembly program",
	docm: "a Word document with macros (docm)",
	xlsm: "an Excel workbook with macros (xlsm)",
	pptm: "a PowerPoint presentation with macros (pptm)",
};
