import { getRouteApi } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";
import { DateRange } from "../../ui/date-range.tsx";
import { Select } from "../../ui/field.tsx";
import { Icon } from "../../ui/icons.tsx";
import { dayAt, type Period } from "../../ui/period.ts";
import { useReader, useWords } from "../../words/use-words.ts";
import { targetTypes } from "./actions.ts";
import { type AuditSearch, periodOf } from "./search.ts";
import { auditWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/audit");

const asSearch = (period: Period): AuditSearch => ("preset" in period ? { period: period.preset } : period);

export function Filters({ now }: { readonly now: number }) {
	const words = useWords(auditWords);
	const { timeZone } = useReader();
	const search = route.useSearch();
	const navigate = route.useNavigate();
	const { period: _period, from: _from, to: _to, ...others } = search;
	const choices = [{ value: "", label: words.anything }].concat(
		targetTypes.map((value) => ({ value, label: words.types[value] })),
	);
	const without = (name: "actor" | "target") => {
		const { [name]: _, ...rest } = search;
		void navigate({ search: rest });
	};
	const chooseAction = (action: string): void => {
		const { action: _, ...rest } = search;
		void navigate({ search: action === "" ? rest : { ...rest, action } });
	};
	return (
		<div className="mb-4 flex flex-wrap items-end gap-2">
			<DateRange
				period={periodOf(search)}
				today={dayAt(now, timeZone)}
				onChange={(period) => void navigate({ search: { ...others, ...asSearch(period) } })}
			/>
			<Select
				label={words.what}
				hideLabel
				choices={choices}
				value={search.action ?? ""}
				onChange={({ target }) => chooseAction(target.value)}
			/>
			{(["actor", "target"] as const).map(
				(name) =>
					search[name] !== undefined && (
						<Button key={name} onClick={() => without(name)}>
							{words.only[name]}
							<Icon name="close" className="size-3.5" />
							<span className="sr-only">{words.lift}</span>
						</Button>
					),
			)}
		</div>
	);
}
