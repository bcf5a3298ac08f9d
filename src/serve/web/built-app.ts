/**
 * The web app as it was built (web/, docs/decisions/0022-web-app.md): one page for all its addresses, and files whose
 * names change with what is in them. Read once, each also as the build has compressed it.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Context, Hono } from "hono";
import { hasSession, readerLanguage, themeOf } from "./looks.ts";
import { type ScriptsOfAreas, scriptsOfAreas } from "./scripts-of-areas.ts";

const FOLDER = fileURLToPath(new URL("../../../web/dist/", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};
/** The best first, with what the build appends to a file's name. */
const ENCODINGS = [
	["br", ".br"],
	["gzip", ".gz"],
] as const;
type Encoding = (typeof ENCODINGS)[number][0];
type Octets = Uint8Array<ArrayBuffer>;

/** The first parts of addresses that are pages of the app; all others are the server's, or nothing. */
const PAGES = [
	"activity",
	"domains",
	"forgot-password",
	"guide",
	"invitation",
	"messages",
	"new-address",
	"operator",
	"pricing",
	"reset-password",
	"settings",
	"setup",
	"sign-in",
	"try",
];

/** For who builds pages: all components in all states. */
const FOR_TRYING = ["specimen"];

interface BuiltFile {
	readonly type: string;
	readonly octets: Octets;
	readonly compressed: ReadonlyMap<Encoding, Octets>;
}

export interface BuiltApp {
	/** The page, with its language and theme to be put in. */
	readonly page: string;
	/** By name, as in /app/<name>. */
	readonly files: ReadonlyMap<string, BuiltFile>;
	readonly scripts: ScriptsOfAreas;
}

/** Null when it has not been built. */
export function readBuiltApp(folder: string = FOLDER): BuiltApp | null {
	const page = path.join(folder, "index.html");
	if (!existsSync(page)) return null;
	const read = (name: string): Octets => new Uint8Array(readFileSync(path.join(folder, "app", name)));
	const names = new Set(readdirSync(path.join(folder, "app")));
	const plain = [...names].filter((name) => !ENCODINGS.some(([, ending]) => name.endsWith(ending)));
	const files = plain.map((name): [string, BuiltFile] => {
		const made = ENCODINGS.filter(([, ending]) => names.has(name + ending));
		const compressed = new Map(made.map(([encoding, ending]) => [encoding, read(name + ending)]));
		const type = TYPES[path.extname(name)] ?? "application/octet-stream";
		return [name, { type, octets: read(name), compressed }];
	});
	const scripts = scriptsOfAreas(path.join(folder, "manifest.json"));
	return { page: readFileSync(page, "utf8"), files: new Map(files), scripts };
}

const YEAR = "public, max-age=31536000, immutable";
const NOT_FOUND = 404;

/** The pages of the app at their addresses, and its files under /app. `isTry`: in try mode. */
export function serveBuiltApp(app: Hono, { page, files, scripts }: BuiltApp, isTry: boolean): void {
	const send = (c: Context) => {
		c.header("cache-control", "no-cache");
		c.header("vary", "cookie, accept-language");
		return c.html(dressed(page, c).replace("</head>", `${preloads(scripts, c.req.path)}</head>`));
	};
	app.get("/", send);
	for (const first of isTry ? [...PAGES, ...FOR_TRYING] : PAGES)
		app.get(`/${first}`, send).get(`/${first}/*`, send);
	app.get("/app/:name", (c) => {
		const file = files.get(c.req.param("name"));
		if (file === undefined) return c.text("There is no such file (any more).", NOT_FOUND);
		const headers = { "content-type": file.type, "cache-control": YEAR };
		if (file.compressed.size === 0) return c.body(file.octets, { headers });
		c.header("vary", "accept-encoding");
		const accepted = c.req.header("accept-encoding") ?? "";
		for (const [encoding, octets] of file.compressed)
			if (takes(accepted, encoding))
				return c.body(octets, { headers: { ...headers, "content-encoding": encoding } });
		return c.body(file.octets, { headers });
	});
}

/** The scripts of the page itself come with those of the app, instead of after them. */
const preloads = (scripts: BuiltApp["scripts"], address: string): string =>
	scripts(address.split("/")[1] ?? "")
		.map((script) => `<link rel="modulepreload" crossorigin href="${script}">\n`)
		.join("");

/** RFC 9110 §12.5.3, as far as browsers use it: "gzip, br;q=0" takes gzip and not br. */
const takes = (accepted: string, encoding: Encoding): boolean =>
	accepted.split(",").some((one) => {
		const [name, weight] = one.trim().split(/\s*;\s*q=/);
		return name === encoding && Number(weight ?? 1) > 0;
	});

/** In the reader's language and theme from the first moment, so that nothing flashes: only known values go in. */
function dressed(page: string, c: Context): string {
	const signedIn = hasSession(c) ? " data-signed-in" : "";
	return page.replace(
		'<html lang="en" data-theme="system">',
		`<html lang="${readerLanguage(c)}" data-theme="${themeOf(c)}"${signedIn}>`,
	);
}
