/** Sending domains over a real store, with a verifier that a test decides about, and the zone as it is told. */

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import type { TestContext } from "node:test";
import { publicKeyText } from "../../src/rfc/dkim/record.ts";
import type { ResourceRecord } from "../../src/rfc/dns/records.ts";
import { createSetup, isProblem, type Problem, type Setup } from "../../src/setup/index.ts";
import type { SetupPorts } from "../../src/setup/ports.ts";
import type { DomainEvent } from "../../src/setup/verification-ports.ts";
import type { KeyAlgorithm, SendingDomain } from "../../src/terms/identity.ts";
import { virtualClock } from "./clock.ts";
import { openTestStore } from "./store.ts";

// RSA keys take a tenth of a second each: the tests share some.
export const pairs = Array.from({ length: 4 }, () => generateKeyPairSync("rsa", { modulusLength: 2048 }));

/** A set-up whose verifier finds what `broken` does not name, and whose zone is kept as its listeners are told. */
export async function aSetup(t: TestContext, folder?: string) {
	const clock = virtualClock("2026-03-31T09:00:00Z");
	const store = await openTestStore(t, clock, folder);
	const broken = new Set<string>();
	const faults: unknown[] = [];
	const told: { readonly domain: SendingDomain; readonly event: DomainEvent }[] = [];
	const world = { broken, faults, told, failing: false, made: 0 };
	const ports: SetupPorts = {
		store: store.setup,
		plans: store.plans,
		audit: store.audit,
		clock,
		randomBytes: (count) => Buffer.from(Array.from({ length: count }, () => Math.floor(Math.random() * 256))),
		generateKey: async (algorithm: KeyAlgorithm) => {
			if (world.failing) throw new Error("no entropy");
			const pair = algorithm === "rsa-sha256" ? pairs[world.made++ % 4] : generateKeyPairSync("ed25519");
			if (pair === undefined) throw new Error("no pair");
			return {
				privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }),
				publicKey: publicKeyText(pair.publicKey),
			};
		},
		verifier: {
			checkRecords: async (_, expected) =>
				expected.map(({ purpose }) => ({ purpose, state: broken.has(purpose) ? "not-found" : "valid" })),
		},
		tell: (domain, event) => told.push({ domain, event }),
		fault: (_during, error) => faults.push(error),
		serverKey: Buffer.alloc(32, 1),
	};
	const setup = createSetup(ports, { zone: "relay.example", egressAddresses: ["192.0.2.1", "2001:db8::1"] });
	return { setup, clock, store, world, zone: follow(setup) };
}

/** What an own name server would hold: only what it was told, never asked. */
function follow(setup: Setup): Map<string, readonly ResourceRecord[]> {
	const held = new Map<string, readonly ResourceRecord[]>();
	setup.zone.onChange(({ names, records }) => {
		for (const name of names) {
			const at = records.filter((record) => record.name === name);
			if (at.length > 0) held.set(name, at);
			else held.delete(name);
		}
	});
	return held;
}

export function ok<T extends object>(value: T | Problem): T {
	assert.ok(!isProblem(value), JSON.stringify(value));
	return value as T;
}

export async function aDomain(setup: Setup, settings: { ed25519?: boolean } = {}): Promise<SendingDomain> {
	const account = ok(await setup.accounts.create({ name: "Shop", monthlyRecipients: 1_000 }));
	return ok(await setup.domains.create(account.id, "shop.example", settings));
}

export const text = (records: readonly ResourceRecord[] | undefined): string =>
	records?.map(({ data }) => (data.type === "TXT" ? data.text : data.type)).join(" | ") ?? "nothing";

export const loadedZone = async (setup: Setup): Promise<readonly ResourceRecord[]> =>
	(await Array.fromAsync(setup.zone.pages())).flat();

/** The zone as it is told is the zone as it would be loaded. */
export async function sameAsLoaded(
	setup: Setup,
	held: Map<string, readonly ResourceRecord[]>,
): Promise<void> {
	const sorted = (records: readonly ResourceRecord[]) =>
		records.map((record) => JSON.stringify(record)).toSorted();
	assert.deepEqual(sorted([...held.values()].flat()), sorted(await loadedZone(setup)));
}
