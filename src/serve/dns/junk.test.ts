import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { type TestContext, test } from "node:test";
import { virtualClock } from "../../../test/support/clock.ts";
import { encodeQuery, overTcp, overUdp, serviceZone, ZONE } from "../../../test/support/dns.ts";
import { fc, fuzzRuns } from "../../../test/support/fuzz.ts";
import { framed } from "./framing.ts";
import { type DnsDoor, openDnsDoor } from "./index.ts";

const NAME = `ag1.d1.dkim.${ZONE}`;

async function opened(t: TestContext): Promise<DnsDoor> {
	const clock = virtualClock();
	const door = await openDnsDoor({
		...{ host: "127.0.0.1", port: 0, clock, random: () => 0.5, answersPerSecond: 0, secondaries: [] },
		...{ mayTransfer: () => false, keys: [], log: () => undefined },
		zone: serviceZone(50, Math.floor(clock.now() / 1_000)),
	});
	t.after(() => door.close());
	return door;
}

/** Octets without sense, and questions with some octets changed. */
const junk = fc.oneof(
	fc.uint8Array({ minLength: 1, maxLength: 1_400 }).map((octets) => Buffer.from(octets)),
	fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { minLength: 1, maxLength: 8 }).map((edits) => {
		const octets = Buffer.from(encodeQuery(NAME, "TXT"));
		for (const [at, value] of edits) if (at < octets.length) octets[at] = value;
		return octets;
	}),
);

const isAnswered = async (door: DnsDoor): Promise<void> => {
	const answer = await overUdp(door.port, encodeQuery(NAME, "TXT"));
	assert.deepEqual([answer?.rcode, answer?.answers?.length], ["NOERROR", 1]);
};

test("between datagrams of any octets, questions are answered as ever", async (t) => {
	const door = await opened(t);
	const socket = createSocket("udp4");
	t.after(() => socket.close());
	const bunches = fc.array(junk, { minLength: 1, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(bunches, async (packets) => {
			await Promise.all(
				packets.map((packet) => new Promise((sent) => socket.send(packet, door.port, "127.0.0.1", sent))),
			);
			await isAnswered(door);
		}),
		{ numRuns: fuzzRuns(60) },
	);
});

test("between TCP connections that say anything, questions are answered as ever", async (t) => {
	const door = await opened(t);
	await fc.assert(
		fc.asyncProperty(junk, fc.boolean(), async (octets, hasLength) => {
			const socket = connect(door.port, "127.0.0.1").on("error", () => undefined);
			await new Promise<void>((done) => {
				socket.on("close", () => done()).resume();
				socket.end(hasLength ? framed(octets) : octets);
			});
			const [answer] = await overTcp(door.port, [framed(encodeQuery(NAME, "TXT"))]);
			assert.ok(answer !== undefined && answer.length > 400);
		}),
		{ numRuns: fuzzRuns(40) },
	);
});
