/** Serial numbers of zones: 32 bits that go round. RFC 1982. */

const HALF = 2 ** 31;

export const serialAfter = (serial: number): number => (serial + 1) >>> 0;

/** Whether `a` is later than `b` (RFC 1982 §3.2); of two that are half the circle apart neither is. */
export function isLater(a: number, b: number): boolean {
	const ahead = (a - b) >>> 0;
	return ahead !== 0 && ahead < HALF;
}

/**
 * Seconds since 1970 as the serial: later than any before with nothing stored, as long as it changes at most once a
 * second and the clock goes forward.
 */
export const serialAt = (epochMs: number): number => Math.floor(epochMs / 1_000) >>> 0;
