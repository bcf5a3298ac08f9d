// biome-ignore-all lint/a11y/useSemanticElements: in a real table rows cannot be left out, nor laid out as a grid by all screen readers.
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in the rows has the focus, not they.
/** The rows, of which only those that are seen are drawn: a million are as quick as ten. */

import { measureElement, type Rect, useWindowVirtualizer, windowScroll } from "@tanstack/react-virtual";
import {
	type FocusEvent,
	type KeyboardEvent,
	type RefObject,
	startTransition,
	useCallback,
	useEffect,
	useMemo,
	useRef,
	useState,
	useSyncExternalStore,
} from "react";
import type { ActivityRow } from "../../api/activity.ts";
import { cx } from "../../ui/class-names.ts";
import { startOfDay } from "../../ui/period.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { todayIn } from "./filters.ts";
import { COLUMNS, ROW_HEIGHT, Row } from "./row.tsx";
import { activityWords } from "./words.ts";

/** Rows above and below what is seen: few at first, so that something is there soon. */
const DRAWN_AROUND = { first: 1, later: 12 };
/** So many rows before the end, older ones are asked for. */
const AHEAD = 40;

interface ListProps {
	readonly rows: readonly ActivityRow[];
	readonly hasMore: boolean;
	readonly onNearEnd: () => void;
	readonly onOpenChange: (isOpen: boolean) => void;
	readonly element: RefObject<HTMLDivElement | null>;
}

export function ActivityList({ rows, hasMore, onNearEnd, onOpenChange, element }: ListProps) {
	const words = useWords(activityWords);
	const { timeZone } = useReader();
	const day = todayIn(timeZone);
	const today = useMemo(() => startOfDay(day, timeZone), [day, timeZone]);
	const isNarrow = useMedia("(width < 640px)");
	const isTouch = useMedia("(pointer: coarse)");
	const kind = isNarrow ? "sheet" : isTouch ? "touch" : "line";
	const [initialRect] = useState(windowRect);
	const [drawnAround, setDrawnAround] = useState(DRAWN_AROUND.first);
	useEffect(() => startTransition(() => setDrawnAround(DRAWN_AROUND.later)), []);
	const virtual = useWindowVirtualizer({
		count: rows.length,
		estimateSize: () => ROW_HEIGHT[kind],
		initialRect,
		observeElementRect: watchWindow,
		scrollToFn: keepInPlace,
		overscan: drawnAround,
		scrollMargin: useTop(element),
		getItemKey: (index) => rows[index]?.id ?? index,
		useFlushSync: false,
		measureElement: measureLater,
	});
	const measured = useRef(kind);
	useEffect(() => {
		if (measured.current !== kind) virtual.measure();
		measured.current = kind;
	}, [kind, virtual]);
	const drawn = virtual.getVirtualItems();
	const last = drawn.at(-1)?.index ?? -1;
	useEffect(() => {
		if (hasMore && last >= rows.length - AHEAD) onNearEnd();
	}, [hasMore, last, rows.length, onNearEnd]);

	const [stopId, setStopId] = useState("");
	const stop = drawn.some(({ key }) => key === stopId) ? stopId : rows[virtual.range?.startIndex ?? 0]?.id;
	const cameTo = ({ target }: FocusEvent<HTMLElement>): void => {
		const index = target.closest<HTMLElement>("[data-row]")?.dataset["index"];
		setStopId(rows[Number(index)]?.id ?? "");
	};
	const above = (drawn[0]?.start ?? 0) - (virtual.options.scrollMargin ?? 0);
	const below = virtual.getTotalSize() - ((drawn.at(-1)?.end ?? 0) - virtual.options.scrollMargin);
	return (
		<div role="table" aria-label={words.label} aria-rowcount={hasMore ? -1 : rows.length + 1}>
			<Head />
			<div role="rowgroup" ref={element} onFocus={cameTo} onKeyDown={moveBetweenRows}>
				<div role="presentation" style={{ height: Math.max(0, above) }} />
				{drawn.map(({ key, index }) => {
					const row = rows[index];
					return (
						row && (
							<Row
								key={key}
								row={row}
								index={index}
								today={today}
								isStop={row.id === stop}
								onOpenChange={onOpenChange}
								measure={isNarrow ? virtual.measureElement : undefined}
							/>
						)
					);
				})}
				<div role="presentation" style={{ height: Math.max(0, below) }} />
			</div>
		</div>
	);
}

function Head() {
	const { columns } = useWords(activityWords);
	return (
		<div role="rowgroup" className="sticky top-0 z-20 bg-paper max-sm:sr-only">
			<div role="row" aria-rowindex={1} className={cx(COLUMNS, "border-b border-line py-2")}>
				{Object.entries(columns).map(([name, word]) => (
					<div key={name} role="columnheader" className="text-xs font-semibold text-quiet">
						{word}
					</div>
				))}
			</div>
		</div>
	);
}

/** Arrow up and down lead to the same control of the next row; Home and End to the first and last that are drawn. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
	const control = event.target as HTMLElement;
	const row = control.closest<HTMLElement>("[data-row]");
	if (row === null || event.defaultPrevented || control.closest("[role=dialog]") !== null) return;
	const next =
		event.key === "ArrowDown"
			? row.nextElementSibling
			: event.key === "ArrowUp"
				? row.previousElementSibling
				: null;
	if (next === null || !next.matches("[data-row]")) return;
	const kind = control.matches("button") ? "button" : "a";
	(next.querySelector<HTMLElement>(kind) ?? next.querySelector<HTMLElement>("a"))?.focus();
	event.preventDefault();
}

const windowRect = (): Rect => ({ width: window.innerWidth, height: window.innerHeight });

/** Not asked again at once, as the library would: in the midst of drawing that makes the browser lay out the page. */
function watchWindow(_: unknown, say: (rect: Rect) => void): () => void {
	const look = (): void => say(windowRect());
	window.addEventListener("resize", look);
	return () => window.removeEventListener("resize", look);
}

/** Rows above have another height than was thought. The library also scrolls to where the page is when it begins. */
const keepInPlace: typeof windowScroll<Window> = (offset, options, instance) => {
	if (options.adjustments) windowScroll(offset, options, instance);
};

/** With the next layout: to ask each new row at once would make the browser lay out the page for each of them. */
const measureLater: typeof measureElement<HTMLElement> = (element, entry, instance) => {
	if (entry !== undefined) return measureElement(element, entry, instance);
	const index = instance.indexFromElement(element);
	const { getItemKey, estimateSize } = instance.options;
	return instance.itemSizeCache.get(getItemKey(index)) ?? estimateSize(index);
};

/** Where the list begins in the page, px from its top. Looked at when the page has been laid out, which costs nothing. */
function useTop(element: RefObject<HTMLElement | null>): number {
	const [top, setTop] = useState(0);
	useEffect(() => {
		const list = element.current;
		if (list === null) return;
		const look = (): void => setTop(Math.round(list.getBoundingClientRect().top + window.scrollY));
		const observer = new ResizeObserver(look);
		observer.observe(list);
		// What stands above it has changed when all of it has.
		observer.observe(document.body);
		return () => observer.disconnect();
	}, [element]);
	return top;
}

function useMedia(query: string): boolean {
	const subscribe = useCallback(
		(changed: () => void) => {
			const media = matchMedia(query);
			media.addEventListener("change", changed);
			return () => media.removeEventListener("change", changed);
		},
		[query],
	);
	return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
