/** Four figures, each with what became of it since the period before, in words and by a mark. */

import { cx } from "../../ui/class-names.ts";
import { useNumbers } from "../../ui/numbers.ts";
import { useWords } from "../../words/use-words.ts";
import { type Change, changeOf, type FigureName, figureNames, figuresOf } from "./figures.ts";
import type { Compared } from "./statistics.ts";
import { dashboardWords } from "./words.ts";

export function FigureRow({ statistics }: { readonly statistics: Compared }) {
	const words = useWords(dashboardWords).figures;
	const { count, percent } = useNumbers();
	const now = figuresOf(statistics.figures);
	const before = figuresOf(statistics.previousFigures);
	const said = (name: FigureName, value: number | null): string =>
		value === null ? "–" : name === "recipients" ? count(value) : percent(value);
	return (
		<section aria-label={words.label}>
			<dl className="sheet grid grid-cols-2 gap-px overflow-hidden bg-line lg:grid-cols-4">
				{figureNames.map((name) => (
					<div key={name} className="bg-surface px-4 py-3 sm:px-5 sm:py-4">
						<dt className="text-quiet">{words[name]}</dt>
						<dd className="mt-1 text-xl font-semibold tabular-nums">{said(name, now[name])}</dd>
						<dd className="mt-1 text-xs">
							<ChangeNote
								name={name}
								change={changeOf(name, now[name], before[name])}
								days={statistics.days}
							/>
						</dd>
					</div>
				))}
			</dl>
			<p className="mt-2 text-xs text-quiet">{words.basis}</p>
		</section>
	);
}

const marks = { up: "M3 10.5 8 5l5 5.5Z", down: "M3 5.5 8 11l5-5.5Z", same: "M3 7h10v2H3Z" } as const;

function ChangeNote({
	name,
	change,
	days,
}: {
	readonly name: FigureName;
	readonly change: Change | null;
	readonly days: number;
}) {
	const words = useWords(dashboardWords).figures;
	const { percent, points } = useNumbers();
	if (change === null) return <span className="text-quiet">{words.nothingBefore(days)}</span>;
	const { by, direction, isGood } = change;
	const much = name === "recipients" ? percent(Math.abs(by)) : words.points(points(Math.abs(by)));
	return (
		<span
			className={cx(
				"inline-flex items-center gap-1",
				isGood === null ? "text-quiet" : isGood ? "text-green" : "text-red",
			)}
		>
			<svg viewBox="0 0 16 16" className="size-3 shrink-0" aria-hidden="true">
				<path d={marks[direction]} fill="currentColor" />
			</svg>
			{direction === "same" ? words.same(days) : words[direction](much, days)}
		</span>
	);
}
