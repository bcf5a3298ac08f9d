import assert from "node:assert/strict";
import { test } from "node:test";
import { FEWEST_FILES, findStrays, straysIn } from "../../scripts/check-codes.ts";

test("no SMTP code is written outside the catalogue", () => {
	const { filesLookedAt, strays } = findStrays();
	assert.deepEqual(strays, []);
	assert.ok(filesLookedAt >= FEWEST_FILES, `only ${filesLookedAt} files were looked at`);
});

for (const planted of [
	'session.say("550 5.7.1 Go away");',
	'session.say("452 Too many recipients");',
	'const enhanced = "5.7.1";',
	"return { code: 554, lines };",
	"if (reply.code === 421) close();",
	"say(`451 4.3.0 Oops`);",
]) {
	test(`a planted code is caught: ${planted}`, () => {
		assert.equal(straysIn("src/accept/planted.ts", `const a = 1;\n${planted}\n`)[0]?.line, 2);
	});
}

test("codes in comments, in the catalogue and in tests are left alone", () => {
	const planted = 'say("550 5.7.1 Go away");';
	assert.deepEqual(straysIn("src/accept/planted.ts", `// ${planted}\n/* ${planted}\n * ${planted} */\n`), []);
	assert.deepEqual(straysIn("src/terms/refusals/access.ts", planted), []);
	assert.deepEqual(straysIn("src/accept/planted.test.ts", planted), []);
	assert.deepEqual(
		straysIn("src/accept/planted.ts", 'say("250 2.1.5 Recipient ok"); // 550 5.7.1 would be wrong'),
		[],
	);
});

test("an HTTP status is no SMTP code, and an example in the API's reference no reply", () => {
	assert.deepEqual(straysIn("src/serve/api/planted.ts", '.openapi({ example: "550 5.1.1 No" })'), []);
	assert.deepEqual(straysIn("src/serve/api/planted.ts", "return { status: 404, code: 503 };"), []);
	assert.equal(straysIn("src/serve/api/planted.ts", 'return "550 5.7.1 No";').length, 1);
});
