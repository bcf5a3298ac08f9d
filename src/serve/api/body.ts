/**
 * Bodies that may be large: read within a limit of their own and a budget of all requests together, or handed on
 * as they arrive. Nothing is read before it is known that there is room for it.
 */

import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "../../terms/refusals/index.ts";
import type { ContentStream, Endpoint } from "./endpoint.ts";
import { type ApiProblem, problem, type RefusedRequest, refusedRequest } from "./problem.ts";

/** Octets of JSON bodies that all requests together may hold. */
const BUDGET_BYTES = 96 * 1024 * 1024;

/** What one request holds; given back at its end. */
export interface BodyLease {
	/** False when there is no room for so much more. */
	take(bytes: number): boolean;
	end(): void;
}

export class BodyBudget {
	#leftBytes = BUDGET_BYTES;

	lease(): BodyLease {
		let held = 0;
		return {
			take: (bytes) => {
				if (bytes > this.#leftBytes) return false;
				this.#leftBytes -= bytes;
				held += bytes;
				return true;
			},
			end: () => {
				this.#leftBytes += held;
				held = 0;
			},
		};
	}
}

/** The whole body as text; what is too large is refused without reading it to its end. */
export async function readWithin(
	c: Context,
	{ bytes: limitBytes, refused }: ReturnType<NonNullable<Endpoint["bodyLimit"]>>,
	lease: BodyLease,
): Promise<string | RefusedRequest | ApiProblem> {
	const declared = declaredBytes(c);
	if (declared !== null && declared > limitBytes) return refused(declared);
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of octetsOf(c)) {
		bytes += piece.length;
		if (bytes > limitBytes) return refused(bytes);
		if (!lease.take(piece.length)) return refusedRequest(refuse("overloaded"), "mail");
		pieces.push(piece);
	}
	const octets = Buffer.concat(pieces, bytes);
	try {
		// RFC 8259 §8.1: what is no UTF-8 is no JSON.
		return new TextDecoder("utf-8", { fatal: true }).decode(octets);
	} catch {
		return problem("json-invalid", "The body is not UTF-8");
	}
}

/** Null when the body is not of the type that the endpoint streams. */
export function streamOf(c: Context, { streams }: Endpoint): ContentStream | null {
	if (streams === undefined) return null;
	const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
	return type === streams ? { declaredBytes: declaredBytes(c), octets: () => octetsOf(c) } : null;
}

function declaredBytes(c: Context): number | null {
	const text = c.req.header("content-length") ?? "";
	return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The client went away before its request was whole: nobody's fault, and nobody hears an answer. */
export class ClientGone extends Error {}

/** A body of the usual size, as text. */
export const smallText = (c: Context): Promise<string> => readOrGone(c.req.text());

/** What reads a body fails by its client's going away. */
const readOrGone = <Value>(reading: Promise<Value>): Promise<Value> =>
	reading.catch((error: unknown) => {
		throw gone(error);
	});

/** A limit that reads: what fails once the body is there is no matter of the client's. */
export const readFirst =
	(limit: MiddlewareHandler): MiddlewareHandler =>
	async (c, next) => {
		let rest: Promise<void> | undefined;
		const answer = await readOrGone(
			limit(c, async () => {
				rest = next();
			}),
		);
		await rest;
		return answer;
	};

/** Pieces of a body that are smaller are put together: who keeps them pays some hundred octets for each. */
const TOGETHER_BYTES = 16 * 1024;

async function* octetsOf(c: Context): AsyncGenerator<Buffer> {
	let few = Buffer.alloc(0);
	let bytes = 0;
	for await (const piece of piecesOf(c)) {
		if (bytes + piece.length < TOGETHER_BYTES) {
			if (few.length === 0) few = Buffer.allocUnsafeSlow(TOGETHER_BYTES);
			piece.copy(few, bytes);
			bytes += piece.length;
			continue;
		}
		yield bytes === 0 ? piece : Buffer.concat([few.subarray(0, bytes), piece]);
		few = Buffer.alloc(0);
		bytes = 0;
	}
	if (bytes > 0) yield few.subarray(0, bytes);
}

async function* piecesOf(c: Context): AsyncGenerator<Buffer> {
	const { body } = c.req.raw;
	if (body === null) return;
	const chunks = (body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
	const next = () =>
		chunks.next().catch((error: unknown) => {
			throw gone(error);
		});
	try {
		for (let piece = await next(); piece.done !== true; piece = await next()) {
			const { buffer, byteOffset, byteLength } = piece.value;
			yield Buffer.from(buffer, byteOffset, byteLength);
		}
	} finally {
		await chunks.return?.().catch(() => {});
	}
}

/** A body that cannot be read to its end has lost its client; there is no other way to fail. */
const gone = (error: unknown): ClientGone => new ClientGone("The client went away", { cause: error });
