/**
 * `angarium doctor`: looks at what the service needs of the world around it, and says what is wrong and what to do.
 *
 * Only the configured resolvers, the own zone's servers and the own inbound door are asked, each within the deadline
 * of its port; no stranger is contacted. Who asks while an examination runs gets its result.
 */

import { reverseName } from "../../rfc/dns/reverse.ts";
import type { SendingDomain } from "../../terms/identity.ts";
import type { DoctorPorts } from "../doctor-ports.ts";
import { returnPathTarget } from "../zone.ts";
import { askBlockLists } from "./block-lists.ts";
import { type Answer, type DoctorFacts, together } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { judge } from "./judge.ts";

export { checks, type Finding, findingStates, stateOf, tell } from "./finding.ts";

export interface DoctorConfiguration {
	readonly tryMode: boolean;
	readonly hostname: string;
	readonly inboundHost: string;
	readonly inboundEnabled: boolean;
	/** Where other servers deliver to: 25, but in the closed internet. */
	readonly inboundPort: () => number;
	readonly zone: string;
	/** The DNS door is open. */
	readonly answersItself: boolean;
	readonly nameservers: readonly { readonly name: string; readonly addresses: readonly string[] }[];
	/** Empty: the addresses of the inbound host. */
	readonly egressAddresses: readonly string[];
	readonly smarthost: boolean;
	/** Zones of DNS block lists; none is asked but these. */
	readonly blockLists: readonly string[];
}

export interface Doctor {
	/** In a fixed order of checks. Rejects when the store cannot be asked. */
	examine(): Promise<readonly Finding[]>;
}

const MOST_SERVERS = 4;
const MOST_ADDRESSES = 4;
const MOST_EGRESS = 8;

export function createDoctor(ports: DoctorPorts, configuration: DoctorConfiguration): Doctor {
	let running: Promise<readonly Finding[]> | undefined;
	return {
		examine() {
			running ??= gather(ports, configuration)
				.then(judge)
				.finally(() => {
					running = undefined;
				});
			return running;
		},
	};
}

async function gather(ports: DoctorPorts, configuration: DoctorConfiguration): Promise<DoctorFacts> {
	const { lookUps, clock } = ports;
	const { tryMode, smarthost, egressAddresses, blockLists } = configuration;
	const [domains, newest] = await Promise.all([ports.domains(), ports.newest()]);
	const [zone, returnPath, hostname, inbound] = await Promise.all([
		zoneFacts(ports, configuration),
		returnPathFacts(ports, configuration, domains[0]),
		addressesOf(ports, configuration.hostname),
		inboundFacts(ports, configuration),
	]);
	const asked = egressAddresses.length > 0 ? egressAddresses : inbound.addresses.records;
	const egress = await Promise.all(
		asked.slice(0, MOST_EGRESS).map(async (address) => {
			if (tryMode || smarthost) return { address, names: NOTHING, back: NOTHING };
			const names = together(await lookUps.ask(reverseName(address) ?? address, "PTR"));
			const [name] = names.records;
			return { address, names, back: name === undefined ? NOTHING : await addressesOf(ports, name) };
		}),
	);
	const isSeen = !tryMode && !smarthost;
	const listsAsked = await askBlockLists(
		ports,
		isSeen ? blockLists : [],
		egress.map(({ address }) => address),
	);
	return {
		tryMode,
		now: clock.now(),
		newest,
		hostname: { name: configuration.hostname, addresses: hostname },
		inbound,
		zone,
		returnPath,
		returnPaths: domains.filter(hasReturnPath).length,
		smarthost,
		egressConfigured: egressAddresses.length > 0,
		egress,
		blockLists: listsAsked,
		blockListsConfigured: blockLists.length > 0,
		certificate: ports.certificate(),
	};
}

const NOTHING: Answer = { records: [], trouble: null };

const hasReturnPath = ({ records }: SendingDomain): boolean =>
	records.some(({ purpose, state }) => purpose === "return-path" && state === "valid");

async function zoneFacts({ lookUps, serial }: DoctorPorts, configuration: DoctorConfiguration) {
	const { zone: name, answersItself, nameservers } = configuration;
	const [servers, soa, ownSoa] = await Promise.all([
		lookUps.ask(name, "NS").then(together),
		lookUps.ask(name, "SOA").then(together),
		answersItself ? lookUps.askOwn(name, name, "SOA") : null,
	]);
	const places = await Promise.all(
		servers.records.slice(0, MOST_SERVERS).map(async (server) => ({
			name: server,
			addresses: await addressesOf({ lookUps }, server),
		})),
	);
	return {
		...{ name, answersItself, servers, soa, places },
		configured: nameservers,
		ownSoa: ownSoa === null ? null : together(ownSoa),
		serial: serial(),
	};
}

async function returnPathFacts(
	{ lookUps }: DoctorPorts,
	{ zone }: DoctorConfiguration,
	domain: SendingDomain | undefined,
) {
	if (domain === undefined) return null;
	const target = returnPathTarget(domain.id, zone);
	const [mx, txt] = await Promise.all([lookUps.ask(target, "MX"), lookUps.ask(target, "TXT")]);
	return { target, mx: together(mx), txt: together(txt) };
}

async function inboundFacts(
	ports: DoctorPorts,
	{ inboundHost: name, inboundEnabled: enabled, inboundPort }: DoctorConfiguration,
): Promise<DoctorFacts["inbound"]> {
	const addresses = await addressesOf(ports, name);
	const port = inboundPort();
	const tried = enabled ? addresses.records.slice(0, MOST_ADDRESSES) : [];
	const greetings = await Promise.all(
		tried.map(async (address) => ({ address, greeting: await ports.greet(address, port) })),
	);
	return { name, enabled, port, addresses, greetings: greetings.length === 0 ? null : greetings };
}

async function addressesOf({ lookUps }: Pick<DoctorPorts, "lookUps">, name: string): Promise<Answer> {
	const [v4, v6] = await Promise.all([lookUps.ask(name, "A"), lookUps.ask(name, "AAAA")]);
	const four = together(v4);
	const six = together(v6);
	return { records: [...four.records, ...six.records], trouble: four.trouble ?? six.trouble };
}
