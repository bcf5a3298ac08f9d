/** Our answers and transfers beside those of an independent name server with the same zone. */

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import packet from "dns-packet";
import { masterFile } from "../../src/rfc/dns/master-file.ts";
import type { ResourceRecord } from "../../src/rfc/dns/records.ts";
import type { Zone } from "../../src/rfc/dns/zone.ts";
import { framed } from "../../src/serve/dns/framing.ts";
import { type DnsDoorOptions, openDnsDoor } from "../../src/serve/dns/index.ts";
import { systemClock } from "../../src/world/clock.ts";
import { startDnsUpdater } from "../../src/world/dns-update/index.ts";
import { virtualClock } from "../support/clock.ts";
import {
	type Decoded,
	domainRecords,
	encodeQuery,
	overTcp,
	overUdp,
	serviceZone,
	txt,
	ZONE,
} from "../support/dns.ts";
import { freePort, hasKnot, startKnot } from "../support/knot.ts";

const skip = hasKnot() ? false : "knotd is not installed";
const KEY = { name: "transfer", secret: Buffer.alloc(32, 9) };
const NOW = Math.floor(Date.now() / 1_000) - 60;

async function doorFor(t: TestContext, zone: Zone, options: Partial<DnsDoorOptions> = {}) {
	const door = await openDnsDoor({
		host: "127.0.0.1",
		port: 0,
		clock: systemClock,
		random: Math.random,
		answersPerSecond: 0,
		secondaries: [],
		mayTransfer: () => false,
		keys: [KEY],
		log: () => undefined,
		...options,
		zone,
	});
	t.after(() => door.close());
	return door;
}

const fileOf = (zone: Zone): string => [...masterFile(zone.soa, zone.records())].join("");

/** All that has to be the same: TTLs, names, data; the order of records says nothing. */
const sections = ({ rcode, flag_aa, answers, authorities }: Decoded) => ({
	rcode,
	flag_aa,
	answers: (answers ?? []).map((record) => JSON.stringify(record)).sort(),
	authorities: (authorities ?? []).map((record) => JSON.stringify(record)).sort(),
});

test("several hundred questions have the answers that Knot gives from the exported file", {
	skip,
}, async (t) => {
	const zone = serviceZone(10, NOW);
	const alias = (name: string, target: string): ResourceRecord => ({
		name: `${name}.${ZONE}`,
		ttlSeconds: 60,
		data: { type: "CNAME", target },
	});
	zone.replace({
		names: [],
		records: [
			alias("alias", `mx.${ZONE}`),
			alias("chain", `alias.${ZONE}`),
			alias("away", "www.elsewhere.example"),
			alias("broken", `nothing.${ZONE}`),
			txt(`odd.${ZONE}`, `quo"te \\ back; semi é ${"x".repeat(300)}`),
		],
	});
	const knot = await startKnot({ zone: ZONE, file: fileOf(zone) });
	t.after(() => knot.stop());
	const door = await doorFor(t, zone, { clock: virtualClock() }); // the serial stands still
	const names = new Set(["elsewhere.example", "relay.example.org", `nobody.${ZONE}`, `a.b.c.nobody.${ZONE}`]);
	for (const { name } of zone.records()) {
		const labels = name.split(".");
		for (let i = 0; i <= labels.length - 2; i++) names.add(labels.slice(i).join("."));
		names.add(`below.${name}`);
	}
	names.delete("example"); // above the zone
	const types = ["A", "AAAA", "TXT", "MX", "NS", "SOA", "CNAME", "CAA", "SRV"];
	let compared = 0;
	for (const name of names) {
		for (const type of types) {
			const query = framed(encodeQuery(name, type));
			const [ours] = await overTcp(door.port, [query]);
			const [theirs] = await overTcp(knot.port, [query]);
			const about = `${name} ${type}`;
			assert.deepEqual(
				sections(packet.decode(ours!) as Decoded),
				sections(packet.decode(theirs!) as Decoded),
				about,
			);
			compared++;
		}
	}
	assert.ok(compared > 300, String(compared));
});

/** Looks again until it is so; a real server takes its time. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + 15_000;
	while (!(await holds())) {
		assert.ok(Date.now() < deadline, `in time: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

const textAt = async (port: number, name: string): Promise<string | undefined> => {
	const [reply] = await overTcp(port, [framed(encodeQuery(name, "TXT"))]);
	const [answer] = (reply === undefined ? [] : packet.decode(reply).answers) as packet.TxtAnswer[];
	return answer === undefined ? undefined : Buffer.concat(answer.data as Buffer[]).toString();
};

test("Knot as a secondary transfers the zone with a key, and again when it is told of a change", {
	skip,
}, async (t) => {
	const port = await freePort();
	const zone = serviceZone(100, NOW);
	const secondaries = [{ address: "127.0.0.1", port, key: KEY }];
	const door = await doorFor(t, zone, { secondaries });
	const knot = await startKnot({ zone: ZONE, primaryPort: door.port, key: KEY, port });
	t.after(() => knot.stop());
	const name = `ag1.d7.dkim.${ZONE}`;
	await until(
		async () => (await textAt(port, name)) === (await textAt(door.port, name)),
		"the first transfer",
	);
	door.replace({ names: [name], records: [txt(name, "v=DKIM1; p=")] });
	await until(async () => (await textAt(port, name)) === "v=DKIM1; p=", "the change");
});

test("dynamic updates keep Knot's zone as ours is: at the start, after changes, after a time without it", {
	skip,
}, async (t) => {
	const stale = txt(`ag1.forgotten.dkim.${ZONE}`, "v=DKIM1; p=old");
	const theirs = serviceZone(1, NOW);
	theirs.replace({ names: [], records: [stale, txt(`own.${ZONE}`, "the operator's")] });
	const port = await freePort();
	let knot = await startKnot({ zone: ZONE, file: fileOf(theirs), key: KEY, port });
	t.after(() => knot.stop());
	const content = new Map<string, readonly ResourceRecord[]>();
	const put = (records: readonly ResourceRecord[]): void => {
		for (const { name } of records)
			content.set(
				name,
				records.filter((each) => each.name === name),
			);
	};
	put(domainRecords("d0"));
	put(domainRecords("d1"));
	const logged: string[] = [];
	const updater = startDnsUpdater({
		server: { address: "127.0.0.1", port, key: KEY },
		zone: ZONE,
		owns: (name) => name.endsWith(`.dkim.${ZONE}`) || name.endsWith(`.rp.${ZONE}`),
		names: () => content.keys(),
		recordsAt: (name) => content.get(name) ?? [],
		clock: systemClock,
		random: Math.random,
		log: (about, facts) => logged.push(`${about} ${JSON.stringify(facts)}`),
	});
	t.after(() => updater.close());
	const name = `ag2.d1.dkim.${ZONE}`;
	await until(async () => (await textAt(port, name)) !== undefined, "new names");
	assert.equal(await textAt(port, stale.name), undefined);
	assert.equal(await textAt(port, `own.${ZONE}`), "the operator's");
	assert.deepEqual(logged, ['dns-updated {"names":4}']); // three of d1 and the forgotten one: d0 was there

	put([txt(name, "v=DKIM1; p=")]);
	updater.replace({ names: [name], records: content.get(name) ?? [] });
	await until(async () => (await textAt(port, name)) === "v=DKIM1; p=", "a change");

	await knot.stop();
	content.delete(name);
	updater.replace({ names: [name], records: [] });
	await until(async () => logged.some((line) => line.startsWith("dns-update-failed")), "the failure");
	knot = await startKnot({ zone: ZONE, file: fileOf(theirs), key: KEY, port });
	await until(async () => (await textAt(port, `ag1.d1.dkim.${ZONE}`)) !== undefined, "all of it again");
	assert.equal(await textAt(port, name), undefined);
	assert.equal(await textAt(port, stale.name), undefined);
	assert.equal((await overUdp(port, encodeQuery(`own.${ZONE}`, "TXT")))?.rcode, "NOERROR");
});
