/**
 * A stub resolver: asks the configured recursive servers, follows aliases in their answers, keeps answers for
 * their TTL, and tells "does not exist", "exists without such a record" and "no answer" apart: the first two are
 * reasons to refuse a recipient, the last one never is.
 *
 * RFC 1035 §7, RFC 2308 (negative caching), RFC 5321 §5.1.
 */

import type packet from "dns-packet";
import type { Answer, MxRecord, Resolver } from "../../relay/ports.ts";
import { AnswerCache } from "./cache.ts";
import { ask, type DnsServer, type RecordType } from "./question.ts";

export interface ResolverOptions {
	readonly servers: readonly DnsServer[];
	/** For one look-up, all servers and retries together. */
	readonly deadlineMs?: number;
	/** For one question to one server. */
	readonly questionMs?: number;
	readonly now: () => number;
}

export interface StubResolver extends Resolver {
	txt(name: string): Promise<Answer<string>>;
	cname(name: string): Promise<Answer<string>>;
	/** Forgets what is cached: try mode's zone changes under it. */
	forget(): void;
}

const KEPT_ANSWERS = 20_000;
const SHORTEST_TTL_S = 1;
const LONGEST_TTL_S = 3_600;
/** RFC 2308 §5 bounds it by the SOA; without one in the answer, a minute. */
const NEGATIVE_TTL_S = 60;
/** Trouble is remembered just long enough to spare a burst of look-ups the same wait. */
const TROUBLE_TTL_S = 5;
const NXDOMAIN = "NXDOMAIN";
const ROUNDS = 2;

type Data = packet.Answer & { readonly data: unknown };
type Found = Answer<Data>;

export function createResolver(options: ResolverOptions): StubResolver {
	const cache = new AnswerCache<Found>(KEPT_ANSWERS);
	const underWay = new Map<string, Promise<Found>>();

	const lookUp = (name: string, type: RecordType): Promise<Found> => {
		const key = `${type} ${name.toLowerCase()}`;
		const kept = cache.get(key, options.now());
		if (kept !== undefined) return Promise.resolve(kept);
		const asked = underWay.get(key);
		if (asked !== undefined) return asked;
		const asking = askAll(options, name, type)
			.then(({ answer, ttlSeconds }) => {
				cache.set(key, answer, options.now() + ttlSeconds * 1_000);
				return answer;
			})
			.finally(() => underWay.delete(key));
		underWay.set(key, asking);
		return asking;
	};

	return {
		async mx(domain) {
			return mapped(await lookUp(domain, "MX"), ({ data }): MxRecord => {
				const { preference = 0, exchange } = data as { preference?: number; exchange: string };
				return { preference, exchange: hostname(exchange) };
			});
		},
		async addresses(host) {
			const [v4, v6] = await Promise.all([lookUp(host, "A"), lookUp(host, "AAAA")]);
			return merged(
				mapped(v4, ({ data }) => String(data)),
				mapped(v6, ({ data }) => String(data)),
			);
		},
		async txt(name) {
			return mapped(await lookUp(name, "TXT"), ({ data }) => joined(data));
		},
		async cname(name) {
			return mapped(await lookUp(name, "CNAME"), ({ data }) => hostname(String(data)));
		},
		forget: () => cache.clear(),
	};
}

interface Timed {
	readonly answer: Found;
	readonly ttlSeconds: number;
}

/** Each server in turn, twice, within the deadline. */
async function askAll(options: ResolverOptions, name: string, type: RecordType): Promise<Timed> {
	const { servers, deadlineMs = 8_000, questionMs = 2_000 } = options;
	const deadline = options.now() + deadlineMs;
	let why = "no DNS server is configured";
	for (let round = 0; round < ROUNDS; round++) {
		for (const server of servers) {
			const leftMs = deadline - options.now();
			if (leftMs <= 0) return trouble(why);
			try {
				const packet = await ask(server, name, type, Math.min(questionMs, leftMs));
				const read = readAnswer(packet, type);
				if (read.answer.kind !== "trouble") return read;
				why = read.answer.why;
			} catch (error) {
				why = `${server.address}: ${error instanceof Error ? error.message : String(error)}`;
			}
		}
	}
	return trouble(why);
}

const trouble = (why: string): Timed => ({ answer: { kind: "trouble", why }, ttlSeconds: TROUBLE_TTL_S });

function readAnswer(answer: packet.DecodedPacket, type: RecordType): Timed {
	const code = (answer as { rcode?: string }).rcode ?? "NOERROR";
	const records = (answer.answers ?? []).filter((record): record is Data => record.type === type);
	if (code === NXDOMAIN) return { answer: { kind: "no-domain" }, ttlSeconds: NEGATIVE_TTL_S };
	if (code !== "NOERROR") return trouble(`the DNS server answered ${code}`);
	if (records.length === 0) return { answer: { kind: "no-data" }, ttlSeconds: NEGATIVE_TTL_S };
	const ttls = (answer.answers ?? []).map((record) => ("ttl" in record ? (record.ttl ?? 0) : 0));
	const ttlSeconds = Math.min(LONGEST_TTL_S, Math.max(SHORTEST_TTL_S, Math.min(...ttls)));
	return { answer: { kind: "found", records }, ttlSeconds };
}

const mapped = <From, To>(answer: Answer<From>, read: (record: From) => To): Answer<To> =>
	answer.kind === "found" ? { kind: "found", records: answer.records.map(read) } : answer;

/** Trouble with one family matters only when the other has nothing either. */
function merged<Record>(a: Answer<Record>, b: Answer<Record>): Answer<Record> {
	const records = [a, b].flatMap((answer) => (answer.kind === "found" ? answer.records : []));
	if (records.length > 0) return { kind: "found", records };
	for (const kind of ["trouble", "no-data", "no-domain"] as const)
		for (const answer of [a, b]) if (answer.kind === kind) return answer;
	return { kind: "no-data" };
}

const hostname = (name: string): string => (name === "." ? "" : name.toLowerCase().replace(/\.$/, ""));

const joined = (data: unknown): string =>
	(Array.isArray(data) ? data : [data])
		.map((part) => (Buffer.isBuffer(part) ? part.toString("utf8") : String(part)))
		.join("");
