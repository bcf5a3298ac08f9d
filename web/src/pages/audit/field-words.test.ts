import assert from "node:assert/strict";
import { test } from "node:test";
import type { z } from "@hono/zod-openapi";
import { withoutSecrets } from "../../../../src/serve/api/audited.ts";
import { endpoints } from "../../../../src/serve/api/index.ts";
import { shownBy } from "../../../../src/serve/api/mount.ts";
import { languages } from "../../words/catalogue.ts";
import { differences } from "./difference.ts";
import { fieldName, fieldWords } from "./field-words.ts";

/** Something of this shape, of which every field has a value. */
function example(schema: z.ZodType): unknown {
	const { def } = schema as unknown as { readonly def: Definition };
	if (def.innerType !== undefined) return example(def.innerType);
	if (def.options !== undefined) return Object.assign({}, ...def.options.map(example).map(asObject));
	if (def.type !== "object" || def.shape === undefined) return def.type === "array" ? ["one"] : "one";
	return Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, example(field)]));
}

interface Definition {
	readonly type: string;
	readonly innerType?: z.ZodType;
	readonly options?: readonly z.ZodType[];
	readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const asObject = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

/** Of what each audited call answers, and what is read of the thing before it; and of what tasks write by themselves. */
function audited(): readonly string[] {
	const all = endpoints({} as never);
	const shown = all
		.filter(({ audits }) => audits !== undefined)
		.flatMap((one) => [one.answers, shownBy(one, all)?.answers])
		.filter((schema) => schema !== null && schema !== undefined);
	const states = [...shown.map(example), { plan: { id: "1", name: "Starter" } }, { characters: 9 }];
	return [
		...new Set(states.flatMap((state) => differences(null, withoutSecrets(state)).map(({ path }) => path))),
	];
}

test("every field that the audit log may tell of has a name in each language, and no name is for none", () => {
	const paths = audited();
	for (const path of ["limits.retentionDays", "pause.note", "refusedExtensions", "nextPlan.name", "newEmail"])
		assert.ok(paths.includes(path), path);
	for (const language of languages) {
		const unnamed = paths.filter((path) => fieldName(path, fieldWords[language]) === undefined);
		assert.deepEqual(unnamed, [], language);
	}
	const parts = new Set(paths.flatMap((path) => path.split(".")));
	assert.deepEqual(
		Object.keys(fieldWords.en).filter((name) => !parts.has(name)),
		[],
	);
});

test("a field of a later version keeps its own name", () => {
	assert.equal(fieldName("limits.domains", fieldWords.en), "limits · sending domains");
	assert.equal(fieldName("limits.moons", fieldWords.en), undefined);
	assert.equal(fieldName("toString", fieldWords.en), undefined);
});
