/** Which documents and programs a compound file is: told by the streams in its root and by the class of the root. */

import type { CompoundEntry, CompoundFile } from "./directory.ts";

/** Streams and storages of the root; every row that fits counts. */
const BY_NAME: readonly (readonly [name: string, kind: string])[] = [
	["EncryptedPackage", "ooxml-encrypted"], // [MS-OFFCRYPTO] §2.3.4.4
	["WordDocument", "doc"],
	["Workbook", "xls"],
	["Book", "xls"],
	["PowerPoint Document", "ppt"],
	["PP40", "ppt"],
	["VisioDocument", "vsd"],
	["Quill", "pub"],
	["__properties_version1.0", "msg"],
	["StarCalcDocument", "sdc"],
	["StarWriterDocument", "sdw"],
	["StarDrawDocument", "sda"],
	["StarDrawDocument3", "sda"],
	["StarImpressDocument", "sdd"],
	["StarMathDocument", "smf"],
	["StarChartDocument", "sds"],
	["PerfectOffice_MAIN", "wpd"],
	["MatOST", "wps"],
	["SwDocContentMgr", "sldprt"],
	["DestList", "automaticdestinations-ms"],
	["HwpSummaryInformation", "hwp"],
	["\x05HwpSummaryInformation", "hwp"],
];

const BY_CLASS: Readonly<Record<string, string>> = {
	"84100c0000000000c000000000000046": "msi",
	"86100c0000000000c000000000000046": "msp",
	"82100c0000000000c000000000000046": "mst",
	"3a8fb77404fad111b7da00a0c90348d6": "mpp",
	"0109020000000000c000000000000046": "pub",
};

/** Its pages, symbols and sounds each have a stream of this name, beside "Contents". */
const FLASH_STREAM = /^(Page|P|Symbol|S|Media|M) \d/;
/** Names of tables are packed into these characters. */
const INSTALLER_TABLE = /^\u4840[\u3800-\u4840]/;

/** The most telling first; "ole" alone when nothing is known. */
export function compoundKinds({ entries, rootClass }: CompoundFile): readonly string[] {
	const top = new Set(entries.filter(({ isTop }) => isTop).map(({ name }) => name));
	const kinds = BY_NAME.filter(([name]) => top.has(name)).map(([, kind]) => kind);
	const byClass = BY_CLASS[rootClass];
	if (byClass !== undefined) kinds.unshift(byClass);
	else if ([...top].some((name) => INSTALLER_TABLE.test(name))) kinds.unshift("msi");
	if (top.has("Contents") && [...top].some((name) => FLASH_STREAM.test(name))) kinds.push("fla");
	return kinds.length > 0 ? [...new Set(kinds)] : ["ole"];
}

/** [MS-OVBA] §2.2: a VBA project is a storage with these in it, wherever it hangs. */
export const hasVbaProject = (entries: readonly CompoundEntry[]): boolean =>
	entries.some(({ name, isStorage }) =>
		isStorage ? /^(VBA|_VBA_PROJECT_CUR|Macros)$/i.test(name) : /^_VBA_PROJECT$/i.test(name),
	);
