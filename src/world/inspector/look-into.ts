/** Completes the finding on a file that holds others by what only unpacking tells; one level deeper than its list. */

import {
	type FileFinding,
	holdsArchives,
	type IdentifyLimits,
	innerArchives,
	type OctetSource,
} from "../../formats/index.ts";
import { piecesOf, readGzip } from "./gzip.ts";
import { INNER_BOMB, INNER_BYTES, lookIntoInner, withProblem } from "./inner-archives.ts";
import { isCompressedFile } from "./needs-thread.ts";

export async function lookInto(
	source: OctetSource,
	finding: FileFinding,
	limits: IdentifyLimits,
): Promise<FileFinding> {
	if (isCompressedFile(finding)) return lookIntoGzip(source, finding, limits);
	if (!holdsArchives(finding)) return finding;
	const inner = innerArchives(source, finding.kind, limits);
	return lookIntoInner(finding, inner, ({ at, packedBytes }) => source.read(at, packedBytes), limits);
}

async function lookIntoGzip(
	source: OctetSource,
	outer: FileFinding,
	limits: IdentifyLimits,
): Promise<FileFinding> {
	const { finding, archives } = await readGzip(source, outer, limits);
	if (archives.length === 0 || finding.archive === null || finding.archive.problem !== null) return finding;
	const sizeBytes = archives.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
	if (sizeBytes > INNER_BYTES) return withProblem(finding, finding.archive, INNER_BOMB);
	return lookIntoInner(finding, archives, await piecesOf(source, archives), limits);
}
