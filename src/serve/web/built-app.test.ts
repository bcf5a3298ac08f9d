import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { pages } from "../../../test/support/pages.ts";
import { readBuiltApp } from "./index.ts";

const SCRIPT = `console.log("${"hello ".repeat(100)}")`;

function built(t: TestContext) {
	const folder = mkdtempSync(join(tmpdir(), "angarium-web-"));
	t.after(() => rmSync(folder, { recursive: true }));
	mkdirSync(join(folder, "app"));
	writeFileSync(
		join(folder, "index.html"),
		'<!doctype html><html lang="en" data-theme="system"><head><title>App</title></head>',
	);
	writeFileSync(join(folder, "app", "index-abc.js"), SCRIPT);
	writeFileSync(join(folder, "app", "index-abc.js.br"), brotliCompressSync(SCRIPT));
	writeFileSync(join(folder, "app", "index-abc.js.gz"), gzipSync(SCRIPT));
	writeFileSync(join(folder, "app", "plex-abc.woff2"), "woff");
	const manifest = {
		"index.html": { file: "app/index-abc.js", imports: ["_react.js"] },
		"_react.js": { file: "app/react-abc.js" },
		"src/app/app.tsx": { file: "app/app-abc.js", imports: ["index.html", "_router.js"] },
		"_router.js": { file: "app/router-abc.js" },
		"src/app/shell.tsx": { file: "app/shell-abc.js", imports: ["src/app/app.tsx"] },
		"_list.js": { file: "app/list-abc.js", imports: ["_react.js"] },
		"src/pages/activity/activity-page.tsx": { file: "app/activity-abc.js", imports: ["_list.js"] },
	};
	writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
	const builtApp = readBuiltApp(folder);
	assert.ok(builtApp !== null);
	return pages(t, { builtApp });
}

test("the app's addresses all get its page, which a browser asks for again each time", async (t) => {
	const { get } = await built(t);
	for (const path of [
		"/",
		"/activity",
		"/activity/01ABC",
		"/settings/security",
		"/sign-in?next=%2Fdomains",
	]) {
		const { status, text, headers } = await get(path);
		assert.equal(status, 200, path);
		assert.match(text, /<title>App/, path);
		assert.equal(headers.get("cache-control"), "no-cache");
		assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'.*font-src 'self'/);
		assert.doesNotMatch(headers.get("content-security-policy") ?? "", /unsafe/);
	}
});

test("the page names its own scripts, so that they come along with those of the app", async (t) => {
	const { get } = await built(t);
	const named = async (path: string) =>
		[...(await get(path)).text.matchAll(/rel="modulepreload" crossorigin href="([^"]*)"/g)].map(
			([, href]) => href,
		);
	const app = ["/app/app-abc.js", "/app/router-abc.js"];
	assert.deepEqual(await named("/sign-in"), app);
	assert.deepEqual(await named("/domains"), [...app, "/app/shell-abc.js"]);
	const page = ["/app/activity-abc.js", "/app/list-abc.js"];
	assert.deepEqual(await named("/activity?status=rejected"), [...app, "/app/shell-abc.js", ...page]);
});

test("help and what is nowhere stay the server's", async (t) => {
	const { get } = await built(t);
	assert.match((await get("/help")).text, /<title>Help/);
	for (const path of [
		"/nothing",
		"/specimen",
		"/activityx",
		"/app/",
		"/app/..%2findex.html",
		"/app/index-old.js",
	]) {
		const { status, text } = await get(path);
		assert.equal(status, 404, path);
		assert.doesNotMatch(text, /<title>App/, path);
	}
});

test("its files are kept for a year, as their names change with them, and are sent compressed", async (t) => {
	const { get } = await built(t);
	const plain = await get("/app/index-abc.js");
	assert.equal(plain.text, SCRIPT);
	assert.match(plain.headers.get("content-type") ?? "", /^text\/javascript/);
	assert.match(plain.headers.get("cache-control") ?? "", /immutable/);
	for (const [accepted, sent] of [
		["gzip, deflate, br", "br"],
		["gzip", "gzip"],
		["br;q=0, gzip", "gzip"],
		["identity", null],
	] as const) {
		const { text, headers } = await get("/app/index-abc.js", { "accept-encoding": accepted });
		assert.equal(headers.get("content-encoding"), sent, accepted);
		assert.equal(headers.get("vary"), "accept-encoding");
		assert.equal(text === SCRIPT, sent === null);
	}
	assert.equal((await get("/app/index-abc.js.br")).status, 404);
	assert.equal((await get("/app/plex-abc.woff2")).headers.get("content-type"), "font/woff2");
});

test("language and theme are in the page from the first moment; only known ones", async (t) => {
	const { get } = await built(t);
	const attributes = async (headers: Record<string, string>) =>
		/<html ([^>]*)>/.exec((await get("/", headers)).text)?.[1];
	assert.equal(await attributes({ "accept-language": "fr-CH, en;q=0.5" }), 'lang="fr" data-theme="system"');
	assert.equal(
		await attributes({ "accept-language": "fr", cookie: "angarium-language=en; angarium-theme=dark" }),
		'lang="en" data-theme="dark"',
	);
	for (const name of ["angarium.session_token", "__Secure-angarium.session_token"])
		assert.equal(
			await attributes({ cookie: `${name}=abc` }),
			'lang="en" data-theme="system" data-signed-in',
			"so that the frame is there before the app",
		);
	assert.equal(
		await attributes({ cookie: 'angarium-theme="><script>; angarium-language=de' }),
		'lang="en" data-theme="system"',
	);
});

test("without a built app there is none", () => {
	assert.equal(readBuiltApp(join(tmpdir(), "angarium-no-such-folder")), null);
});
