/** How the streams of a 7z archive are packed (7zFormat.txt, "Pack Info" to "SubStreams Info"). */

import type { Numbers } from "./numbers.ts";

export interface Coder {
	/** Its method in hexadecimal digits. */
	readonly method: string;
	readonly properties: Buffer;
}

export interface Folder {
	readonly coders: readonly Coder[];
	readonly outStreams: number;
	/** The outputs that feed another coder; the one that is left is the file's. */
	readonly boundOutputs: readonly number[];
}

export interface Streams {
	/** From the end of the signature header on. */
	readonly packedAt: number;
	readonly packedBytes: readonly number[];
	readonly folders: readonly Folder[];
	/** Of each folder, unpacked. */
	readonly folderBytes: readonly number[];
	/** Of the files that have content, in their order. */
	readonly fileBytes: readonly number[];
}

const END = 0x00;
const PACK_INFO = 0x06;
const UNPACK_INFO = 0x07;
const SUBSTREAMS_INFO = 0x08;
const SIZE = 0x09;
const CRC = 0x0a;
const FOLDER = 0x0b;
const UNPACK_SIZE = 0x0c;
const UNPACK_STREAMS = 0x0d;

const CODERS = 32;

/** Null when it is not made as it should be, or of more parts than `limit`. */
export function readStreams(numbers: Numbers, limit: number): Streams | null {
	let packed = { packedAt: 0, packedBytes: [] as readonly number[] };
	let unpacked = {
		folders: [] as readonly Folder[],
		folderBytes: [] as readonly number[],
		digests: [] as boolean[],
	};
	let fileBytes: readonly number[] | null = null;
	for (;;) {
		const part = numbers.octet();
		if (numbers.isOver) return null;
		if (part === END) break;
		if (part === PACK_INFO) {
			const read = readPackInfo(numbers, limit);
			if (read === null) return null;
			packed = read;
		} else if (part === UNPACK_INFO) {
			const read = readUnpackInfo(numbers, limit);
			if (read === null) return null;
			unpacked = read;
		} else if (part === SUBSTREAMS_INFO) {
			fileBytes = readSubStreams(numbers, unpacked.folderBytes, unpacked.digests, limit);
			if (fileBytes === null) return null;
		} else return null;
	}
	const { folders, folderBytes } = unpacked;
	return { ...packed, folders, folderBytes, fileBytes: fileBytes ?? folderBytes };
}

function readPackInfo(numbers: Numbers, limit: number) {
	const packedAt = numbers.next();
	const count = numbers.next();
	if (count > limit) return null;
	let packedBytes: readonly number[] = [];
	for (let part = numbers.octet(); part !== END; part = numbers.octet()) {
		if (numbers.isOver) return null;
		if (part === SIZE) packedBytes = readMany(numbers, count);
		else if (part === CRC) skipDigests(numbers, count);
		else return null;
	}
	return { packedAt, packedBytes };
}

const readMany = (numbers: Numbers, count: number): readonly number[] =>
	Array.from({ length: count }, () => numbers.next());

function skipDigests(numbers: Numbers, count: number): boolean[] {
	const defined = [...numbers.bitsOrAll(count)];
	numbers.take(4 * defined.filter(Boolean).length);
	return defined;
}

function readUnpackInfo(numbers: Numbers, limit: number) {
	if (numbers.octet() !== FOLDER) return null;
	const count = numbers.next();
	// Elsewhere than here the folders are in a stream of their own, which nobody writes.
	if (count > limit || numbers.octet() !== 0) return null;
	const folders: Folder[] = [];
	while (folders.length < count) {
		const folder = readFolder(numbers);
		if (folder === null || numbers.isOver) return null;
		folders.push(folder);
	}
	if (numbers.octet() !== UNPACK_SIZE) return null;
	const folderBytes = folders.map(({ outStreams, boundOutputs }) => {
		const sizes = readMany(numbers, outStreams);
		return sizes.find((_, output) => !boundOutputs.includes(output)) ?? 0;
	});
	let digests: boolean[] = new Array<boolean>(count).fill(false);
	for (let part = numbers.octet(); part !== END; part = numbers.octet()) {
		if (part !== CRC || numbers.isOver) return null;
		digests = skipDigests(numbers, count);
	}
	return { folders, folderBytes, digests };
}

const IS_COMPLEX = 0x10;
const HAS_PROPERTIES = 0x20;

function readFolder(numbers: Numbers): Folder | null {
	const count = numbers.next();
	if (count === 0 || count > CODERS) return null;
	const coders: Coder[] = [];
	let inStreams = 0;
	let outStreams = 0;
	for (let coder = 0; coder < count; coder++) {
		const flags = numbers.octet();
		const method = numbers.take(flags & 15).toString("hex");
		const isComplex = (flags & IS_COMPLEX) !== 0;
		inStreams += isComplex ? numbers.next() : 1;
		outStreams += isComplex ? numbers.next() : 1;
		const properties = (flags & HAS_PROPERTIES) === 0 ? Buffer.alloc(0) : numbers.take(numbers.next());
		coders.push({ method, properties });
	}
	if (inStreams > CODERS || outStreams > CODERS) return null;
	const boundOutputs: number[] = [];
	for (let pair = 0; pair < outStreams - 1; pair++) {
		numbers.next();
		boundOutputs.push(numbers.next());
	}
	const packedStreams = inStreams - boundOutputs.length;
	if (packedStreams > 1) readMany(numbers, packedStreams);
	return { coders, outStreams, boundOutputs };
}

function readSubStreams(
	numbers: Numbers,
	folderBytes: readonly number[],
	digests: readonly boolean[],
	limit: number,
): readonly number[] | null {
	let counts: readonly number[] = folderBytes.map(() => 1);
	let part = numbers.octet();
	if (part === UNPACK_STREAMS) {
		counts = readMany(numbers, folderBytes.length);
		part = numbers.octet();
	}
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total > limit) return null;
	const sizes: number[] = [];
	for (const [folder, count] of counts.entries()) {
		// The size of the last one is what is left of the folder.
		let left = folderBytes[folder] ?? 0;
		for (let file = 0; file < count; file++) {
			const size = file < count - 1 && part === SIZE ? numbers.next() : left;
			sizes.push(size);
			left = Math.max(0, left - size);
		}
	}
	if (part === SIZE) part = numbers.octet();
	for (; part !== END; part = numbers.octet()) {
		if (part !== CRC || numbers.isOver) return null;
		// A folder of one file has its digest already.
		const unknown = counts.reduce((sum, n, folder) => sum + (n === 1 && digests[folder] ? 0 : n), 0);
		skipDigests(numbers, unknown);
	}
	return sizes;
}
