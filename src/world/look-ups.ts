/**
 * Asks the DNS about customers' domains: each configured resolver by itself, and the domains' own name servers. Nothing
 * is kept, so that who has just changed a record sees it.
 *
 * The servers of a stranger's zone are wherever that zone says: only public addresses are asked, few of them, and each
 * within a deadline. A resolver's answer counts as it is; of a domain's own servers only an authoritative one does
 * (RFC 1034 §6.2), and a referral is none.
 */

import type packet from "dns-packet";
import type { LookedUp, LookedUpType, LookUps } from "../setup/look-up-ports.ts";
import { ask, type DnsServer } from "./resolver/question.ts";

export interface LookUpOptions {
	/** Those beyond the third are not asked. */
	readonly resolvers: readonly DnsServer[];
	/** Whether an own name server at this address may be asked. */
	readonly mayAsk: (address: string) => boolean;
	/** Port of the domains' own name servers. Default: 53. */
	readonly ownPort?: number;
	readonly questionMs?: number;
}

const DNS_PORT = 53;
const QUESTION_MS = 3_000;
const MOST_RESOLVERS = 3;
const MOST_OWN_SERVERS = 4;
/** Zones above a name that are tried for name servers. */
const MOST_LEVELS = 8;
const MOST_RECORDS = 32;
const MOST_ALIASES = 8;

export function createLookUps(options: LookUpOptions): LookUps {
	const { mayAsk, ownPort = DNS_PORT, questionMs = QUESTION_MS } = options;
	const resolvers = options.resolvers.slice(0, MOST_RESOLVERS);

	const one = async (
		server: DnsServer,
		name: string,
		type: LookedUpType,
		from: "recursive" | "authoritative",
	): Promise<LookedUp> => {
		try {
			const answer = await ask(server, name, type, questionMs, from).catch(() =>
				ask(server, name, type, questionMs, from),
			);
			if (from === "authoritative" && !answer.flag_aa)
				return { kind: "trouble", why: `${server.address} does not answer for ${name}` };
			return lookedUp(answer, name, type);
		} catch (error) {
			return {
				kind: "trouble",
				why: `${server.address}: ${error instanceof Error ? error.message : "trouble"}`,
			};
		}
	};
	/** Of the first resolver that answers. */
	const records = async (name: string, type: LookedUpType): Promise<readonly string[]> => {
		for (const resolver of resolvers) {
			const answer = await one(resolver, name, type, "recursive");
			if (answer.kind !== "trouble") return answer.kind === "found" ? answer.records : [];
		}
		return [];
	};
	const ownServers = async (domain: string): Promise<readonly DnsServer[]> => {
		const labels = domain.split(".");
		for (let level = 0; level < Math.min(MOST_LEVELS, labels.length - 1); level++) {
			const names = (await records(labels.slice(level).join("."), "NS")).slice(0, MOST_OWN_SERVERS);
			if (names.length === 0) continue;
			const addresses = await Promise.all(
				names.map(async (name) => {
					const [v4, v6] = await Promise.all([records(name, "A"), records(name, "AAAA")]);
					return [...v4, ...v6].find(mayAsk);
				}),
			);
			return addresses
				.filter((address) => address !== undefined)
				.map((address) => ({ address, port: ownPort }));
		}
		return [];
	};

	return {
		ask: (name, type) => Promise.all(resolvers.map((resolver) => one(resolver, name, type, "recursive"))),
		async askOwn(domain, name, type) {
			const servers = await ownServers(domain);
			if (servers.length === 0) return null;
			return Promise.all(servers.map((server) => one(server, name, type, "authoritative")));
		},
	};
}

function lookedUp(answer: packet.DecodedPacket, name: string, type: LookedUpType): LookedUp {
	const code = (answer as { rcode?: string }).rcode ?? "NOERROR";
	if (code !== "NOERROR" && code !== "NXDOMAIN")
		return { kind: "trouble", why: `the DNS answers ${code} for ${name}` };
	const answers = (answer.answers ?? []).filter(
		(each): each is packet.Answer & { data: unknown } => "data" in each,
	);
	const aliases = type === "CNAME" ? [] : answers.filter((each) => each.type === "CNAME").map(textOf);
	const found = answers.filter((each) => each.type === type).map(textOf);
	const followed = aliases.slice(0, MOST_ALIASES);
	if (found.length > 0) return { kind: "found", records: found.slice(0, MOST_RECORDS), aliases: followed };
	return { kind: code === "NXDOMAIN" ? "no-domain" : "no-data", aliases: followed };
}

function textOf({ type, data }: packet.Answer & { data: unknown }): string {
	switch (type) {
		case "TXT":
			return (Array.isArray(data) ? data : [data])
				.map((part) => (Buffer.isBuffer(part) ? part.toString("utf8") : String(part)))
				.join("");
		case "MX": {
			const { preference = 0, exchange } = data as { preference?: number; exchange: string };
			return `${preference} ${hostname(exchange)}`;
		}
		case "SOA": {
			const { mname, serial = 0 } = data as { mname: string; serial?: number };
			return `${hostname(mname)} ${serial}`;
		}
		case "A":
		case "AAAA":
			return String(data);
		default:
			return hostname(String(data));
	}
}

const hostname = (name: string): string => (name === "." ? "" : name.toLowerCase().replace(/\.$/, ""));
