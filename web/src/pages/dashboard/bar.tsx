/** How the parts of a column look: apart in grey as well. */

import { useWords } from "../../words/use-words.ts";
import { type Part, parts } from "./parts.ts";
import { dashboardWords } from "./words.ts";

const colours: Readonly<Record<Part, string>> = {
	delivered: "text-green",
	softBounces: "text-orange",
	hardBounces: "text-red",
	rejected: "text-red",
};

const HATCH_PX = 5;

/** Full, hatched, full in another colour, and an outline. */
export function Bar({
	part,
	x,
	y,
	width,
	height,
}: {
	readonly part: Part;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}) {
	if (height <= 0) return null;
	const box = { x, y, width, height };
	const isOutline = part === "rejected";
	const inner = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: Math.max(0, height - 1) };
	return (
		<g className={colours[part]}>
			{part === "softBounces" && <rect {...box} className="fill-surface" />}
			<rect
				{...(isOutline ? inner : box)}
				fill={isOutline ? "none" : part === "softBounces" ? "url(#hatch)" : "currentColor"}
				stroke={isOutline ? "currentColor" : "none"}
			/>
		</g>
	);
}

export const Hatch = () => (
	<defs>
		<pattern
			id="hatch"
			width={HATCH_PX}
			height={HATCH_PX}
			patternUnits="userSpaceOnUse"
			patternTransform="rotate(45)"
			className="text-orange"
		>
			<rect width={HATCH_PX / 2} height={HATCH_PX} fill="currentColor" />
		</pattern>
	</defs>
);

export function Legend() {
	const words = useWords(dashboardWords).chart;
	return (
		<ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
			{parts.map((part) => (
				<li key={part} className="flex items-center gap-1.5">
					<svg viewBox="0 0 12 12" className="size-3" aria-hidden="true">
						<Hatch />
						<Bar part={part} x={0} y={0} width={12} height={12} />
					</svg>
					{words[part]}
				</li>
			))}
		</ul>
	);
}
