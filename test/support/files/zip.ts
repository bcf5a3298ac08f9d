/** Zips made by hand, for tests: as they should be, and as they should not. */

import { deflateRawSync } from "node:zlib";

export interface ZipFile {
	readonly name: string;
	readonly content?: string | Buffer;
	/** In the header before the data, when it is to differ. */
	readonly localName?: string | Buffer;
	readonly flags?: number;
	readonly method?: 0 | 8 | 99;
	/** Claimed in place of the real size. */
	readonly claimedBytes?: number;
	readonly extra?: Buffer;
}

export interface ZipTraits {
	readonly before?: Buffer | string;
	readonly after?: Buffer | string;
	readonly comment?: string;
	/** Offsets know of what is before. */
	readonly isShifted?: boolean;
	readonly claimedEntries?: number;
}

export function zip(files: readonly ZipFile[], traits: ZipTraits = {}): Buffer {
	const before = Buffer.from(traits.before ?? "");
	const base = traits.isShifted ? before.length : 0;
	const locals: Buffer[] = [];
	const central: Buffer[] = [];
	let at = base;
	for (const file of files) {
		const made = packed(file);
		central.push(centralHeader(file, made, at));
		const local = localHeader(file, made);
		locals.push(local, made.data);
		at += local.length + made.data.length;
	}
	const list = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", "latin1");
	end.writeUInt16LE(traits.claimedEntries ?? files.length, 8);
	end.writeUInt16LE(traits.claimedEntries ?? files.length, 10);
	end.writeUInt32LE(list.length, 12);
	end.writeUInt32LE(at, 16);
	const comment = Buffer.from(traits.comment ?? "");
	end.writeUInt16LE(comment.length, 20);
	return Buffer.concat([before, ...locals, list, end, comment, Buffer.from(traits.after ?? "")]);
}

interface Packed {
	readonly data: Buffer;
	readonly sizeBytes: number;
	readonly method: number;
	readonly flags: number;
}

function packed({ content = "", method = 0, flags = 0, claimedBytes }: ZipFile): Packed {
	const octets = Buffer.from(content);
	const data = method === 8 ? deflateRawSync(octets) : octets;
	return { data, sizeBytes: claimedBytes ?? octets.length, method, flags };
}

function localHeader({ name, localName }: ZipFile, { data, sizeBytes, method, flags }: Packed): Buffer {
	const octets = Buffer.from(localName ?? name);
	const header = Buffer.alloc(30);
	header.writeUInt32LE(0x04034b50, 0);
	header.writeUInt16LE(flags, 6);
	header.writeUInt16LE(method, 8);
	header.writeUInt32LE(data.length, 18);
	header.writeUInt32LE(sizeBytes, 22);
	header.writeUInt16LE(octets.length, 26);
	return Buffer.concat([header, octets]);
}

function centralHeader(
	{ name, extra }: ZipFile,
	{ data, sizeBytes, method, flags }: Packed,
	at: number,
): Buffer {
	const octets = Buffer.from(name);
	const header = Buffer.alloc(46);
	header.writeUInt32LE(0x02014b50, 0);
	header.writeUInt16LE(flags, 8);
	header.writeUInt16LE(method, 10);
	header.writeUInt32LE(data.length, 20);
	header.writeUInt32LE(sizeBytes, 24);
	header.writeUInt16LE(octets.length, 28);
	header.writeUInt16LE(extra?.length ?? 0, 30);
	header.writeUInt32LE(at, 42);
	return Buffer.concat([header, octets, extra ?? Buffer.alloc(0)]);
}

/** A document of Office Open XML: `mainType` is the content type of its main part, less what all have in common. */
export const openXml = (mainType: string, ...more: readonly ZipFile[]): Buffer =>
	zip([
		{
			name: "[Content_Types].xml",
			method: 8,
			content:
				'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
				`<Override PartName="/main.xml" ContentType="application/vnd.${mainType}.main+xml"/></Types>`,
		},
		{ name: "_rels/.rels", content: "<Relationships/>" },
		...more,
	]);
