/** MPEG audio (ISO/IEC 11172-3 §2.4.1.3) and transport streams (ISO/IEC 13818-1 §2.4.3): told by frames in a row. */

import { uint32BE } from "../integers.ts";

/** kbit/s by layer (1 to 3) of MPEG 1, then by layer of MPEG 2 and 2.5. */
const BITRATES: readonly (readonly number[])[] = [
	[0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
	[0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
	[0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	[0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
	[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
	[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Length of the MPEG audio frame that begins at `at`; 0 when none does. */
function frameBytes(octets: Buffer, at: number): number {
	const header = uint32BE(octets, at);
	const version = (header >>> 19) & 3; // 0 is 2.5, 1 is reserved, 2 is 2, 3 is 1
	const layer = 4 - ((header >>> 17) & 3); // 4 is reserved
	const sampleRate = SAMPLE_RATES[(header >>> 10) & 3];
	if (header >>> 21 !== 0x7ff || version === 1 || layer === 4 || sampleRate === undefined) return 0;
	const kbits = BITRATES[(version === 3 ? 0 : 3) + layer - 1]?.[(header >>> 12) & 15];
	if (!kbits) return 0; // 0 is "free", which nobody writes
	const rate = version === 3 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4;
	const padding = (header >>> 9) & 1;
	if (layer === 1) return (Math.floor((12 * kbits * 1000) / rate) + padding) * 4;
	const samplesBy8 = layer === 3 && version !== 3 ? 72 : 144;
	return Math.floor((samplesBy8 * kbits * 1000) / rate) + padding;
}

/** Frames in a row that make a stream: one alone is any two octets that happen to look like it. */
const FRAMES_IN_A_ROW = 4;

/** True when frame follows frame, up to the end where there are fewer than four. */
export function isMpegAudio(octets: Buffer): boolean {
	let at = 0;
	for (let frame = 0; frame < FRAMES_IN_A_ROW; frame++) {
		if (frame > 1 && at + 4 > octets.length) return true;
		const length = frameBytes(octets, at);
		if (length === 0) return false;
		at += length;
	}
	return true;
}

const SYNC = 0x47;

/** Packets of 188 octets, or of 192 with a time stamp before each. */
export function isTransportStream(octets: Buffer): boolean {
	for (const [first, packetBytes] of [
		[0, 188],
		[4, 192],
	] as const) {
		if (octets.length < first + packetBytes * 4) continue;
		if ([0, 1, 2, 3].every((packet) => octets[first + packet * packetBytes] === SYNC)) return true;
	}
	return false;
}
