/** Compound files ([MS-CFB] version 3) made by hand, for tests: every stream in whole sectors of its own. */

export interface Stream {
	readonly name: string;
	readonly content?: Buffer | string;
	/** A storage, with nothing in it. */
	readonly isStorage?: true;
	/** Not in the root: in the first storage. */
	readonly isInside?: true;
}

const SECTOR_BYTES = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const FAT = 0xfffffffd;

export function compound(streams: readonly Stream[], rootClass = ""): Buffer {
	const directorySectors = Math.ceil((streams.length + 1) / 4);
	// Sector 0 is the table, which is enough for 127 others; then the directory; then the streams.
	const table = new Array<number>(128).fill(FREE);
	table[0] = FAT;
	chain(table, 1, directorySectors);
	let next = 1 + directorySectors;
	const data: Buffer[] = [];
	const entries = [rootEntry(streams, rootClass)];
	for (const [index, stream] of streams.entries()) {
		const content = Buffer.from(stream.content ?? "");
		const sectors = Math.ceil(content.length / SECTOR_BYTES);
		const padded = Buffer.alloc(sectors * SECTOR_BYTES);
		content.copy(padded);
		data.push(padded);
		entries.push(entry(stream, index, streams, sectors === 0 ? END : next, content.length));
		chain(table, next, sectors);
		next += sectors;
	}
	const directory = Buffer.alloc(directorySectors * SECTOR_BYTES);
	Buffer.concat(entries).copy(directory);
	const fat = Buffer.alloc(SECTOR_BYTES);
	for (const [at, value] of table.entries()) fat.writeUInt32LE(value, at * 4);
	return Buffer.concat([header(), fat, directory, ...data]);
}

function chain(table: number[], first: number, count: number): void {
	for (let i = 0; i < count; i++) table[first + i] = i === count - 1 ? END : first + i + 1;
}

function header(): Buffer {
	const octets = Buffer.alloc(SECTOR_BYTES, 0xff);
	octets.fill(0, 0, 76);
	octets.write("d0cf11e0a1b11ae1", "hex");
	octets.writeUInt16LE(0x3e, 24);
	octets.writeUInt16LE(3, 26);
	octets.writeUInt16LE(0xfffe, 28);
	octets.writeUInt16LE(9, 30);
	octets.writeUInt16LE(6, 32);
	octets.writeUInt32LE(1, 44);
	octets.writeUInt32LE(1, 48);
	octets.writeUInt32LE(0, 56); // no stream is small
	octets.writeUInt32LE(END, 60);
	octets.writeUInt32LE(END, 68);
	octets.writeUInt32LE(0, 76);
	return octets;
}

const isTop = ({ isInside }: Stream): boolean => isInside !== true;

function rootEntry(streams: readonly Stream[], rootClass: string): Buffer {
	const octets = named("Root Entry", 5);
	const first = streams.findIndex(isTop);
	octets.writeUInt32LE(first < 0 ? FREE : first + 1, 76);
	octets.write(rootClass, 80, "hex");
	octets.writeUInt32LE(END, 116);
	return octets;
}

/** Siblings hang on one another to the right. */
function entry(
	stream: Stream,
	index: number,
	all: readonly Stream[],
	start: number,
	sizeBytes: number,
): Buffer {
	const octets = named(stream.name, stream.isStorage ? 1 : 2);
	const right = all.findIndex((other, at) => at > index && isTop(other) === isTop(stream));
	octets.writeUInt32LE(right < 0 ? FREE : right + 1, 72);
	octets.writeUInt32LE(start, 116);
	octets.writeUInt32LE(sizeBytes, 120);
	return octets;
}

function named(name: string, type: number): Buffer {
	const octets = Buffer.alloc(128);
	octets.write(name, "utf16le");
	octets.writeUInt16LE(name.length * 2 + 2, 64);
	octets[66] = type;
	octets.fill(0xff, 68, 80);
	return octets;
}
