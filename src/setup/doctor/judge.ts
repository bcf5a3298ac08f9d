/** From facts to findings, without asking anybody. What each finding says is in the words. */

import { DAY } from "../../terms/clock.ts";
import type { DoctorFacts } from "./facts.ts";
import { type Finding, finding } from "./finding.ts";
import { judgeAddresses, judgeReturnPath } from "./judge-mail.ts";
import { judgeZone } from "./judge-zone.ts";

const SOON_MS = 14 * DAY;

export const judge = (facts: DoctorFacts): readonly Finding[] => [
	...judgeZone(facts),
	...judgeReturnPath(facts),
	...judgeAddresses(facts),
	...judgeCertificate(facts),
	judgeDoor(facts),
	judgePort25(facts),
];

function judgeCertificate({ certificate, hostname: { name }, now }: DoctorFacts): readonly Finding[] {
	if (certificate === null) return [finding("certificate-unreadable", name)];
	const { isForHostname, names, expiresAt } = certificate;
	const left = expiresAt - now;
	const time =
		left <= 0 ? "certificate-expired" : left < SOON_MS ? "certificate-ends-soon" : "certificate-lasts";
	return [
		isForHostname ? finding("certificate-right", name) : finding("certificate-other", name, { names }),
		finding(time, name, { until: new Date(expiresAt).toISOString().slice(0, "2026-11-24".length) }),
	];
}

function judgeDoor({ inbound, returnPaths }: DoctorFacts): Finding {
	if (inbound.enabled) return finding("inbound-open", "inbound.enabled");
	return returnPaths === 0
		? finding("inbound-not-needed", "inbound.enabled")
		: finding("inbound-needed", "inbound.enabled", { count: String(returnPaths) });
}

function judgePort25({ tryMode, smarthost, hostname }: DoctorFacts): Finding {
	if (tryMode) return finding("port-25-closed-internet", hostname.name);
	return finding(smarthost ? "port-25-smarthost" : "port-25-not-tried", hostname.name);
}
