/** TNEF ([MS-OXTNEF]), known as winmail.dat: attribute after attribute; the files in it are told by name and size. */

import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveEntry, ArchiveFinding } from "../finding.ts";
import { uint16LE, uint32LE } from "../integers.ts";
import type { IdentifyLimits } from "../limits.ts";
import { archiveFinding, damaged } from "./findings.ts";

const HEADER_BYTES = 6;
const ATTRIBUTE_BYTES = 9;
const CHECKSUM_BYTES = 2;
/** [MS-OXTNEF] §2.1.3.3: a new attachment, its title, its octets, its properties. */
const RENDERING = 0x00069002;
const TITLE = 0x00018010;
const DATA = 0x0006800f;
const PROPERTIES = 0x00069005;
const LOOKED_BYTES = 64 * 1024;

interface Attachment {
	readonly names: Set<string>;
	sizeBytes: number | null;
	/** Of its octets; null when it has none. */
	dataAt: number | null;
}

export function readTnef(file: BoundedFile, limits: IdentifyLimits): ArchiveFinding {
	const { attachments, isWhole } = listTnef(file, limits);
	return archiveFinding(
		{
			entries: attachments.flatMap(entriesOf),
			packedBytes: file.sizeBytes,
			isCut: attachments.length >= limits.entries,
			problem: isWhole ? null : damaged("its list of files is not whole"),
		},
		limits,
	);
}

export function listTnef(file: BoundedFile, limits: IdentifyLimits) {
	const attachments: Attachment[] = [];
	let at = HEADER_BYTES;
	while (at < file.sizeBytes && attachments.length < limits.entries) {
		const attribute = file.read(at, ATTRIBUTE_BYTES);
		if (attribute.length < ATTRIBUTE_BYTES) break;
		const id = uint32LE(attribute, 1);
		const length = uint32LE(attribute, 5);
		const value = () => file.read(at + ATTRIBUTE_BYTES, Math.min(length, LOOKED_BYTES));
		if (id === RENDERING) attachments.push(nothingYet());
		else note(attachments, id, { at: at + ATTRIBUTE_BYTES, length }, value);
		at += ATTRIBUTE_BYTES + length + CHECKSUM_BYTES;
	}
	return { attachments, isWhole: at === file.sizeBytes };
}

const nothingYet = (): Attachment => ({ names: new Set(), sizeBytes: null, dataAt: null });

interface Place {
	readonly at: number;
	readonly length: number;
}

function note(attachments: Attachment[], id: number, { at, length }: Place, value: () => Buffer): void {
	if (id !== TITLE && id !== DATA && id !== PROPERTIES) return;
	const current = attachments.at(-1) ?? nothingYet();
	if (attachments.length === 0) attachments.push(current);
	if (id === DATA) {
		current.sizeBytes = length;
		current.dataAt = at;
	} else if (id === TITLE) current.names.add(untilNul(value().toString("latin1")));
	else for (const name of longNames(value())) current.names.add(name);
}

const untilNul = (text: string): string => text.split("\0", 1)[0] ?? "";

function entriesOf({ names, sizeBytes }: Attachment): readonly ArchiveEntry[] {
	names.delete("");
	const told = names.size === 0 ? [""] : [...names];
	return told.map((name) => ({ name, sizeBytes, encrypted: false, isFolder: false }));
}

/** PidTagAttachFilename and PidTagAttachLongFilename. */
const NAMES = [0x3704, 0x3707];
const PROPERTIES_READ = 500;
/** [MS-OXTNEF] §2.1.3.4: octets of values that have no length of their own, padded to four. */
const FIXED_BYTES: Readonly<Record<number, number>> = {
	2: 4,
	3: 4,
	4: 4,
	5: 8,
	6: 8,
	7: 8,
	10: 4,
	11: 4,
	20: 8,
	64: 8,
	72: 16,
};
const UTF16 = 0x1f;

function longNames(octets: Buffer): readonly string[] {
	const names: string[] = [];
	const count = Math.min(uint32LE(octets, 0), PROPERTIES_READ);
	let at = 4;
	for (let read = 0; read < count && at < octets.length; read++) {
		const type = uint16LE(octets, at);
		const id = uint16LE(octets, at + 2);
		at += 4;
		if (id >= 0x8000) at += namedPropertyBytes(octets, at);
		const isMany = (type & 0x1000) !== 0;
		const fixed = FIXED_BYTES[type & 0xfff];
		const values = isMany || fixed === undefined ? uint32LE(octets, at) : 1;
		if (isMany || fixed === undefined) at += 4;
		if (fixed !== undefined) {
			at += fixed * values;
			continue;
		}
		for (let value = 0; value < values && at < octets.length; value++) {
			const length = uint32LE(octets, at);
			const text = octets.subarray(at + 4, at + 4 + length);
			if (NAMES.includes(id)) names.push(untilNul(text.toString(type === UTF16 ? "utf16le" : "latin1")));
			at += 4 + padded(length);
		}
	}
	return names;
}

/** A set, and a number or a name in UTF-16. */
const namedPropertyBytes = (octets: Buffer, at: number): number =>
	uint32LE(octets, at + 16) === 0 ? 24 : 24 + padded(uint32LE(octets, at + 20));

const padded = (length: number): number => Math.ceil(length / 4) * 4;
