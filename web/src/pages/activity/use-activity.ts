/** The rows of a query: pages that go on downwards, and what comes in live. */

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ActivityPage, ActivityRow } from "../../api/activity.ts";
import { useReader } from "../../words/use-words.ts";
import { type ActivityQuery, isWanted } from "./filters.ts";
import { holds, isInReach, withChanges, withNew } from "./merge.ts";
import { LISTS, loadRows, rowsQuery } from "./rows-query.ts";
import { useLive } from "./use-live.ts";

/** More than that is not gathered: the list is loaded anew. */
export const MOST_WAITING = 500;

type Data = InfiniteData<ActivityPage, string>;

/** Somebody who comes to rows as old as this is brought up to date. */
const FRESH_MS = 2_000;

/** `mayInsert` says whether rows can come in at the top without moving what somebody reads. */
export function useActivity(query: ActivityQuery, isLive: boolean, mayInsert: () => boolean) {
	const queries = useQueryClient();
	const { language } = useReader();
	const asked = useMemo(() => rowsQuery(query, language), [query, language]);
	const key = asked.queryKey;
	const list = useInfiniteQuery(asked);
	const { fresh, take, hold, replaceFresh } = useFresh(key);

	const setData = useCallback(
		(change: (data: Data) => Data) =>
			queries.setQueryData<Data>(key, (data) => (data === undefined ? data : change(data))),
		[queries, key],
	);
	const bring = (rows: readonly ActivityRow[]): void => {
		const byId = new Map(rows.map((row) => [row.id, row]));
		queries.setQueriesData<Data>({ queryKey: LISTS }, (data) => data && withChanges(data, byId));
		const data = queries.getQueryData<Data>(key);
		if (data === undefined) return;
		const isNew = ({ id }: ActivityRow): boolean => isInReach(data, id) && !holds(data, id);
		const added = [...byId.values()].filter((row) => isWanted(row, query) && isNew(row));
		replaceFresh(byId);
		if (added.length === 0) return;
		if (mayInsert()) setData((old) => withNew(old, [...take(), ...added]));
		else hold(added);
	};
	/** The newest rows are asked for; when they do not reach down to what is shown, the list begins anew. */
	const catchUp = async (): Promise<void> => {
		if (queries.getQueryData<Data>(key) === undefined) return;
		const first = await queries.fetchQuery({
			queryKey: ["newest-activity", query, language],
			queryFn: ({ signal }) => loadRows(query, "", signal),
			staleTime: 0,
			gcTime: 0,
		});
		const data = queries.getQueryData<Data>(key);
		const newest = data?.pages.find(({ items }) => items.length > 0)?.items[0]?.id ?? "";
		const isGap = first.next !== null && (first.items.at(-1)?.id ?? "") > newest;
		if (!isGap) return bring(first.items);
		if (mayInsert()) setData(() => ({ pages: [first], pageParams: [""] }));
		else hold(first.items, true);
	};
	const tryCatchUp = (): void => void catchUp().catch(() => {}); // the next event, or visit, tries again
	const live = useLive(isLive, { onRows: bring, onGap: tryCatchUp, onRefused: tryCatchUp });

	// What was loaded on an earlier visit is shown at once, and then brought up to date.
	const wasThere = useRef(tryCatchUp);
	wasThere.current = tryCatchUp;
	useEffect(() => {
		const at = queries.getQueryState(key)?.dataUpdatedAt;
		if (at && Date.now() - at > FRESH_MS) wasThere.current();
	}, [queries, key]);

	const showFresh = async (): Promise<void> => {
		const isMany = fresh.isMany;
		const rows = take();
		if (isMany) {
			const first = await loadRows(query, "");
			setData(() => ({ pages: [first], pageParams: [""] }));
		} else setData((old) => withNew(old, rows));
	};
	const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items), [list.data]);
	return { list, rows, live, fresh, showFresh };
}

interface Fresh {
	readonly rows: ReadonlyMap<string, ActivityRow>;
	/** There are more than are held here. */
	readonly isMany: boolean;
}

const nothing: Fresh = { rows: new Map(), isMany: false };

/** Rows that wait until somebody wants to see them; another query begins without any. */
function useFresh(key: readonly unknown[]) {
	const [fresh, setFresh] = useState(nothing);
	const latest = useRef(nothing);
	const change = useCallback((next: Fresh): void => {
		latest.current = next;
		setFresh(next);
	}, []);
	// biome-ignore lint/correctness/useExhaustiveDependencies: they are of this query.
	useEffect(() => change(nothing), [key, change]);
	return {
		fresh,
		take: (): readonly ActivityRow[] => {
			const { rows } = latest.current;
			if (latest.current !== nothing) change(nothing);
			return [...rows.values()];
		},
		hold: (added: readonly ActivityRow[], isMany = false): void => {
			const rows = new Map([...latest.current.rows, ...added.map((row) => [row.id, row] as const)]);
			change({ rows, isMany: isMany || latest.current.isMany || rows.size > MOST_WAITING });
		},
		/** Those that wait are shown as they are by now. */
		replaceFresh: (changes: ReadonlyMap<string, ActivityRow>): void => {
			const { rows, isMany } = latest.current;
			const changed = [...rows.keys()].filter((id) => changes.has(id));
			if (changed.length === 0) return;
			const next = new Map(rows);
			for (const id of changed) next.set(id, changes.get(id) as ActivityRow);
			change({ rows: next, isMany });
		},
	};
}
