/**
 * What became of recipients, as columns: by hour or day, or added up. The table behind it is always in the page, for
 * those who cannot see the columns, and is shown to those who want it.
 */

import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useNumbers } from "../../ui/numbers.ts";
import { useWords } from "../../words/use-words.ts";
import { Legend } from "./bar.tsx";
import { ChartTable } from "./chart-table.tsx";
import { Columns } from "./columns.tsx";
import { parts } from "./parts.ts";
import { cumulated } from "./scale.ts";
import type { Compared } from "./statistics.ts";
import { usePointTime } from "./use-point-time.ts";
import { dashboardWords } from "./words.ts";

export const chartKinds = ["new", "cumulative"] as const;
export type ChartKind = (typeof chartKinds)[number];

export function Chart({
	statistics: { series, unit },
	kind,
	onKind,
}: {
	readonly statistics: Compared;
	readonly kind: ChartKind;
	readonly onKind: (kind: ChartKind) => void;
}) {
	const words = useWords(dashboardWords).chart;
	const { count } = useNumbers();
	const pointTime = usePointTime(unit);
	const [isTable, setTable] = useState(false);
	const [pointed, setPointed] = useState<number | null>(null);
	const { box, width } = useWidth();
	const points = kind === "new" ? series : cumulated(series, [...parts, "recipients"]);
	const isNothing = points.every((one) => parts.every((part) => one[part] === 0));
	const point = pointed === null ? undefined : points[pointed];
	return (
		<section className="sheet p-4 sm:p-5" aria-labelledby="chart-title">
			<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
				<h2 id="chart-title" className="text-base">
					{words.title}
				</h2>
				<div className="flex flex-wrap items-center gap-2">
					<KindChoice kind={kind} onKind={onKind} />
					<Button size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
						{isTable ? words.asChart : words.asTable}
					</Button>
				</div>
			</div>
			<div ref={box} className="relative mt-3">
				{isNothing && !isTable && <p className="py-6 text-quiet">{words.nothing}</p>}
				{!isNothing && !isTable && (
					<div aria-hidden="true">
						<Legend />
						<Columns
							points={points}
							width={width}
							pointed={pointed}
							onPoint={setPointed}
							label={pointTime.short}
						/>
						<p className="min-h-9 text-xs text-quiet sm:min-h-5">
							{point === undefined
								? words.pointHint
								: words.pointed(
										pointTime.long(point.at),
										parts.map((part) => `${words[part].toLowerCase()} ${count(point[part])}`).join(" · "),
									)}
						</p>
					</div>
				)}
				<div className={cx(!isTable && "sr-only")}>
					<ChartTable points={points} time={pointTime.long} isShown={isTable} />
				</div>
			</div>
		</section>
	);
}

function KindChoice({
	kind,
	onKind,
}: {
	readonly kind: ChartKind;
	readonly onKind: (kind: ChartKind) => void;
}) {
	const words = useWords(dashboardWords).chart;
	return (
		<fieldset className="flex rounded-md border border-edge p-px">
			<legend className="sr-only">{words.kind}</legend>
			{chartKinds.map((one) => (
				<button
					key={one}
					type="button"
					aria-pressed={one === kind}
					onClick={() => onKind(one)}
					className="min-h-6.5 rounded-sm px-2.5 text-xs font-semibold text-quiet hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-9"
				>
					{words.kinds[one]}
				</button>
			))}
		</fieldset>
	);
}

const USUAL_PX = 640;

/** The text in a drawing is as large as elsewhere only if the drawing is made for its width. */
function useWidth() {
	const box = useRef<HTMLDivElement>(null);
	const [width, setWidth] = useState(USUAL_PX);
	useEffect(() => {
		if (box.current === null) return;
		const watching = new ResizeObserver(([entry]) => {
			if (entry !== undefined && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
		});
		watching.observe(box.current);
		return () => watching.disconnect();
	}, []);
	return { box, width };
}
