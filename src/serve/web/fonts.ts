/** The typeface of the pages, the same as the web app's: read once, named by what is in them. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Hono } from "hono";

const { resolve } = createRequire(import.meta.url);

const RANGES = {
	latin:
		"U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+FEFF, U+FFFD",
	"latin-ext": "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F",
} as const;

const faces = (["ibm-plex-sans", "ibm-plex-mono"] as const)
	.flatMap((family) =>
		([400, 600] as const).flatMap((weight) =>
			(Object.keys(RANGES) as (keyof typeof RANGES)[]).map((range) => ({ family, weight, range })),
		),
	)
	.filter(({ family, weight }) => family === "ibm-plex-sans" || weight === 400);

const YEAR = "public, max-age=31536000";
const OK = 200;

/** Adds /assets/fonts.css and what it names. */
export function serveFonts(app: Hono): void {
	const rules = faces.map(({ family, weight, range }) => {
		const file = `${family}-${range}-${weight}-normal.woff2`;
		const octets = new Uint8Array(readFileSync(resolve(`@fontsource/${family}/files/${file}`)));
		app.get(`/assets/${file}`, (c) =>
			c.body(octets, OK, { "content-type": "font/woff2", "cache-control": YEAR }),
		);
		const name = family === "ibm-plex-sans" ? "IBM Plex Sans" : "IBM Plex Mono";
		return `@font-face{font-family:"${name}";font-weight:${weight};font-display:swap;src:url(${file}) format("woff2");unicode-range:${RANGES[range]}}`;
	});
	app.get("/assets/fonts.css", (c) =>
		c.body(rules.join("\n"), OK, { "content-type": "text/css", "cache-control": "max-age=300" }),
	);
}
