/** The drawing: a column for each hour or day, and lines at round numbers. */

import { useNumbers } from "../../ui/numbers.ts";
import { Bar, Hatch } from "./bar.tsx";
import { parts } from "./parts.ts";
import { linesFor } from "./scale.ts";
import type { Point } from "./statistics.ts";

const HEIGHT = 220;
const TOP = 8;
const FOOT = 24;
const CHARACTER_PX = 7.5;
const LABEL_PX = 64;
const WIDEST_PX = 52;
const FULL = HEIGHT - TOP - FOOT;

interface ColumnsProps {
	readonly points: readonly Point[];
	readonly width: number;
	/** Which column the pointer is on. */
	readonly pointed: number | null;
	readonly onPoint: (index: number | null) => void;
	/** What stands below a column. */
	readonly label: (at: string) => string;
}

export function Columns({ points, width, pointed, onPoint, label }: ColumnsProps) {
	const { count } = useNumbers();
	const lines = linesFor(Math.max(0, ...points.map(sumOf)));
	const top = lines.at(-1) ?? 1;
	const left = count(top).length * CHARACTER_PX + 8;
	const step = (width - left) / Math.max(1, points.length);
	const bar = Math.min(WIDEST_PX, Math.max(1, step - Math.min(8, step * 0.25)));
	const y = (value: number): number => TOP + FULL * (1 - value / top);
	const every = Math.max(1, Math.ceil(LABEL_PX / step));
	return (
		<svg
			viewBox={`0 0 ${width} ${HEIGHT}`}
			aria-hidden="true"
			className="block h-auto w-full"
			onPointerLeave={() => onPoint(null)}
		>
			<Hatch />
			{lines.map((value) => (
				<g key={value}>
					<line x1={left} x2={width} y1={y(value)} y2={y(value)} className="stroke-line" />
					<text x={left - 8} y={y(value) + 4} textAnchor="end" className="fill-quiet text-xs tabular-nums">
						{count(value)}
					</text>
				</g>
			))}
			{points.map((point, index) => {
				const middle = left + step * (index + 0.5);
				return (
					<g key={point.at} onPointerEnter={() => onPoint(index)}>
						<rect
							x={middle - step / 2}
							y={TOP}
							width={step}
							height={FULL}
							className={pointed === index ? "fill-hover" : "fill-transparent"}
						/>
						<Column point={point} x={middle - bar / 2} width={bar} y={y} />
						{index % every === 0 && middle + LABEL_PX / 2 <= width + 8 && (
							<text x={middle} y={HEIGHT - 6} textAnchor="middle" className="fill-quiet text-xs">
								{label(point.at)}
							</text>
						)}
					</g>
				);
			})}
		</svg>
	);
}

const sumOf = (point: Point): number => parts.reduce((sum, part) => sum + point[part], 0);

function Column({
	point,
	x,
	width,
	y,
}: {
	readonly point: Point;
	readonly x: number;
	readonly width: number;
	readonly y: (value: number) => number;
}) {
	return parts.map((part, index) => {
		const below = parts.slice(0, index).reduce((sum, one) => sum + point[one], 0);
		const [foot, head] = [y(below), y(below + point[part])];
		return <Bar key={part} part={part} x={x} y={head} width={width} height={foot - head} />;
	});
}
