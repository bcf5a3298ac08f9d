/** Kinds of values that settings have, each read from TOML, an environment variable or a flag alike. */

import { z } from "zod";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SIZES: Readonly<Record<string, number>> = { "": 1, B: 1, kB: 1_024, MB: 1_024 ** 2, GB: 1_024 ** 3 };

const DURATION = "a duration such as 30s, 5m, 4h or 5d";
/** "5m", "300s", "4h", "5d"; milliseconds inside. */
export const duration = z
	.string(DURATION)
	.regex(/^\d{1,9}(?:ms|s|m|h|d)$/, DURATION)
	.transform((text) => {
		const unit = /[a-z]+$/.exec(text)?.[0] ?? "ms";
		return Number.parseInt(text, 10) * (UNITS[unit] ?? 1);
	});

const SIZE = "a size such as 256kB or 20MB";
/** "20MB" is 20 × 1024 × 1024 octets. */
export const size = z
	.union([z.number().int(SIZE).positive(SIZE), z.string().regex(/^\d{1,12}(?:B|kB|MB|GB)?$/, SIZE)], SIZE)
	.transform((value) => {
		if (typeof value === "number") return value;
		return Number.parseInt(value, 10) * (SIZES[value.replace(/^\d+/, "")] ?? 1);
	});

/** 0 takes any free port. */
export const port = wholeNumber(0, 65_535, "a port, from 0 to 65535");
export const count = wholeNumber(1, Number.MAX_SAFE_INTEGER, "a whole number from 1 on");

function wholeNumber(least: number, most: number, right: string) {
	return z.coerce.number(right).int(right).min(least, right).max(most, right);
}

/** Environment variables and flags hold lists as words between commas. */
export const list = z.union([
	z.array(z.string()),
	z.string().transform((text) =>
		text
			.split(",")
			.map((word) => word.trim())
			.filter((word) => word !== ""),
	),
]);

export const flag = z.union(
	[z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")],
	"true or false",
);

/** "" turns a setting off that is null by default. */
export const optional = z
	.string()
	.nullable()
	.transform((text) => (text === "" ? null : text));
