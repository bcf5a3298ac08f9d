/**
 * The only place where all parts meet: opens the store, connects the steps by their ports, opens the doors, and
 * closes everything in the order in which nothing is lost.
 */

import { join } from "node:path";
import { connectSteps, SMTP_PORT } from "./connect-steps.ts";
import { openDoors } from "./doors.ts";
import { openHttp } from "./open-http.ts";
import { openWorld, type RunOptions, type World } from "./open-world.ts";
import { operatorKey } from "./operator-key.ts";
import { openServiceZone } from "./service-zone.ts";
import { openSignIn } from "./sign-in.ts";
import { openTelling } from "./telling.ts";
import { prepareDemo } from "./try-mode.ts";
import { openSamples } from "./try-samples.ts";
import { VERSION } from "./version.ts";
import { systemClock } from "./world/clock.ts";
import { random } from "./world/randomness.ts";
import { type Ready, writeReadyFile } from "./world/ready-file.ts";

export interface Running {
	readonly ready: Ready;
	/** By which the first operator is made; null where there is one. For the terminal only: it is a secret. */
	readonly setupLink: string | null;
	/** Finishes what is between dot and reply, gives back what waits, and closes. */
	stop(): Promise<void>;
}

export async function run(options: RunOptions): Promise<Running> {
	const world = await openWorld(options);
	const steps = connectSteps(options, world);
	await steps.queue.start();
	const zone = await openZone(options, world);
	const signIn = await openSignIn(options, world, steps);
	const demo =
		world.internet &&
		(await prepareDemo(world.folder, { setup: world.setup, people: signIn.people }, world.internet));
	const samples =
		world.internet && demo && (await openSamples(world.folder, world.setup, world.internet, demo));
	const telling = await openTelling(options, world, [signIn.notices, steps.tallies]);
	const http = await openHttp(options, { world, steps, zone, signIn, telling, demo, samples });
	steps.address.url = options.configuration.url ?? http.url;
	await operatorKey(world.folder, world.setup);
	const doors = await openDoors(options.configuration, {
		reception: steps.reception,
		inbound: steps.inbound,
		certificate: world.certificate,
		clock: systemClock,
		helpUrl: () => steps.address.url,
		limits: steps.limits,
		said: (refusal) => steps.tallies.refused(refusal),
	});
	http.announce(doors.places.submission, doors.places.submissions);
	samples?.through(doors.places.submission);
	letReportsIn(world, steps.address, doors.places.inbound);
	const ready: Ready = {
		version: VERSION,
		http: http.url,
		...doors.places,
		...(zone.place === null ? {} : { zone: zone.place }),
		...internetFacts(world),
		...(demo === null ? {} : { demo }),
	};
	writeReadyFile(join(world.folder, "run.json"), ready);
	if (options.readyFile !== null) writeReadyFile(options.readyFile, ready);
	const setupLink = await signIn.firstLink();
	world.log.info("started", { version: VERSION, http: http.url, ...doors.places });
	return {
		ready,
		setupLink,
		async stop() {
			const deadlineMs = options.configuration.shutdownDeadline;
			world.log.info("stopping");
			await Promise.all([doors.close(deadlineMs), http.close(), steps.queue.stop(deadlineMs)]);
			await steps.queue.stop(0); // what the doors accepted while they closed
			await steps.relay.close();
			await steps.report.stop();
			await telling.stop(deadlineMs);
			await zone.close();
			signIn.stop();
			await world.close();
			world.log.info("stopped");
		},
	};
}

/** In the closed internet, port 25 is wherever the inbound door is. */
function letReportsIn(
	{ internet }: World,
	address: { inboundPort: number },
	inbound: Ready["inbound"],
): void {
	if (internet === null) return;
	internet.reportTo(inbound ?? null);
	address.inboundPort = inbound?.port ?? SMTP_PORT;
}

const internetFacts = ({ internet }: World): Partial<Ready> =>
	internet === null ? {} : { dns: internet.dns, mailbox: { http: internet.mailboxUrl } };

/** What the customers' CNAMEs lead to; in try mode the closed internet asks there as everybody would. */
async function openZone({ configuration, tryMode }: RunOptions, { setup, internet, log }: World) {
	const zone = await openServiceZone({
		configuration,
		domains: setup.zone,
		clock: systemClock,
		random,
		log: (about, facts) => log.info("dns", { about, ...facts }),
		closed: tryMode,
	});
	if (zone.place !== null) internet?.delegate(zone.name, zone.place);
	return zone;
}
