/**
 * A file on disk that nobody else can open: its name is taken off as soon as it is made, so that it is gone when
 * it is closed, or when the process ends, however it ends. Octets are written by the thread pool.
 */

import { randomBytes } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { FILE_PREFIX } from "./room.ts";

/** Octets that are written in one go. */
const PIECE_BYTES = 256 * 1024;

export class SpillFile {
	readonly #opening: Promise<FileHandle>;
	#held: Buffer[] = [];
	#heldBytes = 0;
	#sizeBytes = 0;
	#writing: Promise<void> | undefined;
	#fault: unknown;
	#closed = false;

	constructor(folder: string) {
		this.#opening = nameless(folder);
		this.#opening.catch((error: unknown) => {
			this.#fault = error;
		});
	}

	/** A promise when the disk is behind. Faults are kept for the end: until then the client goes on sending. */
	write(octets: Buffer): Promise<void> | undefined {
		if (this.#closed) return undefined;
		this.#held.push(octets);
		this.#heldBytes += octets.length;
		if (this.#heldBytes < PIECE_BYTES) return undefined;
		this.#writing ??= this.#flush();
		return this.#writing;
	}

	/** All octets are in the file. Rejects when they could not be written. */
	async finish(): Promise<{ readonly fd: number; readonly sizeBytes: number }> {
		await this.#writing;
		await this.#flush();
		if (this.#fault !== undefined) throw this.#fault;
		const { fd } = await this.#opening;
		return { fd, sizeBytes: this.#sizeBytes };
	}

	/** The file is gone. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#held = [];
		await this.#writing;
		const handle = await this.#opening.catch(() => undefined);
		await handle?.close();
	}

	async #flush(): Promise<void> {
		try {
			const handle = await this.#opening;
			while (this.#held.length > 0) {
				const piece = Buffer.concat(this.#held, this.#heldBytes);
				this.#held = [];
				this.#heldBytes = 0;
				await this.#put(handle, piece);
			}
		} catch (error) {
			this.#fault = error;
			this.#held = [];
			this.#heldBytes = 0;
		} finally {
			this.#writing = undefined;
		}
	}

	/** A disk that is nearly full takes less than it is given. */
	async #put(handle: FileHandle, piece: Buffer): Promise<void> {
		let done = 0;
		while (done < piece.length) {
			const { bytesWritten } = await handle.write(piece, done, piece.length - done, this.#sizeBytes);
			done += bytesWritten;
			this.#sizeBytes += bytesWritten;
		}
	}
}

async function nameless(folder: string): Promise<FileHandle> {
	const name = join(folder, FILE_PREFIX + randomBytes(8).toString("hex"));
	const handle = await open(name, "wx+", 0o600);
	try {
		await unlink(name);
	} catch (error) {
		await handle.close();
		throw error;
	}
	return handle;
}
