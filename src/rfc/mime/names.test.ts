import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, seen, walk } from "../../../test/support/mime.ts";
import { parseParameters } from "./parameters.ts";

test("a message inside that has a name is a file too, whatever it really holds", () => {
	const message = lines(
		"Content-Type: multipart/mixed; boundary=b",
		"",
		"--b",
		"Content-Type: message/rfc822",
		"Content-Disposition: attachment; filename=run.exe",
		"",
		"MZ\u0001\u0002",
		"",
		"more",
		"--b",
		"Content-Type: text/html",
		"",
		"last",
		"--b--",
		"",
	);
	const cuts = [[], [1], [7]].map((sizes) => seen(walk(message, sizes)));
	assert.deepEqual(cuts[0], [
		["message/rfc822", "run.exe", "MZ\u0001\u0002\r\n\r\nmore"],
		["text/plain", "", "MZ\u0001\u0002\r\n\r\nmore"],
		["text/html", "", "last"],
	]);
	assert.deepEqual(cuts[1], cuts[0]);
	assert.deepEqual(cuts[2], cuts[0]);
});

test("a name is found however its value is cut, doubled, encoded or hidden behind others", () => {
	const base64 = Buffer.from("run.bat").toString("base64");
	for (const written of [
		'filename*0="run.bat"; filename*2=".txt"',
		"filename*0=run; filename*1=.bat; filename*1=.txt",
		"filename*=utf-8''run.bat; filename*=utf-8''a.txt",
		"filename*=utf-8''run.bat; filename*0=a; filename*1=.txt",
		"filename*=utf-16''%FE%FF%00r%00u%00n%00.%00b%00a%00t",
		"filename*=utf-7''run+AC4-bat",
		`filename="=?nonsense?B?${base64}?="`,
		`filename="=??B?${base64}?="`,
		'filename="=?utf-8?B?cnV?= =?utf-8?B?uLmJhdA==?="',
		'filename="run".bat',
		'filename="run" ".bat"',
		'"filename"="run.bat"',
		`${"p=x; ".repeat(200)}filename=run.bat`,
	]) {
		const names = parseParameters(`inline; ${written}`).parameters.get("filename");
		assert.ok(names?.includes("run.bat"), `${written}: ${names}`);
	}
});

test("names are found in each other's field, and what stands in for one where there is none", () => {
	const only = (...header: readonly string[]) => walk(lines(...header, "", "x")).leaves[0];
	assert.deepEqual(only("Content-Disposition: inline; name=run.bat")?.names, ["run.bat"]);
	assert.deepEqual(only("Content-Type: text/plain; filename=run.bat")?.names, ["run.bat"]);
	assert.deepEqual(only("Content-Description: run.bat", "Content-Location: b")?.standInNames, [
		"run.bat",
		"b",
	]);
	assert.deepEqual(only("Content-Description: x", "Content-Type: text/plain; name=a")?.standInNames, []);
});

test("names are read in every spelling that mail programs know", () => {
	const names = (value: string) => parseParameters(value).parameters.get("filename");
	assert.deepEqual(names('attachment; filename="a \\"b\\".pdf"'), ['a "b".pdf']);
	assert.deepEqual(names("attachment; filename*=utf-8''caf%C3%A9.pdf"), ["café.pdf"]);
	assert.deepEqual(names("attachment; filename*0*=iso-8859-1'fr'caf%E9; filename*1=.pdf"), ["café.pdf"]);
	assert.deepEqual(names("attachment; filename*1=.exe; filename*0=a"), ["a.exe"]);
	assert.deepEqual(names('attachment; filename="=?utf-8?q?caf=C3=A9.pdf?="'), [
		"café.pdf",
		"=?utf-8?q?caf=C3=A9.pdf?=",
	]);
	assert.deepEqual(names("attachment; filename=a.pdf; filename=b.exe"), ["a.pdf", "b.exe"]);
	assert.deepEqual(names("attachment (comment); FILENAME = x.pdf ; y=z"), ["x.pdf"]);
});
