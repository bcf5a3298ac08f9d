/** Office documents that are zips, as data: what they say of themselves, and what is in them otherwise. */

export interface ZipDocument {
	readonly kind: string;
	/** The same with macros, where there is a name for it. */
	readonly withMacros?: string;
}

/** ECMA-376 part 2 §10: the content type of a main part; told as a whole, before ".main+xml". */
export const openXmlTypes: readonly (readonly [contentType: string, document: ZipDocument])[] = [
	["wordprocessingml.document", { kind: "docx", withMacros: "docm" }],
	["wordprocessingml.template", { kind: "dotx", withMacros: "dotm" }],
	["ms-word.document.macroEnabled", { kind: "docm" }],
	["ms-word.template.macroEnabledTemplate", { kind: "dotm" }],
	["spreadsheetml.sheet", { kind: "xlsx", withMacros: "xlsm" }],
	["spreadsheetml.template", { kind: "xltx", withMacros: "xltm" }],
	["ms-excel.sheet.macroEnabled", { kind: "xlsm" }],
	["ms-excel.template.macroEnabled", { kind: "xltm" }],
	["ms-excel.addin.macroEnabled", { kind: "xlam" }],
	["ms-excel.sheet.binary.macroEnabled", { kind: "xlsb" }],
	["presentationml.presentation", { kind: "pptx", withMacros: "pptm" }],
	["presentationml.slideshow", { kind: "ppsx", withMacros: "ppsm" }],
	["presentationml.template", { kind: "potx", withMacros: "potm" }],
	["ms-powerpoint.presentation.macroEnabled", { kind: "pptm" }],
	["ms-powerpoint.slideshow.macroEnabled", { kind: "ppsm" }],
	["ms-powerpoint.template.macroEnabled", { kind: "potm" }],
	["ms-powerpoint.addin.macroEnabled", { kind: "ppam" }],
	["ms-visio.drawing", { kind: "vsdx", withMacros: "vsdm" }],
	["ms-visio.drawing.macroEnabled", { kind: "vsdm" }],
	["ms-visio.stencil", { kind: "vssx", withMacros: "vssm" }],
	["ms-visio.template", { kind: "vstx", withMacros: "vstm" }],
];

/** Where the content types cannot be read: the folder that everything of the document is in. */
export const openXmlFolders: readonly (readonly [folder: string, document: ZipDocument])[] = [
	["word/", { kind: "docx", withMacros: "docm" }],
	["xl/", { kind: "xlsx", withMacros: "xlsm" }],
	["ppt/", { kind: "pptx", withMacros: "pptm" }],
	["visio/", { kind: "vsdx", withMacros: "vsdm" }],
];

/** OpenDocument 1.3 part 2 §3.3, OpenOffice.org 1 before it, EPUB 3.3 §4.3: what the entry "mimetype" holds. */
export const mimeTypes: Readonly<Record<string, string>> = {
	"application/vnd.oasis.opendocument.text": "odt",
	"application/vnd.oasis.opendocument.text-template": "ott",
	"application/vnd.oasis.opendocument.text-master": "odm",
	"application/vnd.oasis.opendocument.spreadsheet": "ods",
	"application/vnd.oasis.opendocument.spreadsheet-template": "ots",
	"application/vnd.oasis.opendocument.presentation": "odp",
	"application/vnd.oasis.opendocument.presentation-template": "otp",
	"application/vnd.oasis.opendocument.graphics": "odg",
	"application/vnd.oasis.opendocument.graphics-template": "otg",
	"application/vnd.oasis.opendocument.formula": "odf",
	"application/vnd.oasis.opendocument.chart": "odc",
	"application/vnd.oasis.opendocument.database": "odb",
	"application/vnd.oasis.opendocument.base": "odb",
	"application/vnd.sun.xml.writer": "sxw",
	"application/vnd.sun.xml.writer.template": "stw",
	"application/vnd.sun.xml.writer.global": "sxg",
	"application/vnd.sun.xml.calc": "sxc",
	"application/vnd.sun.xml.calc.template": "stc",
	"application/vnd.sun.xml.impress": "sxi",
	"application/vnd.sun.xml.impress.template": "sti",
	"application/vnd.sun.xml.draw": "sxd",
	"application/vnd.sun.xml.math": "sxm",
	"application/epub+zip": "epub",
	"application/vnd.adobe.xfl": "fla",
	"image/openraster": "ora",
	"application/x-krita": "kra",
};

/** Everything else that is a zip with a name of its own, told by entries: all of a row have to be there. */
export const otherZips: readonly (readonly [kind: string, ...entries: string[]])[] = [
	["apk", "AndroidManifest.xml"],
	["xpi", "install.rdf"],
	["xpi", "META-INF/mozilla.rsa"],
	["pkpass", "pass.json", "manifest.json"],
	["fla", "DOMDocument.xml"],
	["appx", "AppxManifest.xml"],
	["vsix", "extension.vsixmanifest"],
	["jar", "META-INF/MANIFEST.MF"],
];
