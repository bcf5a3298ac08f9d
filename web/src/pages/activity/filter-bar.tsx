/** What the list is narrowed by. Everything is in the address. */

import { useEffect, useRef, useState } from "react";
import { statuses } from "../../../../src/terms/recipient.ts";
import { useSession } from "../../api/me.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { DateRange } from "../../ui/date-range.tsx";
import { Field } from "../../ui/field.tsx";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { Icon } from "../../ui/icons.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { uiWords } from "../../ui/words.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import type { FilterNames } from "./filter-names.ts";
import { type ActivitySearch, periodOf, todayIn, withPeriod } from "./filters.ts";
import { activityWords } from "./words.ts";

export interface FilterProps {
	readonly search: ActivitySearch;
	readonly onChange: (search: ActivitySearch) => void;
	readonly names: FilterNames;
}

export function FilterBar({ search, onChange, names }: FilterProps) {
	const words = useWords(activityWords);
	const ui = useWords(uiWords);
	const { timeZone } = useReader();
	const reasons = [...names.reasons].map(([value, label]) => ({ value, label }));
	return (
		<search className="mb-4 grid gap-2" onPointerEnter={names.want} onFocus={names.want}>
			<SearchBox search={search} onChange={onChange} />
			<div className="flex flex-wrap items-end gap-2">
				<FilterMenu
					label={words.status}
					all={words.anyStatus}
					choices={statuses.map((value) => ({
						value,
						label: ui.status[value],
						content: <StatusMark status={value} />,
					}))}
					chosen={search.status ?? []}
					onChange={(chosen) =>
						onChange(
							changed(
								search,
								"status",
								statuses.filter((one) => chosen.includes(one)),
							),
						)
					}
				/>
				<FilterMenu
					label={words.reason}
					all={words.anyReason}
					choices={reasons}
					isLoading={names.isLoading}
					chosen={search.reason ?? []}
					onChange={(chosen) => onChange(changed(search, "reason", chosen))}
				/>
				<DateRange
					period={periodOf(search)}
					today={todayIn(timeZone)}
					onChange={(period) => onChange(withPeriod(search, period))}
				/>
				<Choose name="domain" {...{ search, onChange, names }} />
				<Choose name="smtpUser" {...{ search, onChange, names }} />
			</div>
		</search>
	);
}

/** Without what is empty, so that it leaves the address. */
export function changed<Name extends keyof ActivitySearch>(
	search: ActivitySearch,
	name: Name,
	value: ActivitySearch[Name],
): ActivitySearch {
	const { [name]: _, ...rest } = search;
	return value === undefined || value.length === 0 ? rest : { ...rest, [name]: value };
}

const TYPING_MS = 300;

/** Asks when the typing rests. What the address says otherwise (back, clear) is taken over. */
function SearchBox({ search, onChange }: Omit<FilterProps, "names">) {
	const words = useWords(activityWords);
	const asked = search.text ?? "";
	const [typed, setTyped] = useState(asked);
	const sent = useRef(asked);
	useEffect(() => {
		if (sent.current === asked) return;
		sent.current = asked;
		setTyped(asked);
	}, [asked]);
	const latest = useRef({ search, onChange });
	latest.current = { search, onChange };
	useEffect(() => {
		if (typed.trim() === sent.current) return;
		const timer = setTimeout(() => {
			sent.current = typed.trim();
			latest.current.onChange(changed(latest.current.search, "text", sent.current));
		}, TYPING_MS);
		return () => clearTimeout(timer);
	}, [typed]);
	return (
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
						className="control indent-6"
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
	);
}

function Choose({ name, search, onChange, names }: FilterProps & { readonly name: "domain" | "smtpUser" }) {
	const words = useWords(activityWords);
	const { can } = useSession();
	if (!can(name === "domain" ? "domains:read" : "smtp-users:read")) return null;
	return (
		<div className="w-52 max-sm:w-[calc(50%-4px)]">
			<Combobox
				label={words[name]}
				hideLabel
				placeholder={name === "domain" ? words.anyDomain : words.anyUser}
				choices={[...names[name]].map(([value, label]) => ({ value, label }))}
				isLoading={names.isLoading}
				value={search[name] ?? ""}
				onChange={(value) => onChange(changed(search, name, value))}
			/>
		</div>
	);
}
