/** What has to be published for a domain, what was found of it, and what the whole means. */

import { useSession } from "../../../api/me.ts";
import { HelpLink } from "../../../ui/help-link.tsx";
import { useWords } from "../../../words/use-words.ts";
import { useDomain } from "../domain.ts";
import type { Domain } from "../standing.ts";
import { type Check, useCheck } from "./check.ts";
import { ClosedInternet } from "./closed-internet.tsx";
import { Dmarc } from "./dmarc.tsx";
import { DomainBanner } from "./domain-banner.tsx";
import { DomainSettings } from "./domain-settings.tsx";
import { News } from "./news.tsx";
import { RecordCard } from "./record-card.tsx";
import { recordWords } from "./words.ts";

export function RecordsPart() {
	const domain = useDomain();
	const check = useCheck(domain);
	const session = useSession();
	const checking = session.can("domains:write") ? check : undefined;
	return (
		<div className="grid grid-cols-1 gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
			<div className="xl:col-span-2">
				<DomainBanner domain={domain} check={checking} />
				<News records={domain.records} />
			</div>
			<div className="grid min-w-0 content-start gap-6">
				<Required domain={domain} check={checking} />
				<Extra domain={domain} check={checking} />
				<Dmarc domain={domain} />
			</div>
			<div className="grid min-w-0 content-start gap-6">
				{session.service.tryMode && session.isOperator && <ClosedInternet domain={domain} />}
				{session.can("domains:write") && <DomainSettings domain={domain} />}
			</div>
		</div>
	);
}

interface Shown {
	readonly domain: Domain;
	readonly check: Check | undefined;
}

function Required({ domain, check }: Shown) {
	const words = useWords(recordWords);
	const required = domain.records.filter((record) => record.required);
	return (
		<section aria-labelledby="required-records" className="grid gap-3">
			<div>
				<h2 id="required-records" className="text-lg">
					{words.required}
				</h2>
				<p className="mt-1 max-w-prose text-quiet">
					{words.requiredAbout} <HelpLink to="/help/authenticate-a-domain">{words.help}</HelpLink>
				</p>
			</div>
			{required.map((record) => (
				<RecordCard key={record.purpose} record={record} domain={domain} check={check} />
			))}
		</section>
	);
}

function Extra({ domain, check }: Shown) {
	const words = useWords(recordWords);
	const extra = domain.records.filter((record) => !record.required);
	if (extra.length === 0) return null;
	return (
		<section aria-labelledby="extra-records" className="grid gap-3">
			<div>
				<h2 id="extra-records" className="text-lg">
					{words.extra}
				</h2>
				<p className="mt-1 max-w-prose text-quiet">{words.extraAbout}</p>
			</div>
			{extra.map((record) => (
				<RecordCard key={record.purpose} record={record} domain={domain} check={check} />
			))}
		</section>
	);
}
