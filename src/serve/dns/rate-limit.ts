/**
 * Response-rate limiting: a name server must not be the amplifier of somebody who forges the sender's address. Counted
 * are answers of one kind to one network, so that a busy resolver, which asks for many names, is not limited. Every second
 * answer over the limit is truncated: who is real asks again over TCP. Memory is fixed; of two networks that meet in one
 * place the later begins anew.
 */

const PLACES = 1 << 16;
/** Every so many answers over the limit one is truncated instead of dropped. */
const SLIP = 2;

export type Verdict = "answer" | "truncate" | "drop";

export class ResponseRates {
	readonly #perSecond: number;
	readonly #seed: number;
	readonly #owners = new Uint32Array(PLACES);
	readonly #left = new Float32Array(PLACES);
	readonly #seenMs = new Float64Array(PLACES);
	readonly #over = new Uint8Array(PLACES);

	/** `seed` keeps strangers from choosing whom they meet. */
	constructor(perSecond: number, seed: number) {
		this.#perSecond = perSecond;
		this.#seed = seed >>> 0;
	}

	/** `kind` is a name that exists, or what all negative answers share. */
	judge(address: string, kind: string, nowMs: number): Verdict {
		if (this.#perSecond === 0) return "answer";
		const owner = hash(kind, hash(networkOf(address), this.#seed));
		const place = owner & (PLACES - 1);
		if (this.#owners[place] !== owner) {
			this.#owners[place] = owner;
			this.#left[place] = this.#perSecond;
		} else {
			const passedMs = Math.max(0, nowMs - (this.#seenMs[place] ?? 0));
			const refilled = (this.#left[place] ?? 0) + (passedMs * this.#perSecond) / 1_000;
			this.#left[place] = Math.min(this.#perSecond, refilled);
		}
		this.#seenMs[place] = nowMs;
		if ((this.#left[place] ?? 0) >= 1) {
			this.#left[place] = (this.#left[place] ?? 0) - 1;
			return "answer";
		}
		this.#over[place] = ((this.#over[place] ?? 0) + 1) % SLIP;
		return this.#over[place] === 0 ? "truncate" : "drop";
	}
}

/** The /24 of an IPv4 address, about the /56 of an IPv6 address: as text, as sockets show it. */
export function networkOf(address: string): string {
	const mapped = address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
	if (!mapped.includes(":")) return mapped.slice(0, mapped.lastIndexOf("."));
	const [front = "", back] = mapped.split("::", 2);
	const groups = front === "" ? [] : front.split(":");
	const after = back === undefined || back === "" ? [] : back.split(":");
	while (back !== undefined && groups.length + after.length < 8) groups.push("0");
	const [a, b, c, d = "0"] = [...groups, ...after];
	return `${a}:${b}:${c}:${(Number.parseInt(d, 16) >> 8).toString(16)}`;
}

/** FNV-1a, 32 bits. */
function hash(text: string, seed: number): number {
	let value = (seed ^ 0x811c9dc5) >>> 0;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return (value ^ (value >>> 15)) >>> 0;
}
