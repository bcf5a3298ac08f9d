/** What the list is narrowed by. Everything is in the address. */

import { statuses } from "../../../../src/terms/recipient.ts";
import { useSession } from "../../api/me.ts";
import { Combobox } from "../../ui/combobox.tsx";
import { DateRange } from "../../ui/date-range.tsx";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { FilterSearch } from "../../ui/filter-search.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { uiWords } from "../../ui/words.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import type { FilterNames } from "./filter-names.ts";
import { type ActivitySearch, changed, periodOf, todayIn, withPeriod } from "./filters.ts";
import { SearchBox } from "./search-box.tsx";
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
	const nameOf = (value: string) => ({ value, label: names.reasons.get(value) ?? value });
	return (
		<search className="mb-4 grid gap-2" onPointerEnter={names.want} onFocus={names.want}>
			<SearchBox search={search} onChange={onChange} />
			<div className="flex flex-wrap items-end gap-2 max-sm:grid max-sm:grid-cols-2">
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
				<FilterSearch
					label={words.reason}
					all={words.anyReason}
					search={words.searchReason}
					groups={[
						{ title: words.seenReasons, choices: names.seen },
						{ title: words.otherReasons, choices: names.others },
					]}
					isLoading={names.isLoading}
					chosen={(search.reason ?? []).map(nameOf)}
					onOpen={names.wantReasons}
					onChange={(chosen) => onChange(changed(search, "reason", chosen))}
				/>
				<div className="max-sm:col-span-2">
					<DateRange
						period={periodOf(search)}
						today={todayIn(timeZone)}
						onChange={(period) => onChange(withPeriod(search, period))}
					/>
				</div>
				<Choose name="domain" {...{ search, onChange, names }} />
				<Choose name="smtpUser" {...{ search, onChange, names }} />
			</div>
		</search>
	);
}

function Choose({ name, search, onChange, names }: FilterProps & { readonly name: "domain" | "smtpUser" }) {
	const words = useWords(activityWords);
	const { can } = useSession();
	if (!can(name === "domain" ? "domains:read" : "smtp-users:read")) return null;
	return (
		<div className="w-52 max-sm:w-auto max-sm:min-w-0">
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
