/**
 * The accept list of attachments, as data: which extensions may pass, and what their content has to be. How it is
 * applied is `src/check/attachments`; what a file is, is told by its octets (`src/formats/finding.ts`).
 */

import { isKnownKind } from "./file-kinds.ts";

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
	/** Kinds of content that may stand behind it. "binary" is content without a signature. */
	readonly kinds: readonly string[];
	/** Text of one of these forms, or any text; null when text is not what it promises. A program is never meant. */
	readonly text: "any" | readonly string[] | null;
	/** How the type is declared: tells what a part without a name may be. Never believed of one with a name. */
	readonly mediaTypes: readonly string[];
}

type Traits = Partial<Pick<AcceptedType, "kinds" | "text">>;

const type = (
	group: AcceptedType["group"],
	extension: string,
	mediaTypes: string = "",
	traits: Traits = {},
): AcceptedType => ({
	group,
	extension,
	mediaTypes: mediaTypes === "" ? [] : mediaTypes.split(" "),
	text: traits.text ?? null,
	kinds: traits.kinds ?? (traits.text === undefined ? [extension] : []),
});

const OOXML = "application/vnd.openxmlformats-officedocument.";
const ODF = "application/vnd.oasis.opendocument.";
const MPEG4 = ["mp4", "mov", "m4v", "m4a", "3gp", "f4v"];
const MPEG = ["mpg", "mp3"];
const ASF = ["asf", "wma", "wmv"];
const MIDI = ["mid", "rmi"];
/** Everything that is a zip inside, and no program: their names are judged like those in any zip. */
const ZIPS = (
	"zip docx dotx xlsx xltx pptx potx ppsx vsdx vssx vstx odt ott odm ods ots odp otp odg otg odf odc odb " +
	"sxw stw sxg sxc stc sxi sti sxd sxm epub pkpass fla ora kra"
).split(" ");
/** What Word, Excel and PowerPoint make of a document with a password: which of them is not to be seen. */
const LOCKED = "ooxml-encrypted";

const documents: readonly AcceptedType[] = [
	type("document", "pdf", "application/pdf"),
	// Word itself saves RTF and today's format under this name when it is told to, and opens them without a word.
	type("document", "doc", "application/msword", { kinds: ["doc", "rtf", "docx", LOCKED] }),
	type("document", "docx", `${OOXML}wordprocessingml.document`, { kinds: ["docx", LOCKED] }),
	type("document", "rtf", "application/rtf text/rtf"),
	type("document", "txt", "text/plain", { text: "any" }),
	type("document", "odt", `${ODF}text`),
	type("document", "sxw", "application/vnd.sun.xml.writer"),
	type("document", "md", "text/markdown", { text: "any" }),
	type("document", "html", "text/html", { text: ["html", "xml"] }),
	type("document", "htm", "text/html", { text: ["html", "xml"] }),
	type("document", "epub", "application/epub+zip"),
	// Tables in HTML, CSV or today's format are often called so; Excel itself warns of them, so they are not meant.
	type("sheet", "xls", "application/vnd.ms-excel"),
	type("sheet", "xlsx", `${OOXML}spreadsheetml.sheet`, { kinds: ["xlsx", LOCKED] }),
	type("sheet", "csv", "text/csv", { text: "any" }),
	type("sheet", "ods", `${ODF}spreadsheet`),
	type("sheet", "sxc", "application/vnd.sun.xml.calc"),
	type("sheet", "sdc", "application/vnd.stardivision.calc"),
	type("slides", "ppt", "application/vnd.ms-powerpoint"),
	type("slides", "pptx", `${OOXML}presentationml.presentation`, { kinds: ["pptx", LOCKED] }),
	type("slides", "odp", `${ODF}presentation`),
];

const JPEG: Traits = { kinds: ["jpg"] };
const TIFF: Traits = { kinds: ["tif"] };

const images: readonly AcceptedType[] = [
	type("image", "jpg", "image/jpeg", JPEG),
	type("image", "jpeg", "image/jpeg", JPEG),
	type("image", "png", "image/png", { kinds: ["png", "apng"] }),
	type("image", "gif", "image/gif"),
	type("image", "bmp", "image/bmp"),
	type("image", "tif", "image/tiff", TIFF),
	type("image", "tiff", "image/tiff", TIFF),
	type("image", "webp", "image/webp"),
	type("image", "heic", "image/heic image/heif", { kinds: ["heic"] }),
	type("image", "svg", "image/svg+xml", { text: ["svg"] }),
];

const recordings: readonly AcceptedType[] = [
	type("audio", "mp3", "audio/mpeg", { kinds: MPEG }),
	type("audio", "wav", "audio/wav audio/x-wav"),
	type("audio", "wma", "audio/x-ms-wma", { kinds: ASF }),
	type("audio", "aiff", "audio/aiff audio/x-aiff", { kinds: ["aiff"] }),
	type("audio", "mid", "audio/midi", { kinds: MIDI }),
	type("audio", "rmi", "audio/midi", { kinds: MIDI }),
	type("audio", "mpc", "audio/x-musepack"),
	// A link to a recording, or the recording itself.
	type("audio", "ram", "audio/x-pn-realaudio", { kinds: ["rm", "ra"], text: "any" }),
	type("audio", "rm", "application/vnd.rn-realmedia", { kinds: ["rm", "ra"] }),
	type("audio", "rmvb", "application/vnd.rn-realmedia-vbr", { kinds: ["rm"] }),
	type("video", "mp4", "video/mp4", { kinds: MPEG4 }),
	type("video", "avi", "video/x-msvideo"),
	type("video", "mov", "video/quicktime", { kinds: MPEG4 }),
	type("video", "wmv", "video/x-ms-wmv", { kinds: ASF }),
	type("video", "flv", "video/x-flv"),
	type("video", "mpeg", "video/mpeg", { kinds: MPEG }),
	type("video", "mpg", "video/mpeg", { kinds: MPEG }),
	type("video", "asf", "video/x-ms-asf", { kinds: ASF }),
	type("video", "qt", "video/quicktime", { kinds: ["mov", "mp4"] }),
	type("video", "swf", "application/x-shockwave-flash"),
];

const archives: readonly AcceptedType[] = [
	type("archive", "zip", "application/zip", { kinds: ZIPS }),
	type("archive", "rar", "application/vnd.rar application/x-rar-compressed"),
	type("archive", "gz", "application/gzip", { kinds: ["gz"] }),
	type("archive", "gzip", "application/gzip", { kinds: ["gz"] }),
	type("archive", "tar", "application/x-tar"),
	type("archive", "tgz", "application/gzip", { kinds: ["gz"] }),
	type("archive", "7z", "application/x-7z-compressed"),
];

const SIGNED = ["p7s", "p7m", "der"];

const mail: readonly AcceptedType[] = [
	type("mail", "eml", "message/rfc822 message/global", { text: ["eml"] }),
	type("mail", "asc", "application/pgp-signature application/pgp-keys", { text: ["pgp", "pem"] }),
	type("mail", "sig", "application/pgp-signature", { kinds: ["pgp", "p7s", "der", "binary"], text: "any" }),
	type("mail", "p7s", "application/pkcs7-signature application/x-pkcs7-signature", {
		kinds: SIGNED,
		text: ["pem"],
	}),
	type("mail", "p7m", "application/pkcs7-mime application/x-pkcs7-mime", { kinds: SIGNED, text: ["pem"] }),
	// winmail.dat, as Outlook sends it to people who have no use for it.
	type("mail", "dat", "application/ms-tnef application/vnd.ms-tnef", { kinds: ["tnef"] }),
];

const others: readonly AcceptedType[] = [
	type("other", "vsd", "application/vnd.visio", { kinds: ["vsd"] }),
	// Some are OLE2 files that nothing more is known of, and some are neither that nor a zip.
	type("other", "fla", "", { kinds: ["fla", "ole", "binary"] }),
	type("other", "ics", "text/calendar application/ics", { text: ["ics"] }),
	type("other", "vcf", "text/vcard text/x-vcard", { text: ["vcf"] }),
	type("other", "json", "application/json", { text: ["json"] }),
	type("other", "xml", "application/xml text/xml", { text: ["xml", "svg"] }),
	type("other", "pkpass", "application/vnd.apple.pkpass", { kinds: ["pkpass", "zip"] }),
];

/** Types accepted unless the operator says otherwise. */
export const acceptedTypes: readonly AcceptedType[] = [
	...documents,
	...images,
	...recordings,
	...archives,
	...mail,
	...others,
];

/** What is accepted in this service. */
export interface AttachmentPolicy {
	readonly types: readonly AcceptedType[];
	/** Whether files that cannot be read without a password pass. */
	readonly encrypted: "accept" | "refuse";
}

export const defaultAttachmentPolicy: AttachmentPolicy = { types: acceptedTypes, encrypted: "accept" };

/** An extension as it is written down: "docx", without its dot. */
export const EXTENSION = /^[a-z0-9][a-z0-9_-]{0,15}$/;

/**
 * A type that the operator adds: "dwg", "log=text", "dat=zip+binary". After the sign stand the kinds of content,
 * "text" for any text and "any" for anything but a program; without it the kind of that name is meant, or anything
 * but a program where none is known. Undefined when it cannot be read.
 */
export function acceptedTypeFrom(written: string): AcceptedType | undefined {
	const [extension = "", said, ...rest] = written.trim().toLowerCase().replace(/^\./, "").split("=");
	if (!EXTENSION.test(extension) || rest.length > 0) return undefined;
	const kinds = (said ?? (isKnownKind(extension) ? extension : ANY_CONTENT)).split("+");
	if (!kinds.every((kind) => kind === ANY_CONTENT || isKnownKind(kind))) return undefined;
	const text = kinds.some((kind) => kind === "text" || kind === ANY_CONTENT) ? "any" : null;
	return { extension, group: "other", kinds, text, mediaTypes: [] };
}

/** In a type that the operator added: whatever is no program. */
export const ANY_CONTENT = "any";

/** Media types that mail programs save a part without a name as a program by (".hta" of application/hta). */
export const programTypes: ReadonlyMap<string, string> = new Map(
	Object.entries({
		"application/hta": "hta",
		"application/x-msdownload": "exe",
		"application/x-msdos-program": "exe",
		"application/x-dosexec": "exe",
		"application/vnd.microsoft.portable-executable": "exe",
		"application/x-bat": "bat",
		"application/x-msi": "msi",
		"application/x-ms-installer": "msi",
		"application/x-ms-shortcut": "lnk",
		"application/javascript": "js",
		"application/x-javascript": "js",
		"application/ecmascript": "js",
		"text/javascript": "js",
		"text/ecmascript": "js",
		"text/vbscript": "vbs",
		"text/scriptlet": "sct",
		"application/x-vbs": "vbs",
		"application/x-sh": "sh",
		"application/x-csh": "sh",
		"application/x-powershell": "ps1",
		"application/x-java-jnlp-file": "jnlp",
		"application/java-archive": "jar",
		"application/vnd.ms-htmlhelp": "chm",
		"application/x-mswinurl": "url",
		"application/internet-shortcut": "url",
		"application/windows-settings-contentbackup": "settingcontent-ms",
		"application/windows-library+xml": "library-ms",
		"application/windows-search-connector+xml": "search-ms",
	}),
);

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
