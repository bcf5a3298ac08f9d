/** How much of the plan is used, in words and as a thin line, on every page. */

import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import { useNumbers } from "./numbers.ts";
import { useTime } from "./time.tsx";
import { uiWords } from "./words.ts";

export interface QuotaUse {
	readonly used: number;
	readonly limit: number;
	readonly renewsAt: string;
}

const WARNING_FROM = 0.8;

export function QuotaBar({ use, action }: { readonly use: QuotaUse; readonly action?: ReactNode }) {
	const words = useWords(uiWords).quota;
	const { count } = useNumbers();
	const when = useTime();
	const part = use.limit === 0 ? 1 : Math.min(1, use.used / use.limit);
	const isExhausted = part >= 1;
	const isHigh = part > WARNING_FROM;
	const text =
		use.limit === 0
			? words.nothing
			: (isExhausted ? words.exhausted : words.within)(
					count(use.used),
					count(use.limit),
					when(use.renewsAt, "day"),
				);
	return (
		<div
			className={cx(
				"flex flex-wrap items-center gap-x-3 gap-y-1 text-xs",
				isExhausted ? "text-red" : isHigh ? "text-orange" : "text-quiet",
			)}
		>
			{/* Not <meter>: browsers draw it each in their own colours. */}
			{/* biome-ignore lint/a11y/useSemanticElements: as said. */}
			<svg
				role="meter"
				aria-label={words.label}
				aria-valuemin={0}
				aria-valuemax={use.limit}
				aria-valuenow={Math.min(use.used, use.limit)}
				aria-valuetext={text}
				viewBox="0 0 100 4"
				preserveAspectRatio="none"
				className={cx("h-1 w-40 rounded-full", !isHigh && "text-accent")}
			>
				<rect width="100" height="4" className="fill-line" />
				<rect width={part * 100} height="4" fill="currentColor" />
			</svg>
			<span aria-hidden="true" className={cx(isExhausted && "font-semibold")}>
				{text}
			</span>
			{action}
		</div>
	);
}
