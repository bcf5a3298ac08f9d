import assert from "node:assert/strict";
import { test } from "node:test";
import { attachmentPolicy } from "./settings.ts";
import { acceptedTypes } from "./terms/attachments.ts";
import { loadConfiguration } from "./world/configuration/index.ts";

const policyOf = (flags: Readonly<Record<string, string>>) =>
	attachmentPolicy(loadConfiguration({ file: null, environment: {}, flags }));
const extensionsOf = (flags: Readonly<Record<string, string>>) =>
	policyOf(flags).types.map(({ extension }) => extension);

test("without settings, the list of the house is accepted, locked files included", () => {
	assert.deepEqual(policyOf({}), { types: acceptedTypes, encrypted: "accept" });
});

test("types are added, said differently, and taken off", () => {
	const added = extensionsOf({ "attachments.accept": "log=text,dwg" });
	assert.deepEqual(added, [...extensionsOf({}), "log", "dwg"]);
	const { types } = policyOf({ "attachments.accept": "xls=xls+xlsx" });
	assert.deepEqual(types.find(({ extension }) => extension === "xls")?.kinds, ["xls", "xlsx"]);
	assert.equal(types.length, acceptedTypes.length);
	assert.ok(!extensionsOf({ "attachments.refuse": ".SWF" }).includes("swf"));
	assert.equal(policyOf({ "attachments.encrypted": "refuse" }).encrypted, "refuse");
});

test("a type that cannot be read stops the start, and is named", () => {
	assert.throws(() => policyOf({ "attachments.accept": "log=nonsense" }), /log=nonsense is no type/);
});
