/** One change: when, who, from where, what, and what it was before. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { useAccountNames } from "../../api/account-names.ts";
import type { AuditEntry } from "../../api/schema.ts";
import { Code } from "../../ui/code.tsx";
import { Time, useTime } from "../../ui/time.tsx";
import { useWho } from "../../ui/who.ts";
import { useWords } from "../../words/use-words.ts";
import { partsOf } from "./actions.ts";
import { type Difference, differences } from "./difference.ts";
import { fieldName, fieldWords } from "./field-words.ts";
import { auditWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/audit");
/** As many are seen without opening anything. */
const FEW = 3;

export function Entry({
	entry,
	showsAccount,
}: {
	readonly entry: AuditEntry;
	readonly showsAccount: boolean;
}) {
	const search = route.useSearch();
	const words = useWords(auditWords);
	const who = useWho();
	const accounts = useAccountNames();
	const { at, actor, address, target, accountId } = entry;
	const name = target.name ?? target.id;
	// Its name stands above already.
	const changes = differences(entry.before, entry.after).filter(
		({ before, after }) => before !== null || after !== name,
	);
	return (
		<li className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[11rem_minmax(0,1fr)]">
			<div className="text-quiet max-md:flex max-md:flex-wrap max-md:gap-x-3">
				<Time at={at} />
				{address !== "" && (
					<p className="text-xs wrap-anywhere">
						<Code>{address}</Code>
					</p>
				)}
			</div>
			<div className="grid min-w-0 gap-1">
				<p className="wrap-anywhere">
					<Link
						to="/settings/audit"
						search={actor.id === "" ? search : { ...search, actor: actor.id }}
						title={words.only.actor}
						className="font-semibold hover:underline"
					>
						{actor.name === "" ? words.kinds.service : who(actor.name)}
					</Link>
					{actor.kind !== "person" && actor.name !== "" && (
						<span className="text-quiet"> ({words.kinds[actor.kind]})</span>
					)}
					<span className="text-quiet"> · </span>
					<Action action={entry.action} />
					{name !== "" && (
						<>
							<span className="text-quiet"> · </span>
							<Link
								to="/settings/audit"
								search={target.id === "" ? search : { ...search, target: target.id }}
								title={words.only.target}
								className="hover:underline"
							>
								{name}
							</Link>
						</>
					)}
				</p>
				{showsAccount && accountId !== null && (
					<p className="text-xs text-quiet">
						{words.account} {accounts.get(accountId) ?? <Code>{accountId}</Code>}
					</p>
				)}
				<Differences of={changes} />
			</div>
		</li>
	);
}

function Action({ action }: { readonly action: string }) {
	const words = useWords(auditWords);
	const { type, verb } = partsOf(action);
	const types: Readonly<Record<string, string>> = words.types;
	const verbs: Readonly<Record<string, string>> = words.verbs;
	return (
		<span title={action}>
			{types[type] ?? type}
			{verb !== "" && `, ${verbs[verb] ?? verb}`}
		</span>
	);
}

function Differences({ of }: { readonly of: readonly Difference[] }) {
	const words = useWords(auditWords);
	if (of.length === 0) return null;
	if (of.length <= FEW) return <DifferenceList of={of} />;
	return (
		<details>
			<summary className="text-quiet">{words.fields(of.length)}</summary>
			<div className="mt-1">
				<DifferenceList of={of} />
			</div>
		</details>
	);
}

/** Before → after; the arrow is said as a word, and what is gone is struck through as well as red. */
function DifferenceList({ of }: { readonly of: readonly Difference[] }) {
	const words = useWords(auditWords);
	const said = useValue();
	return (
		<ul className="grid gap-0.5 text-xs">
			{of.map(({ path, before, after, isList }) => (
				<li key={path} className="wrap-anywhere">
					<Field path={path} />
					{words.colon}{" "}
					{before !== null && (
						<>
							{isList && <span className="sr-only">{words.takenOut} </span>}
							<del className="text-red">{said(before)}</del>
						</>
					)}
					{before !== null && after !== null && (isList ? " " : <Becomes />)}
					{after !== null && (
						<>
							{isList && <span className="sr-only">{words.putIn} </span>}
							<ins className="text-green no-underline">{isList ? `+ ${after}` : said(after)}</ins>
						</>
					)}
				</li>
			))}
		</ul>
	);
}

/** What it is called; in the API it has the name that shows on hover. */
function Field({ path }: { readonly path: string }) {
	const name = fieldName(path, useWords(fieldWords));
	if (name === undefined)
		return (
			<span translate="no" className="font-mono text-quiet">
				{path}
			</span>
		);
	return (
		<span title={path} className="text-quiet">
			{name}
		</span>
	);
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Moments as the reader writes them, the rest as it is. */
function useValue(): (value: string) => string {
	const when = useTime();
	return (value) => (MOMENT.test(value) ? when(value, "exact") : value);
}

/** The arrow, said as a word. */
function Becomes() {
	const words = useWords(auditWords);
	return (
		<>
			<span aria-hidden="true" className="text-quiet">
				{" → "}
			</span>
			<span className="sr-only"> {words.becomes} </span>
		</>
	);
}
