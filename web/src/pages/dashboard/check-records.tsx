/** A domain's records as they are now, looked up again while this is looked at. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { api } from "../../api/client.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { RecordMark } from "../../ui/marks.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { type Domain, setUpQuery } from "./set-up.ts";
import { dashboardWords } from "./words.ts";

const EACH_MS = 60_000;

export function CheckRecords({ domain }: { readonly domain: Domain }) {
	const words = useWords(dashboardWords).checklist;
	const purposes = useWords(dashboardWords).domains.purpose;
	const say = useErrorText();
	const queries = useQueryClient();
	const { mutate, isPending, error } = useMutation({
		mutationFn: () => api.post(`/v1/domains/${domain.id}/verify`, { method: "records" }),
		onSettled: () => queries.invalidateQueries({ queryKey: setUpQuery.queryKey }),
	});
	useEffect(() => {
		const timer = setInterval(mutate, EACH_MS);
		return () => clearInterval(timer);
	}, [mutate]);
	return (
		<div className="grid gap-2">
			<ul className="grid gap-1" aria-live="polite">
				{domain.records
					.filter(({ required }) => required)
					.map(({ name, purpose, state }) => (
						<li key={name} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
							<span className="w-36 text-quiet">{purposes[purpose]}</span>
							<RecordMark state={state} />
						</li>
					))}
			</ul>
			{error !== null && <Banner kind="error">{say(error)}</Banner>}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<Link to={`/domains/${domain.id}` as string} className="link">
					{words.acts.records}
				</Link>
				<Button size="small" busy={isPending} onClick={() => mutate()}>
					{words.checkNow}
				</Button>
				{domain.checkedAt !== null && (
					<span className="text-xs text-quiet">
						{words.checked} <Time at={domain.checkedAt} form="time" />
					</span>
				)}
			</div>
		</div>
	);
}
