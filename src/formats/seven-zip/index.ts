/**
 * 7z archives (7zFormat.txt): the list of files stands at the end, in clear, packed, or packed with a password. A packed
 * one is unpacked as far as it is small and made by LZMA, as 7-Zip makes it; the files themselves never are.
 */

import { archiveFinding, damaged, hidden } from "../archive/findings.ts";
import type { BoundedFile } from "../bounded-file.ts";
import type { ArchiveFinding } from "../finding.ts";
import { uint64LE } from "../integers.ts";
import type { IdentifyLimits } from "../limits.ts";
import { isCipher, readFiles } from "./files.ts";
import { unpackLzma } from "./lzma.ts";
import { Numbers } from "./numbers.ts";
import { readStreams } from "./streams.ts";

const SIGNATURE_HEADER_BYTES = 32;
const HEADER_BYTES = 1024 * 1024;
const HEADER = 0x01;
const PACKED_HEADER = 0x17;
const LZMA = "030101";

export interface SevenZipReading {
	readonly encrypted: boolean;
	readonly archive: ArchiveFinding;
}

export function readSevenZip(file: BoundedFile, limits: IdentifyLimits): SevenZipReading {
	const at = SIGNATURE_HEADER_BYTES + uint64LE(file.head, 12);
	const length = uint64LE(file.head, 20);
	if (length === 0) return reading(file, limits, { entries: [] });
	const header = file.read(at, Math.min(length, HEADER_BYTES));
	if (header.length < length) return reading(file, limits, damaged("its list of files is not whole"));
	return readHeader(file, limits, header);
}

function readHeader(file: BoundedFile, limits: IdentifyLimits, header: Buffer): SevenZipReading {
	if (header[0] === PACKED_HEADER) {
		const unpacked = unpackHeader(file, header.subarray(1));
		return Buffer.isBuffer(unpacked) && unpacked[0] === HEADER
			? readHeader(file, limits, unpacked)
			: reading(file, limits, Buffer.isBuffer(unpacked) ? damaged("its list of files is broken") : unpacked);
	}
	const entries = header[0] === HEADER ? readFiles(header.subarray(1), limits.entries + 1) : null;
	return reading(file, limits, entries === null ? damaged("its list of files cannot be read") : { entries });
}

type Problem = ReturnType<typeof damaged> | ReturnType<typeof hidden>;

function unpackHeader(file: BoundedFile, described: Buffer): Buffer | (Problem & { encrypted?: true }) {
	const streams = readStreams(new Numbers(described), 1);
	const folder = streams?.folders[0];
	if (streams === null || folder === undefined) return damaged("its list of files cannot be read");
	if (folder.coders.some(isCipher)) return { ...hidden("its list of files has a password"), encrypted: true };
	const coder = folder.coders[0];
	const [unpackedBytes = 0] = streams.folderBytes;
	if (folder.coders.length !== 1 || coder?.method !== LZMA || unpackedBytes > HEADER_BYTES)
		return hidden("its list of files is packed in an unusual way");
	const packedBytes = Math.min(streams.packedBytes[0] ?? 0, HEADER_BYTES);
	const packed = file.read(SIGNATURE_HEADER_BYTES + streams.packedAt, packedBytes);
	return unpackLzma(packed, coder.properties, unpackedBytes) ?? damaged("its list of files is broken");
}

function reading(
	file: BoundedFile,
	limits: IdentifyLimits,
	found: (Problem & { encrypted?: true }) | { readonly entries: ArchiveFinding["entries"] },
): SevenZipReading {
	const all = "entries" in found ? found.entries : [];
	const problem = "entries" in found ? null : { problem: found.problem, detail: found.detail };
	const isCut = all.length > limits.entries;
	const entries = isCut ? all.slice(0, limits.entries) : all;
	return {
		encrypted:
			entries.some(({ encrypted }) => encrypted) || ("encrypted" in found && found.encrypted === true),
		archive: archiveFinding({ entries, packedBytes: file.sizeBytes, isCut, problem }, limits),
	};
}
