/**
 * What a small file still needs of a worker: gzip and archives in archives have to be unpacked to see what is in them,
 * and files of an unknown kind are shown to a signature library, which is not ours and may take its time.
 */

import { type FileFinding, holdsArchives } from "../../formats/index.ts";

export const isCompressedFile = ({ kind }: FileFinding): boolean => kind === "gz";

export const isUnknown = ({ kind }: FileFinding): boolean => kind === "binary";

export const needsThread = (finding: FileFinding): boolean =>
	isCompressedFile(finding) || isUnknown(finding) || holdsArchives(finding);
