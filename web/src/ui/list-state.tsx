/** What is shown instead of a list that is not there: still loading, empty with the next step, or failed. */

import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { cx } from "./class-names.ts";
import { useErrorText } from "./form.tsx";
import { uiWords } from "./words.ts";

export function Skeleton({
	rows = 5,
	className,
}: {
	readonly rows?: number;
	/** As high as what will be there, so that nothing moves when it comes. */
	readonly className?: string;
}) {
	const words = useWords(uiWords);
	return (
		<div role="status" className={cx("sheet divide-y divide-line", className)}>
			<span className="sr-only">{words.loading}</span>
			{Array.from({ length: rows }, (_, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike.
				<div key={row} aria-hidden="true" className="flex h-10 items-center gap-6 px-3">
					<span className="h-2.5 w-1/6 rounded-full bg-line" />
					<span className="h-2.5 w-1/4 rounded-full bg-line" />
					<span className="h-2.5 w-1/3 rounded-full bg-hover" />
				</div>
			))}
		</div>
	);
}

export function Empty({
	title,
	children,
	action,
}: {
	readonly title: string;
	/** What the next step is, and why. */
	readonly children?: ReactNode;
	readonly action?: ReactNode;
}) {
	return (
		<div
			data-empty=""
			tabIndex={-1}
			className="rounded-md border border-dashed border-edge/60 px-6 py-12 text-center"
		>
			<p className="text-base font-semibold">{title}</p>
			{children !== undefined && <div className="mx-auto mt-1 max-w-prose text-quiet">{children}</div>}
			{action !== undefined && <div className="mt-4 flex justify-center gap-2">{action}</div>}
		</div>
	);
}

export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => unknown }) {
	const words = useWords(uiWords);
	const say = useErrorText();
	const retry = onRetry && (
		<Button size="small" onClick={() => void onRetry()}>
			{words.retry}
		</Button>
	);
	return (
		<Banner kind="error" action={retry}>
			{say(error)}
		</Banner>
	);
}

interface Loaded<Item> {
	readonly items: readonly Item[] | undefined;
	readonly error: unknown;
	refetch(): unknown;
}

/** `<ListState list={usePages(…)} empty={<Empty …/>}>{(items) => <Table …/>}</ListState>` */
export function ListState<Item>({
	list,
	empty,
	children,
}: {
	readonly list: Loaded<Item>;
	readonly empty: ReactNode;
	readonly children: (items: readonly Item[]) => ReactNode;
}) {
	if (list.items !== undefined) return list.items.length === 0 ? empty : children(list.items);
	return list.error ? <Failed error={list.error} onRetry={list.refetch} /> : <Skeleton />;
}

/** Below a list that has more pages. */
export function MoreButton({
	list,
}: {
	readonly list: {
		readonly hasNextPage: boolean;
		readonly isFetchingNextPage: boolean;
		fetchNextPage(): unknown;
	};
}) {
	const words = useWords(uiWords);
	if (!list.hasNextPage) return null;
	return (
		<div className="mt-4 flex justify-center">
			<Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
				{words.more}
			</Button>
		</div>
	);
}
