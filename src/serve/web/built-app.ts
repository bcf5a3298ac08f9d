/**
 * The web app as it was built (web/, docs/decisions/0022-web-app.md): one page for all its addresses, and files whose
 * names change with what is in them. Read once; what is sent often is kept compressed.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Context, Hono } from "hono";
import { readerLanguage, themeOf } from "./looks.ts";

const FOLDER = fileURLToPath(new URL("../../../web/dist/", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};
const COMPRESSED: readonly string[] = [".js", ".css", ".svg"];

/** The first parts of addresses that are pages of the app; all others are the server's, or nothing. */
const PAGES = [
	"activity",
	"domains",
	"forgot-password",
	"invitation",
	"messages",
	"operator",
	"pricing",
	"reset-password",
	"settings",
	"setup",
	"sign-in",
	"specimen",
	"try",
];

interface BuiltFile {
	readonly type: string;
	readonly octets: Uint8Array<ArrayBuffer>;
	readonly compressed: Uint8Array<ArrayBuffer> | null;
}

export interface BuiltApp {
	/** The page, with its language and theme to be put in. */
	readonly page: string;
	/** By name, as in /app/<name>. */
	readonly files: ReadonlyMap<string, BuiltFile>;
}

/** Null when it has not been built. */
export function readBuiltApp(folder: string = FOLDER): BuiltApp | null {
	const page = path.join(folder, "index.html");
	if (!existsSync(page)) return null;
	const files = readdirSync(path.join(folder, "app")).map((name): [string, BuiltFile] => {
		const octets = new Uint8Array(readFileSync(path.join(folder, "app", name)));
		const extension = path.extname(name);
		const compressed = COMPRESSED.includes(extension) ? new Uint8Array(gzipSync(octets, { level: 9 })) : null;
		return [name, { type: TYPES[extension] ?? "application/octet-stream", octets, compressed }];
	});
	return { page: readFileSync(page, "utf8"), files: new Map(files) };
}

const YEAR = "public, max-age=31536000, immutable";
const NOT_FOUND = 404;

/** The pages of the app at their addresses, and its files under /app. */
export function serveBuiltApp(app: Hono, { page, files }: BuiltApp): void {
	const send = (c: Context) => {
		c.header("cache-control", "no-cache");
		c.header("vary", "cookie, accept-language");
		return c.html(dressed(page, c));
	};
	app.get("/", send);
	for (const first of PAGES) app.get(`/${first}`, send).get(`/${first}/*`, send);
	app.get("/app/:name", (c) => {
		const file = files.get(c.req.param("name"));
		if (file === undefined) return c.text("There is no such file (any more).", NOT_FOUND);
		const headers = { "content-type": file.type, "cache-control": YEAR };
		if (file.compressed === null) return c.body(file.octets, { headers });
		c.header("vary", "accept-encoding");
		return /\bgzip\b/.test(c.req.header("accept-encoding") ?? "")
			? c.body(file.compressed, { headers: { ...headers, "content-encoding": "gzip" } })
			: c.body(file.octets, { headers });
	});
}

/** In the reader's language and theme from the first moment, so that nothing flashes: only known values go in. */
function dressed(page: string, c: Context): string {
	return page.replace(
		'<html lang="en" data-theme="system">',
		`<html lang="${readerLanguage(c)}" data-theme="${themeOf(c)}">`,
	);
}
