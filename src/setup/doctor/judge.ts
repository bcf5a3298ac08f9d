/** From facts to findings, without asking anybody. What each finding says is in the words. */

import { DAY, type Instant, MINUTE } from "../../terms/clock.ts";
import { judgeBlockLists } from "./block-lists.ts";
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
	judgeClock(facts),
	judgeDoor(facts),
	judgePort25(facts),
	...judgeBlockLists(facts),
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

/** Set right by small steps, a clock goes back too. */
const STEP_MS = MINUTE;

/** Nobody is asked what time it is; but what has happened did so before now. */
function judgeClock({ certificate, newest, now }: DoctorFacts): Finding {
	const facts = { now: said(now) };
	if (newest !== null && now < newest - STEP_MS)
		return finding("clock-behind", facts.now, { ...facts, newest: said(newest) });
	if (certificate !== null && now < certificate.validFrom)
		return finding("clock-before-certificate", facts.now, { ...facts, from: said(certificate.validFrom) });
	return finding("clock-plausible", facts.now);
}

const said = (at: Instant): string => `${new Date(at).toISOString().slice(0, "2026-11-24T12:00:00".length)}Z`;

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
