/** Advanced Systems Format ([ASF] §3.3): sound alone is wma, with pictures it is wmv, told by its streams. */

import { startsAt } from "./match.ts";

const HEADER_OBJECT = Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex");
const STREAM_PROPERTIES = Buffer.from("9107dcb7b7a9cf118ee600c00c205365", "hex");
const AUDIO_MEDIA = Buffer.from("409e69f84d5bcf11a8fd00805f5c442b", "hex");
const VIDEO_MEDIA = Buffer.from("c0ef19bc4d5bcf11a8fd00805f5c442b", "hex");
/** [ASF] §3.3: the stream type follows the object's identifier and size. */
const STREAM_TYPE_AT = 24;
const STREAMS = 127;

export function asfKind(head: Buffer): "wma" | "wmv" | "asf" | null {
	if (!startsAt(head, 0, HEADER_OBJECT)) return null;
	let sound = false;
	let at = head.indexOf(STREAM_PROPERTIES);
	for (let stream = 0; at >= 0 && stream < STREAMS; stream++) {
		if (startsAt(head, at + STREAM_TYPE_AT, VIDEO_MEDIA)) return "wmv";
		sound ||= startsAt(head, at + STREAM_TYPE_AT, AUDIO_MEDIA);
		at = head.indexOf(STREAM_PROPERTIES, at + STREAM_TYPE_AT);
	}
	return sound ? "wma" : "asf";
}
