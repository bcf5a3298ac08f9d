/** Lists that come in pages with a cursor: {items, next}. */

import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { api, type Query } from "./client.ts";

export interface Page<Item> {
	readonly items: readonly Item[];
	/** The cursor of the next page; null on the last. */
	readonly next: string | null;
}

/**
 * `const domains = usePages<SendingDomain>(["domains"], "/v1/domains", {})`, then `<MoreButton list={domains} />`
 * below the rows. The query belongs to the key by itself. The operator's pages ask by `operatorApi`.
 */
export function usePages<Item>(
	key: QueryKey,
	path: string,
	query: Query = {},
	{ get }: Pick<typeof api, "get"> = api,
	{ refetchInterval = false }: { readonly refetchInterval?: number | false } = {},
) {
	const result = useInfiniteQuery({
		queryKey: [...key, query],
		queryFn: ({ pageParam, signal }) =>
			get<Page<Item>>(path, { ...query, ...(pageParam === "" ? {} : { cursor: pageParam }) }, signal),
		initialPageParam: "",
		getNextPageParam: ({ next }) => next ?? undefined,
		refetchInterval,
	});
	return { ...result, items: result.data?.pages.flatMap(({ items }) => items) };
}
