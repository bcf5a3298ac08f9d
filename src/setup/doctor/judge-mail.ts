/** Whether reports find their way home, and whether receivers see mail leave from where it may. */

import { type DoctorFacts, hasAddress, listed, why } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";
import { isSpf, spfCovers } from "./spf.ts";

export const judgeReturnPath = (facts: DoctorFacts): readonly Finding[] => {
	const { returnPath, inbound } = facts;
	if (returnPath === null) return [finding("no-return-path", facts.zone.name), ...judgeInbound(facts)];
	const { target, mx } = returnPath;
	const hosts = mx.records.map((record) => record.split(" ").at(-1) ?? "");
	const isRight = hosts.length > 0 && hosts.every((host) => host === inbound.name);
	const found = { found: listed(hosts) };
	const way =
		hosts.length === 0
			? finding("mx-missing", target, why(mx))
			: isRight
				? finding("mx-right", target, found)
				: finding("mx-elsewhere", target, { ...found, host: inbound.name });
	return [way, ...judgeInbound(facts), ...judgeSpf(facts, returnPath)];
};

function judgeInbound({ inbound }: DoctorFacts): readonly Finding[] {
	const { name, addresses, greetings, enabled, port } = inbound;
	if (!enabled) return [finding("inbound-closed", name)];
	if (addresses.records.length === 0) return [finding("inbound-without-address", name, why(addresses))];
	return (greetings ?? []).map(({ address, greeting }) => {
		const about = `${name} [${address}]`;
		const at = { port: String(port) };
		if (greeting.kind === "greeted")
			return finding(/^220[ -]/.test(greeting.reply) ? "inbound-greets" : "inbound-greets-otherwise", about, {
				...at,
				reply: greeting.reply,
			});
		return finding("inbound-unreachable", about, {
			...at,
			why: greeting.kind === "silent" ? "it says nothing" : greeting.why,
		});
	});
}

function judgeSpf(
	{ inbound, egress, smarthost, egressConfigured }: DoctorFacts,
	{ target, txt }: NonNullable<DoctorFacts["returnPath"]>,
): readonly Finding[] {
	const [record, ...more] = txt.records.filter(isSpf);
	if (record === undefined) return [finding("spf-missing", target, why(txt))];
	if (more.length > 0) return [finding("spf-twice", target)];
	if (smarthost && !egressConfigured) return [finding("spf-smarthost", target)];
	if (egress.length === 0) return [finding("spf-without-addresses", target)];
	const host = { name: inbound.name, addresses: inbound.addresses.records };
	return egress.map(({ address }) => {
		const cover = spfCovers(record, address, host);
		const what =
			cover === "covers" ? "spf-covers" : cover === "unknown" ? "spf-unknown" : "spf-does-not-cover";
		return finding(what, target, { address, found: record });
	});
}

/** Forward and reverse DNS of what mail leaves from: RFC 1912 §2.1, and what large receivers ask for. */
export const judgeAddresses = (facts: DoctorFacts): readonly Finding[] => [
	judgeHostname(facts),
	...judgeReverse(facts),
];

function judgeHostname({ hostname: { name, addresses }, egress, smarthost }: DoctorFacts): Finding {
	const found = listed(addresses.records);
	if (addresses.records.length === 0) return finding("hostname-without-address", name, why(addresses));
	const isElsewhere = egress.some(({ address }) => !hasAddress(addresses.records, address));
	return isElsewhere && !smarthost
		? finding("hostname-elsewhere", name, { found, egress: listed(egress.map((one) => one.address)) })
		: finding("hostname-found", name, { found });
}

function judgeReverse({ hostname: { name: hostname }, egress, smarthost, tryMode }: DoctorFacts) {
	if (tryMode) return [finding("reverse-closed", hostname)];
	if (smarthost) return [finding("reverse-smarthost", hostname)];
	if (egress.length === 0) return [finding("reverse-without-addresses", hostname)];
	return egress.map(({ address, names, back }): Finding => {
		const [name] = names.records;
		if (names.trouble !== null) return finding("reverse-unknown", address, why(names));
		if (name === undefined) return finding("reverse-missing", address, { hostname, ...why(names) });
		const agrees = hasAddress(back.records, address);
		return finding(agrees ? "reverse-agrees" : "reverse-one-way", address, { hostname, name });
	});
}
