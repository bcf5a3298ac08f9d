/** Time zones to choose from, as the browser knows them. */

import type { Choice } from "./field.tsx";

/** With `chosen`, which an older browser may not list: UTC and names that were replaced are not in its list. */
export const timeZonesWith = (chosen: string): readonly Choice[] =>
	[...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])]
		.sort((a, b) => a.localeCompare(b))
		.map((value) => ({ value, label: value.replaceAll("_", " ") }));
