/** What receivers make of the domain's DMARC policy, and the record that would be right. */

import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import type { DmarcPolicy } from "../../../api/schema.ts";
import { Button } from "../../../ui/button.tsx";
import { Code, CopyableCode } from "../../../ui/code.tsx";
import { useErrorText } from "../../../ui/form.tsx";
import { Skeleton } from "../../../ui/list-state.tsx";
import { RecordMark } from "../../../ui/marks.tsx";
import { useReader, useWords } from "../../../words/use-words.ts";
import type { Domain } from "../standing.ts";
import { recordWords } from "./words.ts";

const marks = {
	ok: "valid",
	warning: "dns-error",
	error: "wrong-value",
	"not-checked": "not-checked",
} as const;
const FRESH_MS = 60_000;

export function Dmarc({ domain }: { readonly domain: Domain }) {
	const words = useWords(recordWords).dmarc;
	const say = useErrorText();
	const { language } = useReader();
	const { data, error, isFetching, refetch } = useQuery({
		queryKey: ["dmarc", domain.id, language],
		queryFn: ({ signal }) => api.get<DmarcPolicy>(`/v1/domains/${domain.id}/dmarc`, undefined, signal),
		staleTime: FRESH_MS,
	});
	return (
		<section aria-labelledby="dmarc" className="sheet p-4 sm:p-5">
			<header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
				<h2 id="dmarc" className="text-base">
					{words.title}
				</h2>
				{data !== undefined && (
					<span className="font-semibold">
						<RecordMark state={marks[data.state]} word={words.states[data.state]} />
					</span>
				)}
			</header>
			<p className="mt-1 max-w-prose text-quiet">{words.about}</p>
			<div className="mt-3">
				{data !== undefined ? (
					<Policy policy={data} />
				) : error ? (
					<p className="text-quiet">{say(error)}</p>
				) : (
					<Skeleton rows={2} />
				)}
			</div>
			<div className="mt-3 flex justify-end">
				<Button size="small" busy={isFetching} onClick={() => void refetch()}>
					{words.again}
				</Button>
			</div>
		</section>
	);
}

function Policy({ policy: { name, records, findings, publish } }: { readonly policy: DmarcPolicy }) {
	const words = useWords(recordWords);
	return (
		<div className="grid gap-3">
			<ul className="grid max-w-prose gap-2">
				{findings.map(({ id, state, text }) => (
					<li key={id}>
						{findings.length > 1 && (
							<span className="mr-2 text-xs">
								<RecordMark state={marks[state]} word={words.dmarc.states[state]} />
							</span>
						)}
						{text}
					</li>
				))}
			</ul>
			{records.length > 0 && (
				<div>
					<p className="text-xs text-quiet">{words.dmarc.found(name)}</p>
					{records.map((record) => (
						<p key={record} className="mt-1 wrap-anywhere">
							<Code>{record}</Code>
						</p>
					))}
				</div>
			)}
			{publish !== null && (
				<div>
					<p className="font-semibold">{words.dmarc.publish}</p>
					<dl className="mt-2 grid items-center gap-x-4 gap-y-2 sm:grid-cols-[6rem_1fr]">
						{(
							[
								[words.type, publish.type, words.dmarc.typeOf],
								[words.name, publish.name, words.nameOf("DMARC")],
								[words.value, publish.value, words.valueOf("DMARC")],
							] as const
						).map(([label, value, what]) => (
							<div key={label} className="contents">
								<dt className="text-xs text-quiet max-sm:-mb-1.5">{label}</dt>
								<dd className="min-w-0">
									{value === publish.type ? <Code>{value}</Code> : <CopyableCode value={value} what={what} />}
								</dd>
							</div>
						))}
					</dl>
				</div>
			)}
		</div>
	);
}
