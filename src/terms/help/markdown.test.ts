import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fc } from "../../../test/support/fuzz.ts";
import { toHtml } from "./markdown.ts";

test("each kind of block becomes its element", () => {
	const blocks: readonly (readonly [string, string])[] = [
		["# Why\n", '<h1 id="why">Why</h1>'],
		["one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>"],
		["- one\n- two\n  goes on", "<ul><li>one</li><li>two\ngoes on</li></ul>"],
		["1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"],
		["```sh\na < b\n# no heading\n```", '<pre tabindex="0"><code>a &lt; b\n# no heading</code></pre>'],
		["```\nnot closed", '<pre tabindex="0"><code>not closed</code></pre>'],
		[
			"| a | b |\n|---|---|\n| 1 | 2<br>3 |",
			'<div class="scroll" tabindex="0"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2<br>3</td></tr></tbody></table></div>',
		],
		["## Été\n## Été", '<h2 id="ete">Été</h2>\n<h2 id="ete-2">Été</h2>'],
		["<!-- a note -->", ""],
	];
	for (const [markdown, html] of blocks) assert.equal(toHtml(markdown), html, markdown);
});

test("each mark in a line becomes its element", () => {
	const lines: readonly (readonly [string, string])[] = [
		["**4xx** is _temporary_", "<strong>4xx</strong> is <em>temporary</em>"],
		["`**a** <b>`", "<code>**a** &lt;b&gt;</code>"],
		["[Quota](/help/quota-exceeded)", '<a href="/help/quota-exceeded">Quota</a>'],
		["[Quota](quota-exceeded.md#fix)", '<a href="/help/quota-exceeded#fix">Quota</a>'],
		["[RFC](https://rfc.example/a?b=1&c=2)", '<a href="https://rfc.example/a?b=1&amp;c=2">RFC</a>'],
		["a snake_case_name", "a snake_case_name"],
	];
	for (const [markdown, html] of lines) assert.equal(toHtml(markdown), `<p>${html}</p>`, markdown);
});

test("a link to a script, and HTML, are text", () => {
	assert.equal(toHtml("[x](javascript:alert)"), "<p>[x](javascript:alert)</p>");
	assert.equal(toHtml("<img src=x>"), "<p>&lt;img src=x&gt;</p>");
	assert.doesNotMatch(toHtml('[x](https://a.example/"onclick=x)'), /" ?onclick/);
});

test("whatever it is given, it makes no element that it does not know", () => {
	const piece = fc.constantFrom(
		"<",
		">",
		'"',
		"&",
		"`",
		"```",
		"\n",
		"|",
		"-",
		"# ",
		"*",
		"**",
		"_",
		"[",
		"](",
		")",
		"a",
		" ",
		"1. ",
		"- ",
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
			const bare = toHtml(pieces.join("")).replaceAll(
				/<\/?(?:h[1-4]|p|ul|ol|li|pre|code|div|table|thead|tbody|tr|th|td|strong|em|a|br)(?: [a-z]+="[^"<>]*")*>/g,
				"",
			);
			assert.doesNotMatch(bare, /[<>]/);
		}),
	);
});

test("every article is read whole: no mark of Markdown is left in its text", () => {
	const folder = new URL("../../../help/", import.meta.url);
	for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
		if (!name.endsWith(".md")) continue;
		const html = toHtml(readFileSync(new URL(name, folder), "utf8"));
		const prose = html.replaceAll(/<pre[\s\S]*?<\/pre>|<code>.*?<\/code>/g, "");
		assert.doesNotMatch(prose, /\*\*|\]\(|```|^#|^\|/m, name);
	}
});
