/** Formats that fixed octets at a fixed place do not tell: programs, sound, disk images, signed mail. */

import type { BoundedFile } from "../bounded-file.ts";
import { uint16BE, uint32BE, uint32LE } from "../integers.ts";
import { asfKind } from "./asf.ts";
import { derKind } from "./der.ts";
import { isoMediaKind } from "./iso-media.ts";
import { isMpegAudio, isTransportStream } from "./mpeg.ts";
import { isOpenPgp } from "./open-pgp.ts";

/** Where the program of the last thirty years begins inside its DOS program ([PE] §3.1). */
const PE_OFFSET_AT = 0x3c;
const PE_MARKS = ["PE", "NE", "LE", "LX"];

/** "MZ" and either the place of a newer program, or octets that no text has. */
export function isWindowsProgram(file: BoundedFile, isText: boolean): boolean {
	const { head } = file;
	if (uint16BE(head, 0) !== 0x4d5a && uint16BE(head, 0) !== 0x5a4d) return false;
	if (!isText) return true;
	return PE_MARKS.includes(file.read(uint32LE(head, PE_OFFSET_AT), 2).toString("latin1"));
}

/** "CAFEBABE" begins a Java class, with its version behind, and a fat Mach-O, with a small count behind. */
export function cafeBabeKind(head: Buffer): "class" | "macho" | null {
	if (uint32BE(head, 0) === 0xcafebabf) return "macho";
	if (uint32BE(head, 0) !== 0xcafebabe || head.length < 8) return null;
	return uint32BE(head, 4) < FIRST_JAVA_VERSION ? "macho" : "class";
}
const FIRST_JAVA_VERSION = 45;

const BITMAP_HEADERS_BYTES = [12, 16, 40, 52, 56, 64, 108, 124];

const isBitmap = (head: Buffer): boolean =>
	uint16BE(head, 0) === 0x424d && BITMAP_HEADERS_BYTES.includes(uint32LE(head, 14));

/** Volume descriptors begin in the 17th sector (ECMA-119 §7.2, ECMA-167 part 2 §9.1). */
export function isIsoImage(file: BoundedFile): boolean {
	const mark = file.read(32_769, 5).toString("latin1");
	return mark === "CD001" || mark === "BEA01";
}

/** Apple's disk images end in a block of 512 octets that begins with "koly", Virtual PC's in one with "conectix". */
export function diskImageByItsEnd(file: BoundedFile): "dmg" | "vhd" | null {
	const block = file.read(file.sizeBytes - 512, 8);
	if (block.toString("latin1", 0, 4) === "koly") return "dmg";
	return block.toString("latin1") === "conectix" ? "vhd" : null;
}

/** A tag before the sound (ID3v2 §3.1); what sound it is follows the tag. */
function soundAfterTag(file: BoundedFile): string | null {
	const { head } = file;
	if (head.toString("latin1", 0, 3) !== "ID3" || (head[3] ?? 0xff) > 4) return null;
	const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
	const sound = file.read(10 + size, 4).toString("latin1");
	return sound === "fLaC" ? "flac" : "mp3";
}

export function kindByStructure(file: BoundedFile, isText: boolean): string | null {
	if (isWindowsProgram(file, isText)) return "exe";
	if (isText) return null;
	const { head, sizeBytes } = file;
	const told = cafeBabeKind(head) ?? asfKind(head) ?? isoMediaKind(head, sizeBytes) ?? soundAfterTag(file);
	if (told !== null) return told;
	if (isBitmap(head)) return "bmp";
	if (isMpegAudio(head)) return "mp3";
	if (isTransportStream(head)) return "mpg";
	return null;
}

/** Asked last, since little stands behind these: a length that fits and a version that exists. */
export function kindByWeakStructure(file: BoundedFile): string | null {
	return (
		diskImageByItsEnd(file) ?? derKind(file.head) ?? (isOpenPgp(file.head, file.sizeBytes) ? "pgp" : null)
	);
}
