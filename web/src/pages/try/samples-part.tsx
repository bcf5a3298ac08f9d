/** Sample messages, each sent at one click by SMTP through the service's own door, and what became of it. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { operatorApi } from "../../api/client.ts";
import type { SentSample, TrySamples } from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { type Status, StatusMark } from "../../ui/marks.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { SampleResult } from "./sample-result.tsx";
import { groupNames, harmless, type SampleGroup, sampleGroups } from "./samples.ts";
import { SamplesAccountNote, SamplesAccountProvider, SamplesLink } from "./samples-account.tsx";
import { tryWords } from "./words.ts";

export interface Sending {
	readonly sent: SentSample;
	readonly at: number;
}

/** What was sent from this page, by sample; and one after the other, so that the mailbox tells it in order. */
function useSending() {
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const [results, setResults] = useState<ReadonlyMap<string, Sending>>(new Map());
	const [now, setNow] = useState<string | null>(null);
	const { mutate, isPending } = useMutation({
		mutationFn: async (samples: readonly string[]) => {
			for (const sample of samples) {
				setNow(sample);
				const sent = await operatorApi.post<SentSample>("/v1/try/samples", { sample });
				setResults((old) => new Map(old).set(sample, { sent, at: Date.now() }));
			}
		},
		onError: (error) => say(errorText(error), "failed"),
		onSettled: () => {
			setNow(null);
			void queries.invalidateQueries({ queryKey: ["usage"] });
			void queries.invalidateQueries({ queryKey: ["operator", "try"] });
		},
	});
	return { results, now, isPending, send: mutate };
}

export function SamplesPart() {
	const words = useWords(tryWords);
	const sending = useSending();
	const { data, error, refetch } = useQuery({
		queryKey: ["operator", "samples"],
		queryFn: ({ signal }) => operatorApi.get<TrySamples>("/v1/try/samples", undefined, signal),
		staleTime: Number.POSITIVE_INFINITY,
	});
	if (data === undefined) return error ? <Failed error={error} onRetry={refetch} /> : <Skeleton rows={8} />;
	return (
		<SamplesAccountProvider value={data.account}>
			<div className="grid min-w-0 gap-6">
				<SamplesAccountNote />
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<Button kind="primary" busy={sending.isPending} onClick={() => sending.send(harmless)}>
						{words.sendAll}
					</Button>
					<span className="min-w-0 flex-1 basis-48 text-quiet">{words.sendAllAbout}</span>
					<SamplesLink to="/activity">{words.toActivity}</SamplesLink>
				</div>
				{groupNames.map((group) => (
					<Group key={group} group={group} known={data.items} sending={sending} />
				))}
			</div>
		</SamplesAccountProvider>
	);
}

interface GroupProps {
	readonly group: SampleGroup;
	/** Samples that this service has. */
	readonly known: readonly string[];
	readonly sending: ReturnType<typeof useSending>;
}

function Group({ group, known, sending: { results, now, isPending, send } }: GroupProps) {
	const words = useWords(tryWords);
	const samples = Object.entries<Status>(sampleGroups[group]).filter(([sample]) => known.includes(sample));
	const said: Readonly<Record<string, { readonly name: string; readonly about: string }>> = words.samples;
	return (
		<section aria-labelledby={`samples-${group}`} className="min-w-0">
			<h2 id={`samples-${group}`} className="text-lg">
				{words.groups[group]}
			</h2>
			<p className="mt-1 mb-3 max-w-prose text-quiet">{words.groupAbouts[group]}</p>
			<ul className="sheet divide-y divide-line">
				{samples.map(([sample, status]) => {
					const { name, about } = said[sample] ?? { name: sample, about: "" };
					const result = results.get(sample);
					return (
						<li key={sample} data-sample={sample} className="px-3 py-2.5 sm:px-4">
							<div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
								<div className="min-w-0 max-sm:col-span-2">
									<h3 className="text-sm">{name}</h3>
									<p className="text-quiet">{about}</p>
								</div>
								<p>
									<span className="sr-only">{words.expected} </span>
									<StatusMark status={status} />
								</p>
								<Button
									size="small"
									aria-label={words.sendOf(name)}
									busy={now === sample}
									disabled={isPending}
									onClick={() => send([sample])}
								>
									{words.send}
								</Button>
							</div>
							{result !== undefined && <SampleResult key={result.at} {...result} />}
						</li>
					);
				})}
			</ul>
		</section>
	);
}
