/** The filters that hold, each to be removed by itself. */

import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icons.tsx";
import { uiWords } from "../../ui/words.ts";
import { useWords } from "../../words/use-words.ts";
import type { FilterProps } from "./filter-bar.tsx";
import { type ActivitySearch, changed, isFiltered, textFilters } from "./filters.ts";
import { activityWords } from "./words.ts";

interface Chip {
	readonly text: string;
	readonly without: ActivitySearch;
}

export function FilterChips({ search, onChange, names }: FilterProps) {
	const words = useWords(activityWords);
	const ui = useWords(uiWords);
	if (!isFiltered(search)) return null;
	const { status = [], reason = [] } = search;
	const without = <Name extends "status" | "reason">(name: Name, value: string) =>
		changed(search, name, search[name]?.filter((one) => one !== value) as ActivitySearch[Name]);
	const chips: readonly Chip[] = [
		...textFilters.flatMap((name) => {
			const value = search[name];
			return value === undefined
				? []
				: [{ text: words.holds(words.texts[name], value), without: changed(search, name, undefined) }];
		}),
		...status.map((one) => ({ text: ui.status[one], without: without("status", one) })),
		...reason.map((one) => ({ text: names.reasons.get(one) ?? one, without: without("reason", one) })),
		...(["domain", "smtpUser"] as const).flatMap((name) => {
			const id = search[name];
			return id === undefined
				? []
				: [{ text: names[name].get(id) ?? id, without: changed(search, name, undefined) }];
		}),
	];
	const { period, from, to } = search;
	const none: ActivitySearch = Object.fromEntries(
		Object.entries({ period, from, to }).filter(([, value]) => value !== undefined),
	);
	return (
		<div className="mb-4 flex flex-wrap items-center gap-2">
			<ul aria-label={words.filters} className="contents">
				{chips.map(({ text, without: next }) => (
					<li key={text} className="min-w-0">
						<button
							type="button"
							onClick={() => onChange(next)}
							className="flex max-w-full items-center gap-1.5 rounded-full border border-line bg-accent-soft py-0.5 pr-2 pl-2.5 text-xs pointer-coarse:min-h-8 hover:border-edge"
						>
							<span className="sr-only">{words.remove(text)}</span>
							<span aria-hidden="true" className="truncate">
								{text}
							</span>
							<Icon name="close" className="size-3 text-quiet" />
						</button>
					</li>
				))}
			</ul>
			<Button kind="quiet" size="small" onClick={() => onChange(none)}>
				{words.clear}
			</Button>
		</div>
	);
}
