/** Inspection by which every file is text. */

import type { Inspection } from "../../src/accept/ports.ts";
import { text } from "./attachments.ts";

export function asText(): Inspection {
	let sizeBytes = 0;
	return {
		write(octets) {
			sizeBytes += octets.length;
		},
		finish: async () => ({ ...text(), sizeBytes }),
		abandon: () => {},
	};
}
