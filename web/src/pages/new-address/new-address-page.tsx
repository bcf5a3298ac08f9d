/** Where the link leads that went to a new address: a button, as programs that look through mail open links too. */

import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { ApiError } from "../../api/problem.ts";
import type { EmailChange, EmailChanged } from "../../api/schema.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { newAddressWords } from "./words.ts";

const route = getRouteApi("/entrance/new-address");
const FAULTS_FROM = 500;

export function NewAddressPage() {
	const words = useWords(newAddressWords);
	useTitle(words.title);
	const { token } = route.useSearch();
	const [changed, setChanged] = useState<EmailChanged | null>(null);
	return (
		<div className="grid gap-4">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{changed === null ? (
				<Question token={token} onDone={setChanged} />
			) : (
				<>
					<div role="status">
						<Banner kind="good">{words.done(changed.email)}</Banner>
					</div>
					<WayOn person={changed.id} />
				</>
			)}
		</div>
	);
}

function Question({
	token,
	onDone,
}: {
	readonly token: string;
	readonly onDone: (changed: EmailChanged) => void;
}) {
	const words = useWords(newAddressWords);
	const queries = useQueryClient();
	const path = `/v1/email-changes/${encodeURIComponent(token)}`;
	const asked = useQuery({
		queryKey: ["email-change", token],
		queryFn: ({ signal }) => api.get<EmailChange>(path, undefined, signal),
		enabled: token !== "",
	});
	const { data, error } = asked;
	const isGone =
		token === "" || (error instanceof ApiError && error.status > 0 && error.status < FAULTS_FROM);
	if (isGone) return <Banner kind="warning">{words.broken}</Banner>;
	if (error !== null) return <Failed error={error} onRetry={asked.refetch} />;
	if (data === undefined) return <Skeleton rows={2} />;
	const change = async () => {
		const changed = await api.post<EmailChanged>(`${path}/confirm`);
		await queries.invalidateQueries({ queryKey: meQuery.queryKey });
		onDone(changed);
	};
	return (
		<>
			<p className="break-words">{words.about(data.email, data.newEmail)}</p>
			<p className="text-quiet">{words.warning}</p>
			<Form
				action={words.act}
				onSubmit={change}
				explain={({ reason }) => (reason === "not-found" ? words.broken : undefined)}
			>
				{() => null}
			</Form>
		</>
	);
}

/** The session in which the link was opened stays, if it is the same person's. */
function WayOn({ person: changed }: { readonly person: string }) {
	const words = useWords(newAddressWords);
	const { person } = useSuspenseQuery(meQuery).data;
	return person?.id === changed ? (
		<Link to="/settings/profile" className={buttonClass("primary")}>
			{words.goOn}
		</Link>
	) : (
		<Link to="/sign-in" search={{}} className={buttonClass("primary")}>
			{words.signIn}
		</Link>
	);
}
