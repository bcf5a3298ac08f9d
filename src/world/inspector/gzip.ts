/**
 * Looks into a gzip file (RFC 1952) by unpacking it: how large it is and, where a tar is inside, which files that
 * holds. Nothing unpacked is kept but the beginning and the headers of a tar, and unpacking stops where a bomb begins.
 * Archives in the tar are unpacked in a second pass (`piecesOf`), when it is known where they are.
 */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import {
	type FileFinding,
	holdsArchives,
	type IdentifyLimits,
	type InnerArchive,
	identify,
	innerArchives,
	isArchiveKind,
	type OctetSource,
	withInner,
} from "../../formats/index.ts";
import { TarOutline } from "./tar-outline.ts";

export interface GzipReading {
	readonly finding: FileFinding;
	/** Archives in the tar that is inside, or what is inside itself; their places are those of the unpacked octets. */
	readonly archives: readonly InnerArchive[];
}

export async function readGzip(
	source: OctetSource,
	outer: FileFinding,
	limits: IdentifyLimits,
): Promise<GzipReading> {
	const outline = new TarOutline();
	const { isDamaged } = await gunzip(source, (octets) => {
		outline.write(octets);
		return isBomb(source.sizeBytes, outline.sizeBytes, limits);
	});
	const unbounded = { ...limits, readBytes: Number.MAX_SAFE_INTEGER };
	const inner = identify(outline, null, unbounded);
	const finding = withInner(outer, inner, outline.sizeBytes, limits);
	const problem = isDamaged ? DAMAGED : outline.isTooMuch && inner.kind === "tar" ? TOO_MANY : undefined;
	if (problem !== undefined && finding.archive !== null)
		return { finding: { ...finding, archive: { ...finding.archive, ...problem } }, archives: [] };
	if (inner.kind === "tar") {
		return { finding, archives: holdsArchives(inner) ? innerArchives(outline, "tar", unbounded) : [] };
	}
	const name = finding.archive?.entries[0]?.name ?? "";
	const whole = { name, at: 0, packedBytes: outline.sizeBytes, isDeflated: false };
	return { finding, archives: isArchiveKind(inner.kind) ? [whole] : [] };
}

const DAMAGED = { problem: "damaged", detail: "it is cut off or damaged" } as const;
const TOO_MANY = { problem: "too-many-entries", detail: "more entries than can be looked at" } as const;

/** Octets of the unpacked file, by their places: unpacks it once more, as far as they reach. */
export async function piecesOf(
	source: OctetSource,
	wanted: readonly InnerArchive[],
): Promise<(piece: InnerArchive) => Buffer> {
	const pieces = new Map(wanted.map((piece) => [piece, Buffer.alloc(piece.packedBytes)]));
	const end = Math.max(0, ...wanted.map(({ at, packedBytes }) => at + packedBytes));
	let at = 0;
	await gunzip(source, (octets) => {
		for (const [piece, buffer] of pieces) {
			const from = Math.max(piece.at, at);
			if (from < at + octets.length) octets.copy(buffer, from - piece.at, from - at);
		}
		at += octets.length;
		return at >= end;
	});
	return (piece) => pieces.get(piece) ?? Buffer.alloc(0);
}

/** `take` is true when it has enough. */
async function gunzip(
	source: OctetSource,
	take: (octets: Buffer) => boolean,
): Promise<{ readonly isDamaged: boolean }> {
	let isEnough = false;
	try {
		await pipeline(
			Readable.from(pieces(source)),
			createGunzip({ chunkSize: PIECE_BYTES }),
			async (unpacked: AsyncIterable<Buffer>) => {
				for await (const octets of unpacked) {
					isEnough = take(octets);
					if (isEnough) return;
				}
			},
		);
	} catch (error) {
		// A pipeline whose end has had enough calls that an error.
		if (isEnough) return { isDamaged: false };
		if (!isDataError(error)) throw error;
		return { isDamaged: true };
	}
	return { isDamaged: false };
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
