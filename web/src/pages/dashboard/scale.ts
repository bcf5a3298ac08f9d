/** Where the chart's lines are: round numbers that a person counts in. Pure. */

const STEPS = [1, 2, 5, 10];
const MOST_LINES = 4;

/** From 0 to at least `most`, in whole numbers: 137 → 0, 50, 100, 150. */
export function linesFor(most: number): readonly number[] {
	const least = Math.max(1, most / MOST_LINES);
	const power = 10 ** Math.floor(Math.log10(least));
	const step = Math.max(1, (STEPS.find((one) => one * power >= least) ?? 1) * power);
	return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, i) => i * step);
}

/** Running sums of the same numbers. */
export function cumulated<Row extends object>(rows: readonly Row[], names: readonly (keyof Row)[]): Row[] {
	const sums = new Map<keyof Row, number>();
	return rows.map((row) => {
		const summed = names.map((name) => {
			sums.set(name, (sums.get(name) ?? 0) + Number(row[name]));
			return [name, sums.get(name)];
		});
		return { ...row, ...Object.fromEntries(summed) };
	});
}
