/** What became of every message: one row for each recipient, live, with the reason of whatever did not arrive. */

import { getRouteApi } from "@tanstack/react-router";
import { type RefObject, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { actingAccount } from "../../api/account-choice.ts";
import { pathWith } from "../../api/client.ts";
import { useReasonsSoon } from "../../ui/activity/status-with-reason.tsx";
import { beginAtTitle } from "../../ui/begin-at-title.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { HelpLink } from "../../ui/help-link.tsx";
import { Empty, Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { FilterChips } from "./chips.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { useFilterNames } from "./filter-names.ts";
import { type ActivityQuery, type ActivitySearch, isFiltered, queryOf, todayIn } from "./filters.ts";
import { ActivityList } from "./list.tsx";
import { LiveMark } from "./live-mark.tsx";
import { MOST_WAITING, useActivity } from "./use-activity.ts";
import { activityWords } from "./words.ts";

const route = getRouteApi("/app/activity");

export function ActivityPage() {
	const words = useWords(activityWords);
	const search = route.useSearch();
	const navigate = route.useNavigate();
	const query = useActivityQuery(search);
	const [isPaused, setPaused] = useState(false);
	/** A filter that is taken away takes the focus with it. */
	const shown = useRef(search);
	const rowsElement = useRef<HTMLDivElement>(null);
	const { mayInsert, onOpenChange } = useCalm(rowsElement);
	useEffect(() => {
		if (shown.current !== search) beginAtTitle();
		shown.current = search;
	}, [search]);
	const isLive = query.to === undefined && !isPaused;
	const activity = useActivity(query, isLive, mayInsert);
	const names = useFilterNames(search);
	useReasonsSoon();
	const change = (next: ActivitySearch): void => {
		window.scrollTo({ top: 0 });
		void navigate({ search: next, replace: true });
	};
	return (
		<>
			<PageHeader
				title={words.title}
				actions={
					<>
						{query.to === undefined && (
							<LiveMark state={activity.live} isPaused={isPaused} onPause={setPaused} />
						)}
						<ExportLink query={query} />
					</>
				}
			/>
			<FilterBar search={search} onChange={change} names={names} />
			<FilterChips search={search} onChange={change} names={names} />
			<Fresh activity={activity} rows={rowsElement} />
			<div className="min-h-[70vh]">
				<Rows {...{ activity, search, onOpenChange }} element={rowsElement} onChange={change} />
			</div>
		</>
	);
}

/** The same from render to render, until the filters change or the day does. */
function useActivityQuery(search: ActivitySearch): ActivityQuery {
	const { timeZone } = useReader();
	const today = todayIn(timeZone);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the moment matters by its day.
	return useMemo(() => queryOf(search, Date.now(), timeZone), [search, today, timeZone]);
}

const AT_TOP_PX = 24;

/** Rows come in by themselves while nobody reads further down, has opened a reason, or goes through them by keyboard. */
function useCalm(rows: RefObject<HTMLElement | null>) {
	const open = useRef(0);
	const onOpenChange = useCallback((isOpen: boolean) => {
		open.current += isOpen ? 1 : -1;
	}, []);
	const mayInsert = useCallback(
		() =>
			window.scrollY <= AT_TOP_PX &&
			open.current <= 0 &&
			rows.current?.querySelector(":focus-visible") == null,
		[rows],
	);
	return { mayInsert, onOpenChange };
}

type Activity = ReturnType<typeof useActivity>;

function ExportLink({ query }: { readonly query: ActivityQuery }) {
	const words = useWords(activityWords);
	return (
		<a
			className={buttonClass()}
			href={pathWith("/v1/activity.csv", { ...query, account: actingAccount()?.id })}
			download
		>
			{words.export}
			<span className="sr-only">, {words.exportNote}</span>
		</a>
	);
}

/** Above the rows, over whatever they are: it takes no place, so that nothing moves when it comes. */
function Fresh({
	activity: { fresh, showFresh },
	rows,
}: {
	readonly activity: Activity;
	readonly rows: RefObject<HTMLElement | null>;
}) {
	const words = useWords(activityWords);
	const count = fresh.rows.size;
	const text = fresh.isMany ? words.freshMany(Math.min(count, MOST_WAITING)) : words.fresh(count);
	const show = async (): Promise<void> => {
		await showFresh();
		window.scrollTo({ top: 0 });
		rows.current?.querySelector<HTMLElement>("[data-row] a")?.focus({ preventScroll: true });
	};
	return (
		<div role="status" className="pointer-events-none sticky top-10 z-30 flex h-0 justify-center">
			{count > 0 && (
				<Button kind="primary" className="pointer-events-auto h-9 shadow-float" onClick={() => void show()}>
					<span aria-hidden="true">↑</span>
					{text}
				</Button>
			)}
		</div>
	);
}

function Rows({
	activity: { list, rows },
	search,
	onChange,
	onOpenChange,
	element,
}: {
	readonly activity: Activity;
	readonly search: ActivitySearch;
	readonly onChange: (search: ActivitySearch) => void;
	readonly onOpenChange: (isOpen: boolean) => void;
	readonly element: RefObject<HTMLDivElement | null>;
}) {
	const words = useWords(activityWords);
	const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = list;
	const onNearEnd = useCallback(() => {
		if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
	}, [fetchNextPage, isFetchingNextPage, isFetchNextPageError]);
	// The first of them are drawn in slices; later ones at once, where they belong.
	const areThere = useDeferredValue(rows !== undefined, false);
	const isLooking = rows?.length === 0 && hasNextPage;
	useEffect(() => {
		// A search looks through so many rows at a time; an empty page is not the end.
		if (isLooking) onNearEnd();
	}, [isLooking, onNearEnd]);
	if (rows === undefined || !areThere)
		return list.error ? <Failed error={list.error} onRetry={list.refetch} /> : <Skeleton rows={12} />;
	if (rows.length === 0 && !hasNextPage) return <NoRows search={search} onChange={onChange} />;
	return (
		<>
			{rows.length > 0 && (
				<ActivityList rows={rows} hasMore={hasNextPage} {...{ onNearEnd, onOpenChange, element }} />
			)}
			{isFetchNextPageError && <Failed error={list.error} onRetry={() => fetchNextPage()} />}
			<p role="status" className="py-3 text-center text-xs text-quiet">
				{hasNextPage ? (rows.length === 0 ? words.looking : words.loadingMore) : words.end}
			</p>
		</>
	);
}

function NoRows({
	search,
	onChange,
}: {
	readonly search: ActivitySearch;
	readonly onChange: (search: ActivitySearch) => void;
}) {
	const words = useWords(activityWords);
	if (isFiltered(search))
		return (
			<Empty title={words.noMatch} action={<Button onClick={() => onChange({})}>{words.clear}</Button>}>
				{words.noMatchAbout}
			</Empty>
		);
	return (
		<Empty
			title={words.nothingYet}
			action={
				<HelpLink className={buttonClass("primary")} to="/help/connect-your-application">
					{words.connect}
				</HelpLink>
			}
		>
			{words.nothingYetAbout}
		</Empty>
	);
}
