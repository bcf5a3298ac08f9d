/** The records of every domain in the closed internet: break one, mend one. Each domain's own page has the same and more. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { operatorApi } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import type { SendingDomain, TryRecord } from "../../api/schema.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { RecordMark } from "../../ui/marks.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { tryWords } from "./words.ts";

const SHOWN = 20;

const isRequired = (purpose: string): purpose is TryRecord["purpose"] =>
	purpose === "dkim-1" || purpose === "dkim-2" || purpose === "return-path";

export function RecordsPart() {
	const words = useWords(tryWords).records;
	const list = usePages<SendingDomain>(
		["operator", "try", "domains"],
		"/v1/domains",
		{ limit: SHOWN },
		operatorApi,
	);
	const add = (
		<Link to={"/domains" as string} className={buttonClass("primary")}>
			{words.toDomains}
		</Link>
	);
	return (
		<section aria-labelledby="try-records" className="min-w-0">
			<h2 id="try-records" className="text-lg">
				{words.title}
			</h2>
			<p className="mt-1 mb-3 max-w-prose text-quiet">{words.about}</p>
			<ListState list={list} empty={<Empty title={words.none} action={add} />}>
				{(domains) => (
					<div className="grid gap-3">
						{domains.map((domain) => (
							<Records key={domain.id} domain={domain} />
						))}
					</div>
				)}
			</ListState>
			<MoreButton list={list} />
		</section>
	);
}

function Records({ domain: { id, name, records } }: { readonly domain: SendingDomain }) {
	const words = useWords(tryWords).records;
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const change = useMutation({
		mutationFn: (wish: TryRecord) => operatorApi.post(`/v1/try/domains/${id}/records`, wish),
		onSuccess: () =>
			Promise.all(
				[["operator", "try", "domains"], ["domain", id], ["domains"]].map((queryKey) =>
					queries.invalidateQueries({ queryKey }),
				),
			),
		onError: (error) => say(errorText(error), "failed"),
	});
	return (
		<div className="sheet px-3 py-2 sm:px-4">
			<h3 className="text-sm">
				<Link to={"/domains/$domainId" as string} params={{ domainId: id } as never} className="link">
					{name}
				</Link>
			</h3>
			<ul className="mt-1 grid gap-1">
				{records.map(({ purpose, state }) => {
					if (!isRequired(purpose)) return null;
					const title = words.purpose[purpose];
					return (
						<li
							key={purpose}
							className="grid grid-cols-[minmax(0,1fr)_9rem_5.5rem] items-center gap-x-3 max-sm:grid-cols-[minmax(0,1fr)_auto] [&>button]:justify-self-end"
						>
							<span className="max-sm:col-span-2">{title}</span>
							<RecordMark state={state} />
							<Button
								size="small"
								busy={change.isPending && change.variables.purpose === purpose}
								disabled={change.isPending}
								onClick={() => change.mutate({ purpose, published: state !== "valid" })}
							>
								{state === "valid" ? words.withdraw : words.publish}
								<span className="sr-only"> {words.of(title, name)}</span>
							</Button>
						</li>
					);
				})}
			</ul>
		</div>
	);
}
