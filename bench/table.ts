/** The results as people and scripts read them. */

import type { Run } from "./measure.ts";
import type { Scenario } from "./scenarios.ts";

export interface Row {
	readonly scenario: Scenario;
	readonly own: readonly Run[];
	readonly peer: readonly Run[];
}

export interface Spread {
	readonly median: number;
	readonly min: number;
	readonly max: number;
}

export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (index: number): number => sorted[index] ?? Number.NaN;
	const middle = (sorted.length - 1) / 2;
	return {
		median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
		min: at(0),
		max: at(sorted.length - 1),
	};
}

export const cpuOf = (runs: readonly Run[]): Spread =>
	spread(runs.map(({ cpuSecondsPerThousand }) => cpuSecondsPerThousand));
export const rateOf = (runs: readonly Run[]): Spread =>
	spread(runs.map(({ messagesPerSecond }) => messagesPerSecond));

export function table(rows: readonly Row[]): string {
	const lines = rows.map(({ scenario, own, peer }) => {
		const latency = `${spread(own.map(({ medianMs }) => medianMs)).median.toFixed(1)} / ${spread(
			own.map(({ p99Ms }) => p99Ms),
		).median.toFixed(1)}`;
		const beside =
			peer.length === 0
				? ["–", "–", "–", "–"]
				: [
						shown(cpuOf(peer), 2),
						shown(rateOf(peer), 0),
						`${(cpuOf(peer).median / cpuOf(own).median).toFixed(1)} ×`,
						`${(rateOf(own).median / rateOf(peer).median).toFixed(1)} ×`,
					];
		return [scenario.about, shown(cpuOf(own), 2), shown(rateOf(own), 0), latency, ...beside];
	});
	const head = [
		"",
		"CPU s / 1,000",
		"messages/s",
		"ms, median / p99",
		"peer CPU s / 1,000",
		"peer messages/s",
		"less CPU",
		"rate",
	];
	return [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...lines]
		.map((cells) => `| ${cells.join(" | ")} |`)
		.join("\n");
}

const shown = ({ median, min, max }: Spread, digits: number): string =>
	`${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
