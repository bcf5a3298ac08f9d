/**
 * The files of a message, found while its body arrives: type, every name, and the decoded octets of those that
 * somebody asks for. It judges nothing and keeps nothing; what is not asked for is not decoded.
 *
 * Where mail programs disagree, each reading is given that shows a file: what is a container for one of them and a
 * file for another is looked into and handed over. What is read more than once is bounded (bounds.ts). The taking
 * apart is `structure.ts`. RFC 2045, RFC 2046, RFC 2183.
 */

import type { Field } from "../message/fields.ts";
import { Bounds, defaultWalkLimits, type WalkLimits } from "./bounds.ts";
import type { OpenLeaf } from "./leaf-part.ts";
import { Walk } from "./walk.ts";

export type { LeafPart, LeafSink, OpenLeaf } from "./leaf-part.ts";

export class MimeWalker {
	readonly #bounds: Bounds;
	readonly #walk: Walk;

	/** `fields` are those of the message itself. */
	constructor(fields: readonly Field[], openLeaf: OpenLeaf, limits: WalkLimits = defaultWalkLimits) {
		this.#bounds = new Bounds(limits);
		this.#walk = new Walk({ kind: "body", fields }, openLeaf, this.#bounds, 0);
	}

	/** A bound was passed; what came after was not looked at. Leaves that are open then do not end. */
	get tooDeep(): boolean {
		return this.#bounds.passed;
	}

	write(chunk: Buffer): void {
		this.#walk.write(chunk);
	}

	end(): void {
		this.#walk.end();
	}
}
