/** The entry of a worker thread: tells what a file is that lies open on disk, or in memory. */

import { readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { type FileFinding, identify, type OctetSource, sourceOf } from "../../formats/index.ts";
import { lookInto } from "./look-into.ts";
import { isUnknown } from "./needs-thread.ts";
import { opinionOn } from "./opinion.ts";
import type { Job, JobAnswer, ThreadStart } from "./pool.ts";

const port = parentPort;
if (port === null) throw new Error("This file is the entry of a worker thread.");
const { limits } = workerData as ThreadStart;

port.on("message", (job: Job) => {
	tell(job).then(
		(finding) => port.postMessage({ finding } satisfies JobAnswer),
		(error: unknown) => port.postMessage({ failed: String(error) } satisfies JobAnswer),
	);
});

/** As much of a file as signatures need. */
const HEAD_BYTES = 64 * 1024;

async function tell(job: Job): Promise<FileFinding> {
	const source = "fd" in job ? fileSource(job.fd, job.sizeBytes) : sourceOf(bufferOf(job.octets));
	const finding = identify(source, null, limits);
	if (!isUnknown(finding)) return lookInto(source, finding, limits);
	const opinion = await opinionOn(source.read(0, HEAD_BYTES));
	return opinion === null ? finding : identify(source, opinion, limits);
}

/** The file descriptor belongs to the main thread, which closes it when we have answered. */
function fileSource(fd: number, sizeBytes: number): OctetSource {
	return {
		sizeBytes,
		read(at, length) {
			const wanted = Math.min(length, sizeBytes - at);
			if (wanted <= 0) return Buffer.alloc(0);
			const octets = Buffer.allocUnsafe(wanted);
			let done = 0;
			while (done < wanted) {
				const got = readSync(fd, octets, done, wanted - done, at + done);
				if (got === 0) break;
				done += got;
			}
			return octets.subarray(0, done);
		},
	};
}

const bufferOf = (octets: Uint8Array): Buffer =>
	Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
