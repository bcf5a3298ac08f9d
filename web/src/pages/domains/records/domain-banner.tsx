/** What the records mean as a whole, and what comes next. */

import { Link } from "@tanstack/react-router";
import { useSession } from "../../../api/me.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { readableDomain } from "../../../ui/readable-domain.ts";
import { useTime } from "../../../ui/time.tsx";
import { useWords } from "../../../words/use-words.ts";
import { type Domain, type Standing, standingOf, troubled } from "../standing.ts";
import { domainWords } from "../words.ts";
import type { Check } from "./check.ts";
import { recordWords } from "./words.ts";

const kinds: Readonly<Record<Standing, "good" | "info" | "warning" | "error">> = {
	verified: "good",
	vouched: "info",
	new: "info",
	waiting: "info",
	breaking: "warning",
	stopped: "error",
};

export function DomainBanner({
	domain,
	check,
}: {
	readonly domain: Domain;
	readonly check: Check | undefined;
}) {
	const standing = standingOf(domain, Date.now());
	return (
		<Banner kind={kinds[standing]} action={<NextStep standing={standing} domain={domain} check={check} />}>
			<Meaning standing={standing} domain={domain} />
		</Banner>
	);
}

function Meaning({ standing, domain }: { readonly standing: Standing; readonly domain: Domain }) {
	const words = useWords(recordWords).banner;
	const { purpose } = useWords(domainWords);
	const when = useTime();
	const { records, brokenSince, stopsAt } = domain;
	const name = readableDomain(domain.name);
	const bad = troubled(domain);
	const which = bad.map((record) => purpose[record.purpose]).join(", ");
	const required = records.filter((record) => record.required).length;
	const since = brokenSince === null ? "" : when(brokenSince);
	switch (standing) {
		case "verified":
			return words.verified(name);
		case "vouched":
			return words.vouched(name);
		case "new":
			return words.new(name);
		case "waiting":
			return words.waiting(name, required - bad.length, required);
		case "breaking":
			return typeof stopsAt === "string"
				? words.breaking(which, since, when(stopsAt), name)
				: words.breakingSomeTime(which, since, name);
		case "stopped":
			return words.stopped(which, since, when(stopsAt ?? ""), name);
	}
}

/** Mend and check again; with nothing to mend, an SMTP user. */
function NextStep({
	standing,
	domain,
	check,
}: {
	readonly standing: Standing;
	readonly domain: Domain;
	readonly check: Check | undefined;
}) {
	const words = useWords(recordWords);
	const { can } = useSession();
	if (standing === "verified" || standing === "vouched")
		return (
			can("smtp-users:read") && (
				<Link to={`/domains/${domain.id}/smtp-users` as string} className={buttonClass("plain", "small")}>
					{words.toUsers}
				</Link>
			)
		);
	if (check === undefined) return null;
	return (
		<Button size="small" busy={check.busy} onClick={check.run}>
			{!check.busy && <Icon name="refresh" className="size-3.5" />}
			{words.checkNow}
		</Button>
	);
}
