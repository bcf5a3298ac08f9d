/**
 * What lies in an attachment that is made of other files: judged by names, those in an archive in it included.
 * An archive in a 7z or rar archive passes when its type is on the list; nobody looks into it.
 */

import type { ArchiveEntry, FileFinding } from "../../formats/finding.ts";
import { hidden, unsafe } from "../../terms/attachment-verdict.ts";
import type { AcceptedType, AttachmentPolicy } from "../../terms/attachments.ts";
import { isKnownKind, isProgram, kindName } from "../../terms/file-kinds.ts";
import { type Refusal, refuse } from "../../terms/refusals/index.ts";
import { extensionOf } from "./name.ts";

/** An attachment that has passed by its own name and content. */
export interface Outer {
	readonly file: string;
	/** As it is said: ".zip". */
	readonly extension: string;
	readonly finding: FileFinding;
}

export function refusedInside(
	outer: Outer,
	list: ReadonlyMap<string, AcceptedType>,
	encrypted: AttachmentPolicy["encrypted"],
): Refusal | undefined {
	const { file, extension, finding } = outer;
	const { archive } = finding;
	const trouble = archive === null ? undefined : unsafe(archive);
	if (trouble !== undefined)
		return refuse("attachment-archive-unsafe", { file, extension, finding: trouble });
	const passes = ARCHIVES.includes(finding.kind) ? acceptedInside(list) : noProgram;
	const entry = entriesOf(outer).find(
		(each) => !each.isFolder && !(passes(each.name) && isHarmless(each, list)),
	);
	if (entry !== undefined) return refusedEntry(entry, file);
	const why = encrypted === "refuse" && finding.kind !== "pdf" ? hidden(finding) : undefined;
	// A PDF says that it is encrypted when it may merely not be printed: a password to open it is another matter.
	return why === undefined ? undefined : refuse("attachment-encrypted", { file, extension, finding: why });
}

/** What people put files into. Documents that are made of files hold what they need, and no programs. */
const ARCHIVES: readonly string[] = ["zip", "tar", "gz", "bz2", "xz", "7z", "rar", "tnef"];

type Entry = Pick<ArchiveEntry, "name" | "isFolder" | "kind">;

/** A gzip file holds one file, perhaps an archive with its own, and where it does not say how that is called, it is called like the outer one. */
function entriesOf({ file, finding }: Outer): readonly Entry[] {
	const entries = finding.archive?.entries ?? [];
	const [only, ...inIt] = entries;
	if (finding.kind !== "gz" || only === undefined || only.name !== "") return entries;
	const name = file.replace(/\.gz(?:ip)?$/i, "");
	return [{ ...only, name: isKnownKind(extensionOf(name)) ? name : "" }, ...inIt];
}

const acceptedInside =
	(list: ReadonlyMap<string, AcceptedType>) =>
	(name: string): boolean => {
		const own = name.replace(BESIDE, "$1");
		const extension = extensionOf(own);
		// Without an extension nothing opens it.
		if (extension === "" || list.has(extension) || LEFT_BY_COMPUTERS.includes(fileOf(own).toLowerCase()))
			return true;
		return BESIDE.test(name) && !isProgram(extension);
	};

/** Where an entry was looked into: a program is one under any name. */
const isHarmless = ({ kind }: Entry, list: ReadonlyMap<string, AcceptedType>): boolean =>
	kind === undefined || !isProgram(kind) || list.has(kind);

const noProgram = (name: string): boolean => !isProgram(extensionOf(name));

/** What Windows and macOS put into folders of their own accord, and so into archives. */
const LEFT_BY_COMPUTERS: readonly string[] = ["thumbs.db", "desktop.ini", ".ds_store"];

/** Beside each file and folder macOS puts what only it knows of it: "._" and the name. */
const BESIDE = /(^|\/)\._(?=[^/]*$)/;

const fileOf = (name: string): string =>
	name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);

function refusedEntry({ name, kind }: Entry, file: string): Refusal {
	const extension = extensionOf(name);
	if (kind !== undefined && isProgram(kind))
		return refuse("attachment-type-refused", {
			file: `${fileOf(name) || "the file"} in ${file}`,
			extension: `.${kind}`,
			finding: kindName(kind),
		});
	return refuse("attachment-type-refused", {
		file: `${fileOf(name)} in ${file}`,
		extension: `.${extension}`,
		finding: isKnownKind(extension)
			? `by its name ${kindName(extension)}`
			: "by its name of no accepted type",
	});
}
