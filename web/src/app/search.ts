/** Reads what stands in an address: always text, whatever it looks like. */

/** `?token=…` → "…"; "" where it is missing. */
export const textIn = (search: Readonly<Record<string, unknown>>, name: string): string => {
	const value = search[name];
	return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** `?status=rejected&status=deferred` → both; a single one as well. */
export const textsIn = (search: Readonly<Record<string, unknown>>, name: string): readonly string[] => {
	const value = search[name];
	return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one !== "");
};

/** `?a=1&b=x&b=y`, as the API and people write it, instead of JSON in the address. */
export function parseSearch(text: string): Record<string, string | string[]> {
	const found: Record<string, string | string[]> = {};
	for (const name of new Set(new URLSearchParams(text).keys())) {
		const values = new URLSearchParams(text).getAll(name);
		found[name] = values.length === 1 ? (values[0] ?? "") : values;
	}
	return found;
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(search)) {
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one !== undefined && one !== null && one !== "" && one !== false)
				parameters.append(name, String(one));
		}
	}
	const text = parameters.toString();
	return text === "" ? "" : `?${text}`;
}

const ORIGIN = "http://here.invalid";

/** Only a path of ours, as a browser reads it: an address that comes in a link must not lead elsewhere. */
export function ownPath(text: string): string | undefined {
	const url = text.startsWith("/") ? URL.parse(text, ORIGIN) : null;
	if (url?.origin !== ORIGIN || url.pathname.startsWith("//")) return undefined;
	return url.pathname + url.search + url.hash;
}
