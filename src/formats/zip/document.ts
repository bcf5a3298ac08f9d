/**
 * Which documents and programs a zip is: told by its entries and by the one or two small ones among them that say
 * so. A zip may be several at once, and programs open it as whatever they look for.
 */

import type { BoundedFile } from "../bounded-file.ts";
import type { ZipEntry, ZipListing } from "./entries.ts";
import { inflate } from "./inflate.ts";
import { mimeTypes, openXmlFolders, openXmlTypes, otherZips, type ZipDocument } from "./office-types.ts";

export interface ZipNature {
	/** The most telling first; "zip" alone when nothing more is known. */
	readonly kinds: readonly string[];
	readonly macros: boolean;
	/** Its content has a password, though the zip's own flags do not say so. */
	readonly encrypted: boolean;
}

const CONTENT_TYPES = "[Content_Types].xml";
const MANIFEST = "META-INF/manifest.xml";
const TOLD_BYTES = 64 * 1024;
/** Ten times what the largest workbooks need. */
const TYPES_BYTES = 512 * 1024;

export function natureOf(file: BoundedFile, { entries, otherNames }: ZipListing): ZipNature {
	const byName = new Map(entries.map((entry) => [entry.name, entry]));
	const names = [...byName.keys(), ...otherNames.map(({ name }) => name)];
	const openXml = openXmlNature(textOf(file, byName.get(CONTENT_TYPES), TYPES_BYTES), names);
	const openDocument = mimeNature(textOf(file, byName.get("mimetype")), names);
	const [rest] = otherZips.find(([, ...wanted]) => wanted.every((name) => byName.has(name))) ?? [];
	const kinds = [openXml?.kind, openDocument?.kind, rest].filter(
		(kind): kind is string => kind !== undefined,
	);
	return {
		kinds: kinds.length > 0 ? [...new Set(kinds)] : ["zip"],
		macros: (openXml?.macros ?? false) || (openDocument?.macros ?? false),
		encrypted: openDocument !== null && /encryption-data/.test(textOf(file, byName.get(MANIFEST))),
	};
}

interface Nature {
	readonly kind: string;
	readonly macros: boolean;
}

/** The parts that hold programs: VBA, and the sheets of Excel 4 that are macros ([MS-OFFMACRO2] §2.2.1). */
const MACRO_PART = /(^|\/)vbaProject[^/]*\.bin$|(^|\/)vbaData\.xml$|^xl\/(macrosheets|dialogsheets)\//i;
const MACRO_TYPE = /ms-office\.vbaProject|ms-excel\.(intl)?macrosheet|ms-word\.vbaData/i;

function openXmlNature(written: string, names: readonly string[]): Nature | null {
	// What is padded until it cannot be read to its end is not a document, but a zip that is meant to look like one.
	if (!names.includes(CONTENT_TYPES) || written.length >= TYPES_BYTES) return null;
	const contentTypes = plainXml(written);
	const document = documentByType(contentTypes) ?? documentByFolder(names);
	if (document === null) return null;
	const isNamedSo = /m$|^xlsb$/.test(document.kind);
	const macros = names.some((name) => MACRO_PART.test(name)) || MACRO_TYPE.test(contentTypes);
	const kind = macros ? (document.withMacros ?? document.kind) : document.kind;
	return { kind, macros: macros || (isNamedSo && document.kind !== "xlsb") };
}

/** Words of ASCII as they are meant: not as UTF-16, nor with references for their characters. */
const plainXml = (text: string): string =>
	text
		.replaceAll("\0", "")
		.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex: string | undefined, decimal: string) =>
			String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
		);

const MAIN_PART =
	/ContentType\s*=\s*["']application\/vnd\.(?:openxmlformats-officedocument\.)?([\w.-]{1,80})\.main\+xml["']/gi;
const BINARY_WORKBOOK = /application\/vnd\.(ms-excel\.sheet\.binary\.macroEnabled)\.main/i;

function documentByType(contentTypes: string): ZipDocument | null {
	const told = [...contentTypes.matchAll(MAIN_PART)].map(([, type]) => type);
	told.push(BINARY_WORKBOOK.exec(contentTypes)?.[1]);
	for (const type of told) {
		const row = openXmlTypes.find(([known]) => known.toLowerCase() === type?.toLowerCase());
		if (row !== undefined) return row[1];
	}
	return null;
}

const documentByFolder = (names: readonly string[]): ZipDocument | null =>
	openXmlFolders.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1] ?? null;

/** Lists of libraries that are there without a single macro. */
const EMPTY_LIBRARY = /(^|\/)(script|dialog)-l[bc]\.xml$/;
const MACRO_FOLDER = /^(Basic|Scripts)\/.*[^/]$/;

function mimeNature(mimeType: string, names: readonly string[]): Nature | null {
	const kind = mimeTypes[mimeType.trim()];
	if (kind === undefined) return null;
	return { kind, macros: names.some((name) => MACRO_FOLDER.test(name) && !EMPTY_LIBRARY.test(name)) };
}

const STORED = 0;
const DEFLATED = 8;

/** The beginning of a small entry; "" when it cannot be read. */
function textOf(file: BoundedFile, entry: ZipEntry | undefined, limit = TOLD_BYTES): string {
	if (entry === undefined || entry.dataAt === null || entry.encrypted) return "";
	const packed = file.read(entry.dataAt, Math.min(entry.packedBytes, limit));
	if (entry.method === STORED) return packed.toString("latin1");
	return entry.method === DEFLATED ? inflate(packed, limit).toString("latin1") : "";
}
