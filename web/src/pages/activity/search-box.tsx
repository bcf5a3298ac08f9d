/** One box for the five texts that can be looked for: in all places, or in the one that is chosen beside it. */

import { useEffect, useRef, useState } from "react";
import { Field, Select } from "../../ui/field.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useWords } from "../../words/use-words.ts";
import { type ActivitySearch, changed, type TextFilter, textFilters } from "./filters.ts";
import { activityWords } from "./words.ts";

const TYPING_MS = 300;

/** Asks when the typing rests. What the address says otherwise (back, clear) is taken over. */
export function SearchBox({
	search,
	onChange,
}: {
	readonly search: ActivitySearch;
	readonly onChange: (search: ActivitySearch) => void;
}) {
	const words = useWords(activityWords);
	const [chosen, choose] = useState<TextFilter>("text");
	const place = textFilters.find((name) => search[name] !== undefined) ?? chosen;
	const asked = search[place] ?? "";
	const [typed, setTyped] = useState(asked);
	const sent = useRef(asked);
	useEffect(() => {
		if (sent.current === asked) return;
		sent.current = asked;
		setTyped(asked);
	}, [asked]);
	const latest = useRef({ search, place, onChange });
	latest.current = { search, place, onChange };
	useEffect(() => {
		if (typed.trim() === sent.current) return;
		const timer = setTimeout(() => {
			if (typed.trim() === sent.current) return;
			sent.current = typed.trim();
			latest.current.onChange(changed(latest.current.search, latest.current.place, sent.current));
		}, TYPING_MS);
		return () => clearTimeout(timer);
	}, [typed]);
	/** What was typed goes along. */
	const move = (next: TextFilter): void => {
		choose(next);
		sent.current = typed.trim();
		if (sent.current !== "" || asked !== "")
			onChange(changed(changed(search, place, undefined), next, sent.current));
	};
	const places = textFilters.map((value) => ({
		value,
		label: value === "text" ? words.everywhere : words.texts[value],
	}));
	return (
		<div className="flex gap-2">
			<div className="min-w-0 flex-1">
				<Field label={words.search} hideLabel>
					{(control) => (
						<div className="relative">
							<Icon
								name="search"
								className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-quiet"
							/>
							<input
								{...control}
								type="search"
								className="control indent-6 text-ellipsis"
								placeholder={words.search}
								value={typed}
								maxLength={320}
								autoComplete="off"
								spellCheck={false}
								onChange={({ target }) => setTyped(target.value)}
							/>
						</div>
					)}
				</Field>
			</div>
			<div className="w-40 shrink-0 max-sm:w-32">
				<Select
					label={words.searchIn}
					hideLabel
					choices={places}
					value={place}
					onChange={({ target }) => move(textFilters.find((name) => name === target.value) ?? "text")}
				/>
			</div>
		</div>
	);
}
