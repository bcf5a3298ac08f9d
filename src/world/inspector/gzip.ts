/**
 * Looks into a gzip file (RFC 1952) by unpacking it: how large it is and, where a tar is inside, which files that
 * holds. Nothing unpacked is kept but the beginning and the headers of a tar, and unpacking stops where a bomb begins.
 */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import {
	type FileFinding,
	type IdentifyLimits,
	identify,
	type OctetSource,
	withInner,
} from "../../formats/index.ts";
import { TarOutline } from "./tar-outline.ts";

export async function lookInto(
	source: OctetSource,
	outer: FileFinding,
	limits: IdentifyLimits,
): Promise<FileFinding> {
	const { outline, isDamaged } = await unpack(source, limits);
	const inner = identify(outline, null, { ...limits, readBytes: Number.MAX_SAFE_INTEGER });
	const finding = withInner(outer, inner, outline.sizeBytes, limits);
	const problem = isDamaged ? DAMAGED : outline.isTooMuch && inner.kind === "tar" ? TOO_MANY : undefined;
	if (problem === undefined || finding.archive === null) return finding;
	return { ...finding, archive: { ...finding.archive, ...problem } };
}

const DAMAGED = { problem: "damaged", detail: "it is cut off or damaged" } as const;
const TOO_MANY = { problem: "too-many-entries", detail: "more entries than can be looked at" } as const;

async function unpack(
	source: OctetSource,
	limits: IdentifyLimits,
): Promise<{ readonly outline: TarOutline; readonly isDamaged: boolean }> {
	const outline = new TarOutline();
	let isEnough = false;
	try {
		await pipeline(
			Readable.from(pieces(source)),
			createGunzip({ chunkSize: PIECE_BYTES }),
			async (unpacked: AsyncIterable<Buffer>) => {
				for await (const octets of unpacked) {
					outline.write(octets);
					isEnough = isBomb(source.sizeBytes, outline.sizeBytes, limits);
					if (isEnough) return;
				}
			},
		);
	} catch (error) {
		// A pipeline whose end has had enough calls that an error.
		if (isEnough) return { outline, isDamaged: false };
		if (!isDataError(error)) throw error;
		return { outline, isDamaged: true };
	}
	return { outline, isDamaged: false };
}

/** What is unpacked so far is more than may be. */
function isBomb(packedBytes: number, unpackedBytes: number, limits: IdentifyLimits): boolean {
	if (unpackedBytes > limits.unpackedBytes) return true;
	return unpackedBytes > limits.ratioFromBytes && Math.round(unpackedBytes / packedBytes) > limits.ratio;
}

const PIECE_BYTES = 256 * 1024;

function* pieces(source: OctetSource): Iterable<Buffer> {
	for (let at = 0; at < source.sizeBytes; at += PIECE_BYTES) yield source.read(at, PIECE_BYTES);
}

const isDataError = (error: unknown): boolean =>
	error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
