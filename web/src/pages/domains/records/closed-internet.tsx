/** Try mode: publishes and withdraws the records in the closed internet's DNS, as the domain's owner would elsewhere. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { useErrorText } from "../../../ui/form.tsx";
import { RecordMark } from "../../../ui/marks.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useWords } from "../../../words/use-words.ts";
import { domainQuery } from "../domain.ts";
import type { Domain, DomainRecord } from "../standing.ts";
import { domainWords } from "../words.ts";
import { recordWords } from "./words.ts";

interface Wish {
	readonly purposes: readonly DomainRecord["purpose"][];
	readonly published: boolean;
}

export function ClosedInternet({ domain }: { readonly domain: Domain }) {
	const words = useWords(recordWords).closed;
	const { purpose: titles } = useWords(domainWords);
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const change = useMutation({
		mutationFn: async ({ purposes, published }: Wish) => {
			for (const purpose of purposes) {
				const path = `/v1/try/domains/${domain.id}/records`;
				const found = await api.post<Domain>(path, { purpose, published });
				queries.setQueryData(domainQuery(domain.id).queryKey, found);
			}
		},
		onSettled: () => queries.invalidateQueries({ queryKey: ["domains"] }),
		onError: (error) => say(errorText(error), "failed"),
	});
	const records = domain.records.filter((record) => record.required);
	const missing = records.filter(({ state }) => state !== "valid").map(({ purpose }) => purpose);
	return (
		<section aria-labelledby="closed-internet" className="sheet border-dashed p-4 sm:p-5">
			<h2 id="closed-internet" className="text-base">
				{words.title}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{words.about}</p>
			<ul className="mt-3 divide-y divide-line">
				{records.map(({ purpose, state }) => (
					<li key={purpose} className="flex items-center justify-between gap-x-4 py-2">
						<span className="grid gap-0.5">
							<span>{titles[purpose]}</span>
							<RecordMark state={state} />
						</span>
						<Button
							size="small"
							disabled={change.isPending}
							onClick={() => change.mutate({ purposes: [purpose], published: state !== "valid" })}
						>
							{state === "valid" ? words.withdraw : words.publish}
							<span className="sr-only"> {titles[purpose]}</span>
						</Button>
					</li>
				))}
			</ul>
			{missing.length > 1 && (
				<div className="mt-3">
					<Button
						busy={change.isPending}
						onClick={() => change.mutate({ purposes: missing, published: true })}
					>
						{words.publishAll}
					</Button>
				</div>
			)}
		</section>
	);
}
