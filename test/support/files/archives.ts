/** Archives other than zip made by hand, for tests: only what readers of lists look at, checksums left out. */

export const tarHeader = (name: string, sizeBytes: number, type = "0", magic = "ustar\x0000"): Buffer => {
	const header = Buffer.alloc(512);
	header.write(name.slice(0, 100), 0, "utf8");
	header.write("0000644\0", 100);
	header.write(`${sizeBytes.toString(8).padStart(11, "0")}\0`, 124);
	header.write("        ", 148);
	header.write(type, 156);
	header.write(magic, 257, "latin1");
	const sum = header.reduce((total, octet) => total + octet, 0);
	header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
	return header;
};

export const tarFile = (name: string, content: string | Buffer, type = "0", magic?: string): Buffer => {
	const octets = Buffer.from(content);
	const padded = Buffer.alloc(Math.ceil(octets.length / 512) * 512);
	octets.copy(padded);
	return Buffer.concat([tarHeader(name, octets.length, type, magic), padded]);
};

export const tar = (...files: readonly Buffer[]): Buffer => Buffer.concat([...files, Buffer.alloc(1024)]);

const RAR4_MARK = Buffer.from("526172211a0700", "hex");

const rar4Block = (type: number, flags: number, body: Buffer): Buffer => {
	const head = Buffer.alloc(7);
	head[2] = type;
	head.writeUInt16LE(flags, 3);
	head.writeUInt16LE(7 + body.length, 5);
	return Buffer.concat([head, body]);
};

export const rar4File = (name: Buffer | string, flags = 0, data: Buffer | string = "data"): Buffer => {
	const octets = Buffer.from(name);
	const content = Buffer.from(data);
	const body = Buffer.alloc(25);
	body.writeUInt32LE(content.length, 0);
	body.writeUInt32LE(content.length, 4);
	body.writeUInt16LE(octets.length, 19);
	return Buffer.concat([rar4Block(0x74, 0x8000 | flags, Buffer.concat([body, octets])), content]);
};

export const rar4 = (mainFlags: number, ...files: readonly Buffer[]): Buffer =>
	Buffer.concat([
		RAR4_MARK,
		rar4Block(0x73, mainFlags, Buffer.alloc(6)),
		...files,
		Buffer.from("c43d7b00400700", "hex"),
	]);

const RAR5_MARK = Buffer.from("526172211a070100", "hex");

const rar5Block = (fields: readonly number[], tail: Buffer, data = Buffer.alloc(0)): Buffer => {
	const header = Buffer.concat([Buffer.from(fields), tail]);
	return Buffer.concat([Buffer.alloc(4), Buffer.from([header.length]), header, data]);
};

/** A file with, for `isEncrypted`, the record that says so. */
export const rar5File = (name: string, isEncrypted = false, data = "data"): Buffer => {
	const octets = Buffer.from(name);
	const content = Buffer.from(data);
	const extra = isEncrypted ? Buffer.from([2, 1, 0]) : Buffer.alloc(0);
	const fields = isEncrypted ? [2, 3, extra.length, content.length] : [2, 2, content.length];
	const file = Buffer.from([0, content.length, 0, 0, 0, octets.length]);
	return rar5Block(fields, Buffer.concat([file, octets, extra]), content);
};

export const rar5 = (...blocks: readonly Buffer[]): Buffer =>
	Buffer.concat([
		RAR5_MARK,
		rar5Block([1, 0, 0], Buffer.alloc(0)),
		...blocks,
		Buffer.from("1d77565103050400", "hex"),
	]);

/** The block that says that all headers after it are encrypted. */
export const rar5Encryption = (): Buffer => rar5Block([4, 0, 0, 0, 15], Buffer.alloc(16));

/** A 7z archive of stored files, its list in clear; `method` is the coder's. */
export function sevenZip(
	files: readonly { readonly name: string; readonly content: string }[],
	method = "00",
): Buffer {
	const contents = files.map(({ content }) => Buffer.from(content));
	const data = Buffer.concat(contents);
	const names = Buffer.from(files.map(({ name }) => `${name}\0`).join(""), "utf16le");
	const coder = Buffer.from(method, "hex");
	const header = Buffer.concat([
		Buffer.from([0x01, 0x04]),
		Buffer.from([0x06, 0, 1, 0x09, data.length, 0]),
		Buffer.concat([
			Buffer.from([0x07, 0x0b, 1, 0, 1, coder.length]),
			coder,
			Buffer.from([0x0c, data.length, 0]),
		]),
		Buffer.from([0x08, 0x0d, files.length]),
		Buffer.from(files.length > 1 ? [0x09, ...contents.slice(0, -1).map(({ length }) => length)] : []),
		Buffer.from([0, 0]),
		Buffer.from([0x05, files.length, 0x11, names.length + 1, 0]),
		names,
		Buffer.from([0, 0]),
	]);
	return Buffer.concat([sevenZipStart(data.length, header.length), data, header]);
}

export function sevenZipStart(headerAt: number, headerBytes: number): Buffer {
	const start = Buffer.alloc(32);
	start.write("377abcaf271c0004", "hex");
	start.writeUInt32LE(headerAt, 12);
	start.writeUInt32LE(headerBytes, 20);
	return start;
}

const tnefAttribute = (level: number, id: number, value: Buffer): Buffer => {
	const head = Buffer.alloc(9);
	head[0] = level;
	head.writeUInt32LE(id, 1);
	head.writeUInt32LE(value.length, 5);
	return Buffer.concat([head, value, Buffer.alloc(2)]);
};

export const tnefAttachment = (title: string, longName: string | null, data: string | Buffer): Buffer =>
	Buffer.concat([
		tnefAttribute(2, 0x00069002, Buffer.alloc(14)),
		tnefAttribute(2, 0x00018010, Buffer.from(`${title}\0`, "latin1")),
		tnefAttribute(2, 0x0006800f, Buffer.from(data)),
		...(longName === null ? [] : [tnefAttribute(2, 0x00069005, longNameProperty(longName))]),
	]);

/** Two properties: a number, and PidTagAttachLongFilename. */
function longNameProperty(name: string): Buffer {
	const text = Buffer.from(`${name}\0`, "utf16le");
	const octets = Buffer.alloc(4 + 8 + 12 + Math.ceil(text.length / 4) * 4);
	octets.writeUInt32LE(2, 0);
	octets.writeUInt16LE(3, 4);
	octets.writeUInt16LE(0x0e20, 6);
	octets.writeUInt16LE(0x1f, 12);
	octets.writeUInt16LE(0x3707, 14);
	octets.writeUInt32LE(1, 16);
	octets.writeUInt32LE(text.length, 20);
	text.copy(octets, 24);
	return octets;
}

export const tnef = (...attachments: readonly Buffer[]): Buffer =>
	Buffer.concat([
		Buffer.from("789f3e220100", "hex"),
		tnefAttribute(1, 0x00089006, Buffer.alloc(4)),
		...attachments,
	]);
