/** What a User-Agent header says in a few words: "Firefox, Windows". Undefined where it says nothing that people know. */

/** In the order in which they are told apart: most say that they are others as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
	[/\bEdgA?\//, "Edge"],
	[/\bOPR\//, "Opera"],
	[/\bFirefox\/|\bFxiOS\//, "Firefox"],
	[/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
	[/\bSafari\//, "Safari"],
	[/^curl\//, "curl"],
];
const systems: readonly (readonly [RegExp, string])[] = [
	[/\bAndroid\b/, "Android"],
	[/\biPhone\b/, "iPhone"],
	[/\biPad\b/, "iPad"],
	[/\bWindows\b/, "Windows"],
	[/\bMacintosh\b/, "macOS"],
	[/\bCrOS\b/, "ChromeOS"],
	[/\bLinux\b/, "Linux"],
];

const firstOf = (known: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
	known.find(([pattern]) => pattern.test(text))?.[1];

export function deviceOf(userAgent: string): string | undefined {
	const named = [firstOf(browsers, userAgent), firstOf(systems, userAgent)].filter(
		(name) => name !== undefined,
	);
	return named.length === 0 ? undefined : named.join(", ");
}
