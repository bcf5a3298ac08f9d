/** A period: one of the usual ones, or two days. Days are those of the account's time zone. */

import { useWords } from "../words/use-words.ts";
import { Field, Select } from "./field.tsx";
import { type Period, presets } from "./period.ts";
import { uiWords } from "./words.ts";

export function DateRange({
	period,
	onChange,
	today,
}: {
	readonly period: Period;
	readonly onChange: (period: Period) => void;
	/** In the account's time zone, as 2026-11-30: the last day that can be chosen. */
	readonly today: string;
}) {
	const words = useWords(uiWords);
	const isCustom = !("preset" in period);
	const choices = [...presets, "custom" as const].map((value) => ({ value, label: words.range[value] }));
	return (
		<div className="flex flex-wrap items-end gap-2">
			<Select
				label={words.range.label}
				hideLabel
				choices={choices}
				value={isCustom ? "custom" : period.preset}
				onChange={({ target }) => {
					const preset = presets.find((one) => one === target.value);
					onChange(preset === undefined ? { from: today, to: today } : { preset });
				}}
			/>
			{isCustom &&
				(["from", "to"] as const).map((end) => (
					<Field key={end} label={words[end]} hideLabel>
						{(control) => (
							<input
								{...control}
								type="date"
								className="control"
								value={period[end]}
								max={today}
								required
								onChange={({ target }) => {
									if (target.value !== "") onChange({ ...period, [end]: target.value });
								}}
							/>
						)}
					</Field>
				))}
		</div>
	);
}
