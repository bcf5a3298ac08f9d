/** Opens the SMTP doors that the configuration asks for. */

import { type Reception, reportBytes } from "./accept/index.ts";
import { contains, parseIp, parseNetwork } from "./rfc/address/cidr.ts";
import { openSmtpDoor, type SmtpDoor, type SmtpDoorOptions } from "./serve/smtp/index.ts";
import { sessionConfiguration } from "./settings.ts";
import type { Clock } from "./terms/clock.ts";
import { ID_RANDOM_BYTES, makeId } from "./terms/ids.ts";
import type { Limits } from "./terms/limits.ts";
import type { Refusal } from "./terms/refusals/index.ts";
import type { Certificate } from "./world/certificate.ts";
import type { Configuration } from "./world/configuration/index.ts";
import { randomBytes } from "./world/randomness.ts";

export interface DoorParts {
	readonly reception: Reception;
	/** For reports from other servers. */
	readonly inbound: Reception;
	readonly certificate: Certificate;
	readonly clock: Clock;
	readonly helpUrl: () => string;
	readonly limits: Limits;
	/** A refusal is said: for counting. */
	readonly said: (refusal: Refusal) => void;
}

interface Place {
	readonly host: string;
	readonly port: number;
}

export interface Doors {
	readonly places: {
		readonly submission: Place;
		readonly submissions: Place;
		readonly inbound?: Place;
		readonly bench?: Place;
	};
	close(deadlineMs: number): Promise<void>;
}

export async function openDoors(configuration: Configuration, parts: DoorParts): Promise<Doors> {
	const common = commonOptions(configuration, parts);
	const submission = await openSmtpDoor({
		...common,
		...configuration.submission,
		door: "submission",
		implicitTls: false,
	});
	const submissions = await openSmtpDoor({
		...common,
		...configuration.submissions,
		door: "submissions",
		implicitTls: true,
	});
	const bench = configuration.bench.enabled
		? await openSmtpDoor({ ...common, ...BENCH, port: configuration.bench.port })
		: undefined;
	const inbound = configuration.inbound.enabled
		? await openSmtpDoor({
				...common,
				...configuration.inbound,
				hostname: configuration.inbound.hostname ?? configuration.hostname,
				door: "inbound",
				implicitTls: false,
				offersAuth: false,
				messageBytes: reportBytes(parts.limits),
				reception: parts.inbound,
			})
		: undefined;
	const open = [submission, submissions, bench, inbound].filter((door) => door !== undefined);
	return {
		places: {
			submission: placeOf(submission),
			submissions: placeOf(submissions),
			...(inbound === undefined ? {} : { inbound: placeOf(inbound) }),
			...(bench === undefined ? {} : { bench: placeOf(bench) }),
		},
		close: async (deadlineMs) => void (await Promise.all(open.map((door) => door.close(deadlineMs)))),
	};
}

/** Never reachable from outside, and for one configured user only. */
const BENCH = {
	door: "bench",
	host: "127.0.0.1",
	implicitTls: false,
	offersAuth: true,
	authNeedsTls: false,
} as const;

function commonOptions(
	configuration: Configuration,
	{ reception, certificate, clock, helpUrl, limits, said }: DoorParts,
): Omit<SmtpDoorOptions, "door" | "host" | "port" | "implicitTls"> {
	return {
		hostname: configuration.hostname,
		helpUrl,
		messageBytes: limits.messageBytes,
		tls: certificate,
		offersAuth: true,
		authNeedsTls: true,
		isProxy: anyOf("proxies", configuration.proxies),
		reception,
		clock,
		said,
		...sessionConfiguration(configuration),
		newSessionId: () => makeId(clock.now(), randomBytes(ID_RANDOM_BYTES)),
	};
}

/** Whether an address is in one of these networks (CIDR). Throws when one is none. */
export function anyOf(setting: string, texts: readonly string[]): (address: string) => boolean {
	const networks = texts.map((text) => {
		const network = parseNetwork(text);
		if (network === undefined) throw new Error(`${setting}: ${text} is not a network`);
		return network;
	});
	return (address) => {
		const ip = parseIp(address);
		return ip !== undefined && networks.some((network) => contains(network, ip));
	};
}

const placeOf = ({ host, port }: SmtpDoor): Place => ({ host, port });
