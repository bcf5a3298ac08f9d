import assert from "node:assert/strict";
import { test } from "node:test";
import { aDomain } from "../test/support/builders.ts";
import { toAll } from "./domain-checks.ts";
import type { DomainEvent } from "./setup/verification-ports.ts";

test("every listener hears every event, whatever the others do", () => {
	const heard: string[] = [];
	const faults: unknown[] = [];
	const failing = (): void => {
		throw new Error("no webhook today");
	};
	const tell = toAll(
		[(_, { kind }) => heard.push(`first ${kind}`), failing, ({ name }) => heard.push(`last ${name}`)],
		(error) => faults.push(String(error)),
	);
	const event: DomainEvent = { kind: "domain-broken", at: 0, records: [] };
	tell(aDomain({ name: "shop.example" }), event);
	assert.deepEqual(heard, ["first domain-broken", "last shop.example"]);
	assert.deepEqual(faults, ["Error: no webhook today"]);
});
