/** A filter with several values at once: "Status: Rejected, Deferred". */

import type { ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { Menu, MenuCheck, MenuItem, MenuLine } from "./menu.tsx";
import { uiWords } from "./words.ts";

export interface FilterChoice {
	readonly value: string;
	/** In the button. */
	readonly label: string;
	/** In the menu, where it should be more than the label: a mark. */
	readonly content?: ReactNode;
}

export function FilterMenu({
	label,
	all,
	choices,
	isLoading = false,
	chosen,
	onChange,
}: {
	readonly label: string;
	/** What the button says while nothing is chosen: it agrees with the label. */
	readonly all: string;
	readonly choices: readonly FilterChoice[];
	/** There may be more of them in a moment. */
	readonly isLoading?: boolean;
	readonly chosen: readonly string[];
	readonly onChange: (chosen: readonly string[]) => void;
}) {
	const words = useWords(uiWords);
	const [first, ...others] = choices.filter(({ value }) => chosen.includes(value));
	const text =
		first === undefined ? all : others.length === 0 ? first.label : `${first.label} +${others.length}`;
	return (
		<Menu
			trigger={
				<Button className="max-w-full min-w-0 font-normal">
					<span className="text-quiet">{label}</span>
					<span className="max-w-64 truncate font-semibold">{text}</span>
					<Icon name="chevron" className="size-3.5 text-quiet" />
				</Button>
			}
		>
			{choices.map(({ value, label: name, content }) => (
				<MenuCheck
					key={value}
					checked={chosen.includes(value)}
					onChange={(checked) =>
						onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value))
					}
				>
					{content ?? name}
				</MenuCheck>
			))}
			{isLoading && <MenuItem disabled>{words.loading}</MenuItem>}
			<MenuLine />
			<MenuItem disabled={chosen.length === 0} onSelect={() => onChange([])}>
				{words.clear}
			</MenuItem>
		</Menu>
	);
}
