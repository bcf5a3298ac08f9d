/**
 * Files that are of two types at once: whoever opens them takes them for what he looks for. Some formats are looked
 * for from the end, some at a place of their own, some anywhere in the beginning.
 *
 * Octets that only lie in a container, as a picture in a document or a zip in a tar, are no second type.
 */

import { hasRarAtEnd } from "./archive/rar.ts";
import { isTar } from "./archive/tar.ts";
import type { BoundedFile } from "./bounded-file.ts";
import type { Contents } from "./contents.ts";
import type { IdentifyLimits } from "./limits.ts";
import { diskImageByItsEnd, isIsoImage } from "./signature/by-structure.ts";
import { readZip } from "./zip/index.ts";

export interface OtherTypes {
	readonly kinds: readonly string[];
	/** The zip that is at the end. */
	readonly zip: Contents | null;
}

/** They keep other files as they are, so that those can be seen through them. */
const CONTAINERS = new Set([
	"zip",
	"ole",
	"tar",
	"7z",
	"rar",
	"gz",
	"tnef",
	"ar",
	"deb",
	"iso",
	"cab",
	"eml",
	"wim",
]);
const PICTURES = new Set(["gif", "jpg", "png", "bmp", "tif", "webp"]);

/** `kind`: as the first octets tell it. */
export function otherTypes(file: BoundedFile, kind: string, limits: IdentifyLimits): OtherTypes {
	const zip = kind === "zip" ? null : zipAtEnd(file, kind, limits);
	const kinds = zip === null ? [] : [...zip.kinds];
	const add = (other: string, isThere: boolean) => {
		if (isThere && other !== kind) kinds.push(other);
	};
	add("iso", isIsoImage(file));
	const image = diskImageByItsEnd(file);
	if (image !== null) add(image, true);
	if (!CONTAINERS.has(kind)) {
		add("pdf", hasPdf(file));
		add("tar", isTar(file));
		add("rar", hasRarAtEnd(file));
	}
	if (PICTURES.has(kind)) add("html", hasMarkup(file.head));
	return { kinds, zip };
}

/**
 * A zip that ends where the file ends is one, whatever begins the file. With something behind it, it may lie in a
 * container, which a PDF is as well: that one's own end then stands behind the zip.
 */
function zipAtEnd(file: BoundedFile, kind: string, limits: IdentifyLimits): Contents | null {
	const zip = readZip(file, limits);
	if (zip === null || zip.archive.entries.length === 0) return null;
	if (zip.afterBytes === 0) return zip;
	if (CONTAINERS.has(kind)) return null;
	const behind = file.tail.subarray(-Math.min(zip.afterBytes, file.tail.length));
	return kind === "pdf" && behind.includes("startxref") ? null : zip;
}

/** [PDF 1.7] appendix H, implementation note 13: readers accept the header anywhere in the first 1,024 octets. */
const HEADER_BYTES = 1024;
const HEADER = "%PDF-";

function hasPdf({ head, tail }: BoundedFile): boolean {
	const at = head.subarray(0, HEADER_BYTES + HEADER.length).indexOf(HEADER, 0, "latin1");
	if (at < 0 || !/^\d\.\d/.test(head.toString("latin1", at + HEADER.length, at + HEADER.length + 3)))
		return false;
	// Texts speak of PDF as well: then there is no end of one.
	return tail.includes("startxref", 0, "latin1") || tail.includes("%%EOF", 0, "latin1");
}

/** A PDF behind octets that are nothing by themselves: white space, the header of a transfer. */
export const isPdfBehindJunk = (file: BoundedFile): boolean => hasPdf(file);

/** A comment at the beginning of a picture that browsers and interpreters would run. */
const MARKUP = ["<script", "<?php", "<html", "<!doctype html"];
const COMMENT_BYTES = 512;

function hasMarkup(head: Buffer): boolean {
	const beginning = head.toString("latin1", 0, COMMENT_BYTES).toLowerCase();
	return MARKUP.some((mark) => beginning.includes(mark));
}
