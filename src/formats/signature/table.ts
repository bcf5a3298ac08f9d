/**
 * Signatures of file formats as data, read from the top; the first that fits tells the kind. Formats that take more
 * than fixed octets to be told (mp3, mp4, tar, DER…) are in `by-structure.ts`.
 */

import { binarySignature, type Signature, signature } from "./match.ts";

const RIFF = ["RIFF", "RIFX", "RF64", "BW64"];
const riff = (kind: string, form: string): Signature[] =>
	RIFF.map((chunk) => signature(kind, chunk, [8, form]));

const programs: readonly Signature[] = [
	signature("elf", "\x7fELF"),
	signature("macho", "\xfe\xed\xfa\xce"),
	signature("macho", "\xfe\xed\xfa\xcf"),
	signature("macho", "\xce\xfa\xed\xfe"),
	signature("macho", "\xcf\xfa\xed\xfe"),
	signature("lnk", "L\0\0\0\x01\x14\x02\0"),
	signature("wasm", "\0asm"),
	signature("dex", "dex\n0"),
	signature("chm", "ITSF\x03\0\0\0"),
	signature("hlp", "?_\x03\0"),
	signature("scpt", "FasdUAS "),
	signature("deb", "!<arch>\ndebian"),
	signature("ar", "!<arch>\n"),
	signature("rpm", "\xed\xab\xee\xdb"),
	signature("xar", "xar!\0\x1c"),
	signature("cab", "MSCF\0\0\0\0"),
];

const images: readonly Signature[] = [
	signature("png", "\x89PNG\r\n\x1a\n"),
	signature("jpg", "\xff\xd8\xff"),
	signature("gif", "GIF87a"),
	signature("gif", "GIF89a"),
	signature("tif", "II*\0"),
	signature("tif", "MM\0*"),
	signature("tif", "II+\0\x08\0"),
	signature("tif", "MM\0+\0\x08"),
	...riff("webp", "WEBP"),
	...riff("ani", "ACON"),
	signature("ico", "\0\0\x01\0"),
	signature("psd", "8BPS\0"),
	signature("djvu", "AT&TFORM"),
	signature("jp2", "\0\0\0\x0cjP  \r\n\x87\n"),
	signature("jxl", "\0\0\0\x0cJXL \r\n\x87\n"),
	signature("wmf", "\xd7\xcd\xc6\x9a"),
	signature("emf", "\x01\0\0\0", [40, " EMF"]),
];

const soundAndFilm: readonly Signature[] = [
	...riff("wav", "WAVE"),
	...riff("avi", "AVI "),
	...riff("rmi", "RMID"),
	signature("aiff", "FORM", [8, "AIFF"]),
	signature("aiff", "FORM", [8, "AIFC"]),
	signature("mid", "MThd\0\0\0\x06"),
	binarySignature("mpc", "MPCK"),
	binarySignature("mpc", "MP+\x07"),
	binarySignature("mpc", "MP+\x17"),
	binarySignature("rm", ".RMF\0\0\0"),
	signature("ra", ".ra\xfd"),
	signature("flac", "fLaC\0"),
	signature("ogg", "OggS\0"),
	signature("mkv", "\x1aE\xdf\xa3"),
	binarySignature("flv", "FLV\x01"),
	signature("mpg", "\0\0\x01\xba"),
	signature("mpg", "\0\0\x01\xb3"),
	binarySignature("swf", "FWS"),
	binarySignature("swf", "CWS"),
	binarySignature("swf", "ZWS"),
];

const archives: readonly Signature[] = [
	signature("zip", "PK\x03\x04"),
	signature("zip", "PK\x05\x06"),
	signature("zip", "PK\x07\x08PK\x03\x04"),
	signature("zip", "PK00PK\x03\x04"),
	signature("ole", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	signature("gz", "\x1f\x8b\x08"),
	...[..."123456789"].map((level) => signature("bz2", `BZh${level}`, [4, "1AY&SY"])),
	signature("xz", "\xfd7zXZ\0"),
	signature("zst", "\x28\xb5\x2f\xfd"),
	signature("lz4", "\x04\x22\x4d\x18"),
	signature("z", "\x1f\x9d"),
	signature("7z", "7z\xbc\xaf\x27\x1c"),
	signature("rar", "Rar!\x1a\x07\0"),
	signature("rar", "Rar!\x1a\x07\x01\0"),
	signature("ace", [7, "**ACE**"]),
	signature("arj", "\x60\xea", [10, "\x02"]),
	signature("lzh", [2, "-lh"], [6, "-"]),
	signature("tnef", "\x78\x9f\x3e\x22"),
];

const diskImages: readonly Signature[] = [
	signature("vhd", "conectix"),
	signature("vhdx", "vhdxfile"),
	signature("vmdk", "KDMV"),
	signature("vmdk", "# Disk DescriptorFile"),
	signature("qcow2", "QFI\xfb"),
	signature("wim", "MSWIM\0"),
];

/** Boot sectors of the file systems of sticks and cards ([FAT] §3.1): their first octets are a jump, and say nothing. */
const BOOT = [510, "\x55\xaa"] as const;
const fileSystems: readonly Signature[] = [
	signature("img", [54, "FAT1"], BOOT),
	signature("img", [82, "FAT32"], BOOT),
	signature("img", [3, "NTFS    "], BOOT),
	signature("img", [3, "EXFAT   "], BOOT),
];

const documentsAndData: readonly Signature[] = [
	signature("pdf", "%PDF-"),
	signature("rtf", "{\\rt"),
	signature("one", "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3"),
	signature("wpd", "\xffWPC"),
	signature("dwg", "AC10", [6, "\0\0\0\0\0"]),
	signature("mdb", "\0\x01\0\0Standard Jet DB"),
	signature("mdb", "\0\x01\0\0Standard ACE DB"),
	signature("pst", "!BDN"),
	signature("sqlite", "SQLite format 3\0"),
	signature("woff", "wOFF\0"),
	signature("woff2", "wOF2\0"),
	signature("otf", "OTTO\0"),
	signature("ttf", "\0\x01\0\0\0"),
];

export const signatures: readonly Signature[] = [
	...programs,
	...images,
	...soundAndFilm,
	...archives,
	...diskImages,
	...documentsAndData,
	...fileSystems,
];
