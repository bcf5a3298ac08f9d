import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { usePages } from "../../api/pages.ts";
import type { Person } from "../../api/schema.ts";
import { OperatorNav } from "../../app/operator-nav.tsx";
import { Button } from "../../ui/button.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { Acts } from "./acts.tsx";
import { Filters } from "./filters.tsx";
import { InviteOperator } from "./invite-operator.tsx";
import { peopleKey } from "./keys.ts";
import { peopleWords } from "./words.ts";

const route = getRouteApi("/app/operator/people");

export function PeoplePage() {
	const words = useWords(peopleWords);
	const search = route.useSearch();
	const list = usePages<Person>(peopleKey, "/v1/people", search);
	const [isInviting, setInviting] = useState(false);
	return (
		<>
			<OperatorNav />
			<PageHeader
				title={words.title}
				about={words.about}
				actions={
					<Button kind="primary" onClick={() => setInviting(true)}>
						{words.invite.act}
					</Button>
				}
			/>
			<Filters />
			<ListState list={list} empty={<Empty title={words.none}>{words.noneAbout}</Empty>}>
				{(people) => <PeopleTable people={people} />}
			</ListState>
			<MoreButton list={list} />
			{isInviting && <InviteOperator onClose={() => setInviting(false)} />}
		</>
	);
}

function PeopleTable({ people }: { readonly people: readonly Person[] }) {
	const words = useWords(peopleWords);
	const columns: readonly Column<Person>[] = [
		{
			id: "who",
			header: words.who,
			cell: ({ name, email }) => (
				<span className="block min-w-0">
					<span className="font-semibold break-words">{name}</span>
					<span className="block text-xs wrap-anywhere text-quiet">{email}</span>
				</span>
			),
		},
		{
			id: "state",
			header: words.state,
			cell: ({ operator, suspendedAt }) => (
				<span className={suspendedAt === null ? "" : "text-red"}>
					{suspendedAt === null ? (operator ? words.operator : words.person) : words.suspended}
				</span>
			),
		},
		{
			id: "last",
			header: words.lastSignIn,
			cell: ({ lastSignInAt }) =>
				lastSignInAt === null ? (
					<span className="text-quiet">{words.never}</span>
				) : (
					<Time at={lastSignInAt} />
				),
		},
		{
			id: "two-factor",
			header: words.twoFactor,
			cell: ({ twoFactor }) => (
				<span className={twoFactor ? "text-green" : "text-quiet"}>{twoFactor ? words.on : words.off}</span>
			),
		},
		{
			id: "since",
			header: words.since,
			cell: ({ createdAt }) => <Time at={createdAt} form="date" />,
		},
		{
			id: "actions",
			header: words.actions,
			hideHeader: true,
			align: "end",
			cell: (person) => <Acts person={person} />,
		},
	];
	return <Table label={words.title} columns={columns} rows={people} rowKey={({ id }) => id} />;
}
