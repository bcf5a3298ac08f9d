/**
 * A domain as its owner writes it: "xn--mnchen-3ya.example" is "münchen.example" (RFC 5891 §4.4). For reading; what is
 * copied into the DNS stays as it is there, and so does what could be taken for another name.
 */

import { isUnmistakable } from "./confusable.ts";

const PREFIX = "xn--";
/** Of Punycode, RFC 3492 §5. */
const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_CODE] = [36, 1, 26, 38, 700, 72, 128];
const LARGEST_CODE = 0x10_ff_ff;

export function readableDomain(name: string): string {
	if (!name.toLowerCase().includes(PREFIX)) return name;
	const labels = name.split(".").map((label) => ({ label, decoded: decodedLabel(label) }));
	const last = labels.at(-1);
	const top = last?.decoded ?? last?.label.toLowerCase() ?? "";
	return labels
		.map(({ label, decoded }) => (decoded !== undefined && isUnmistakable(decoded, top) ? decoded : label))
		.join(".");
}

/** "post@xn--mnchen-3ya.example" is "post@münchen.example". What is no address stays as it is. */
export function readableAddress(address: string): string {
	const at = address.lastIndexOf("@") + 1;
	return at === 0 ? address : address.slice(0, at) + readableDomain(address.slice(at));
}

/** Undefined for what is none of those, or would not be written so by the rules (UTS #46): encoding it gives another. */
function decodedLabel(label: string): string | undefined {
	const lower = label.toLowerCase();
	if (!lower.startsWith(PREFIX)) return undefined;
	const text = decoded(lower.slice(PREFIX.length));
	return text !== undefined && URL.parse(`http://${text}.example`)?.hostname === `${lower}.example`
		? text
		: undefined;
}

/** RFC 3492 §6.2; undefined for what is no Punycode. */
function decoded(code: string): string | undefined {
	const end = code.lastIndexOf("-");
	const out = [...code.slice(0, Math.max(end, 0))];
	let [at, n, i, bias] = [end + 1, FIRST_CODE, 0, FIRST_BIAS];
	while (at < code.length) {
		const before = i;
		for (let weight = 1, k = BASE; ; k += BASE) {
			const digit = digitOf(code[at++]);
			if (digit === undefined) return undefined;
			i += digit * weight;
			const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
			if (digit < threshold) break;
			weight *= BASE - threshold;
		}
		bias = adapted(i - before, out.length + 1, before === 0);
		n += Math.floor(i / (out.length + 1));
		i %= out.length + 1;
		if (n > LARGEST_CODE) return undefined;
		out.splice(i++, 0, String.fromCodePoint(n));
	}
	return out.join("");
}

/** a–z are 0 to 25, 0–9 are 26 to 35. */
function digitOf(character: string | undefined): number | undefined {
	if (character === undefined || !/^[a-z0-9]$/i.test(character)) return undefined;
	return (Number.parseInt(character, BASE) + 26) % BASE;
}

/** RFC 3492 §6.1. */
function adapted(delta: number, points: number, isFirst: boolean): number {
	let rest = Math.floor(delta / (isFirst ? DAMP : 2));
	rest += Math.floor(rest / points);
	let k = 0;
	for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
	return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
