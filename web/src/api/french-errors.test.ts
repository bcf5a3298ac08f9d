import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAllowedAddresses } from "../../../src/setup/allowed-addresses.ts";
import { isProblem, nameTrouble, planLimit } from "../../../src/setup/problem.ts";
import { inFrench } from "./french-errors.ts";

test("what the service says of a wrong value is said in French, with the value", () => {
	const addresses = parseAllowedAddresses(["192.0.2.300"]);
	assert.ok("kind" in addresses && isProblem(addresses));
	assert.equal(
		inFrench(addresses.detail),
		'"192.0.2.300" n’est ni une adresse IP ni une plage comme 192.0.2.0/24',
	);
	assert.equal(inFrench(nameTrouble("name", " ")?.detail ?? ""), "Ce champ est vide");
	assert.equal(
		inFrench(nameTrouble("name", "a".repeat(201))?.detail ?? ""),
		"C’est trop long\u00a0: 200 caractères au plus",
	);
	assert.match(
		inFrench(planLimit("Starter", 5, "sending domain").detail),
		/^L’offre Starter .*\(domaines\s: 5\)/,
	);
});

test("what is not known stays as it was said", () => {
	assert.equal(inFrench("Something new: a value"), "Something new: a value");
});
