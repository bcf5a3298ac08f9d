/** The chart's numbers. */

import { useNumbers } from "../../ui/numbers.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { useWords } from "../../words/use-words.ts";
import { parts } from "./parts.ts";
import type { Point } from "./statistics.ts";
import { dashboardWords } from "./words.ts";

export function ChartTable({
	points,
	time,
	isShown,
}: {
	readonly points: readonly Point[];
	readonly time: (at: string) => string;
	readonly isShown: boolean;
}) {
	const words = useWords(dashboardWords).chart;
	const { count } = useNumbers();
	const numbers = (["recipients", ...parts] as const).map(
		(part): Column<Point> => ({
			id: part,
			header: words[part],
			align: "end",
			cell: (point) => count(point[part]),
		}),
	);
	const columns: readonly Column<Point>[] = [
		{ id: "at", header: words.when, grow: true, cell: ({ at }) => time(at) },
		...numbers,
	];
	const table = <Table label={words.table} columns={columns} rows={points} rowKey={({ at }) => at} />;
	if (!isShown) return table;
	return (
		<section
			aria-label={words.table}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
			tabIndex={0}
			className="max-h-96 overflow-y-auto"
		>
			{table}
		</section>
	);
}
