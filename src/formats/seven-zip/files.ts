/** The files of a 7z archive (7zFormat.txt, "Files Info"): their names, and which of them have no content. */

import type { ArchiveEntry } from "../finding.ts";
import { Numbers } from "./numbers.ts";
import { readStreams, type Streams } from "./streams.ts";

const ARCHIVE_PROPERTIES = 0x02;
const ADDITIONAL_STREAMS = 0x03;
const MAIN_STREAMS = 0x04;
const FILES = 0x05;
const EMPTY_STREAM = 0x0e;
const EMPTY_FILE = 0x0f;
const NAMES = 0x11;
const END = 0x00;
const PROPERTIES = 64;

/** `header`: what follows the octet that says "header". Null when it cannot be read or has more than `limit`. */
export function readFiles(header: Buffer, limit: number): readonly ArchiveEntry[] | null {
	const numbers = new Numbers(header);
	let streams: Streams | null = null;
	for (let part = 0; part < PROPERTIES && !numbers.isOver; part++) {
		switch (numbers.octet()) {
			case ARCHIVE_PROPERTIES:
				for (let type = numbers.octet(); type !== END && !numbers.isOver; type = numbers.octet())
					numbers.take(numbers.next());
				break;
			case ADDITIONAL_STREAMS:
				if (readStreams(numbers, limit) === null) return null;
				break;
			case MAIN_STREAMS:
				streams = readStreams(numbers, limit);
				if (streams === null) return null;
				break;
			case FILES:
				return readFilesInfo(numbers, streams, limit);
			case END:
				return [];
			default:
				return null;
		}
	}
	return null;
}

function readFilesInfo(
	numbers: Numbers,
	streams: Streams | null,
	limit: number,
): readonly ArchiveEntry[] | null {
	const count = numbers.next();
	if (count > limit) return null;
	let names: readonly string[] = [];
	let isEmpty: readonly boolean[] = [];
	let isEmptyFile: readonly boolean[] = [];
	for (let property = 0; property < PROPERTIES; property++) {
		const type = numbers.octet();
		if (type === END) break;
		const content = new Numbers(numbers.take(numbers.next()));
		if (type === EMPTY_STREAM) isEmpty = content.bits(count);
		else if (type === EMPTY_FILE) isEmptyFile = content.bits(isEmpty.filter(Boolean).length);
		else if (type === NAMES) names = namesIn(content, count);
	}
	if (numbers.isOver || names.length < count) return null;
	return entriesOf(names, isEmpty, isEmptyFile, streams);
}

const NAME_CHARACTERS = 4096;

/** In UTF-16, each ended by a NUL. */
function namesIn(content: Numbers, count: number): readonly string[] {
	if (content.octet() !== 0) return [];
	const text = content.take(Number.MAX_SAFE_INTEGER).toString("utf16le");
	return text.split("\0", count).map((name) => name.slice(0, NAME_CHARACTERS));
}

function entriesOf(
	names: readonly string[],
	isEmpty: readonly boolean[],
	isEmptyFile: readonly boolean[],
	streams: Streams | null,
): readonly ArchiveEntry[] {
	const isProtected = (streams?.folders ?? []).some(({ coders }) => coders.some(isCipher));
	let withContent = 0;
	let empty = 0;
	return names.map((name) => {
		const isFile = !isEmpty[withContent + empty];
		if (isFile) {
			const sizeBytes = streams?.fileBytes[withContent++] ?? null;
			return { name, sizeBytes, encrypted: isProtected, isFolder: false };
		}
		return { name, sizeBytes: 0, encrypted: false, isFolder: !isEmptyFile[empty++] };
	});
}

/** AES-256 with SHA-256 (7zFormat's Methods.txt, 06 F1 07 01). */
export const isCipher = ({ method }: { readonly method: string }): boolean => method === "06f10701";
