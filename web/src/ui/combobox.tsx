/**
 * One of many, found by typing (ARIA's combobox with a list box): a domain, an SMTP user, an account. For a dozen or
 * fewer, Select is better.
 */

import { type KeyboardEvent, useId, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import { type Choice, Field } from "./field.tsx";
import { Icon } from "./icons.tsx";
import { uiWords } from "./words.ts";

const MOST_SHOWN = 50;

const Chevron = () => (
	<Icon
		name="chevron"
		className="pointer-events-none absolute top-2.5 right-2.5 size-4 pointer-coarse:top-3.5"
	/>
);

interface ComboboxProps {
	readonly label: string;
	readonly hideLabel?: boolean;
	readonly placeholder?: string;
	readonly choices: readonly Choice[];
	/** There may be more of them in a moment. */
	readonly isLoading?: boolean;
	/** "" for none. */
	readonly value: string;
	readonly onChange: (value: string) => void;
}

export function Combobox({
	label,
	hideLabel = false,
	placeholder,
	choices,
	isLoading = false,
	value,
	onChange,
}: ComboboxProps) {
	const words = useWords(uiWords);
	const listId = useId();
	/** What is being typed; null when the list is closed. */
	const [typed, setTyped] = useState<string | null>(null);
	const [at, setAt] = useState(0);
	const chosen = choices.find((choice) => choice.value === value)?.label ?? "";
	const asked = (typed ?? "").trim().toLowerCase();
	const found = choices.filter((choice) => choice.label.toLowerCase().includes(asked)).slice(0, MOST_SHOWN);
	const isOpen = typed !== null;
	const choose = (next: string): void => {
		onChange(next);
		setTyped(null);
	};
	const moves: Readonly<Record<string, () => void>> = {
		ArrowDown: () => (isOpen ? setAt(Math.max(Math.min(at + 1, found.length - 1), 0)) : setTyped("")),
		ArrowUp: () => setAt(Math.max(at - 1, 0)),
		Enter: () => choose(found[at]?.value ?? value),
		Escape: () => setTyped(null),
	};
	const press = (event: KeyboardEvent): void => {
		const move = moves[event.key];
		if (move === undefined || (!isOpen && event.key !== "ArrowDown")) return;
		event.preventDefault();
		event.stopPropagation();
		move();
	};
	return (
		<Field label={label} hideLabel={hideLabel}>
			{(control) => (
				<div className="relative">
					<input
						{...control}
						role="combobox"
						autoComplete="off"
						spellCheck={false}
						aria-autocomplete="list"
						aria-expanded={isOpen}
						aria-controls={listId}
						aria-activedescendant={isOpen && found.length > 0 ? `${listId}-${at}` : undefined}
						placeholder={placeholder ?? words.all}
						value={typed ?? chosen}
						onChange={(event) => {
							setTyped(event.target.value);
							setAt(0);
							if (event.target.value === "") onChange("");
						}}
						onClick={() => setTyped("")}
						onBlur={() => setTyped(null)}
						onKeyDown={press}
						className="control pr-8 text-ellipsis"
					/>
					<Chevron />
					<div
						id={listId}
						role="listbox"
						aria-label={label}
						hidden={!isOpen}
						className="absolute z-40 mt-1 max-h-64 w-full overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float sm:min-w-56"
					>
						<Options {...{ listId, found, at, value, choose }} />
						{found.length === 0 && (
							<p className="px-2.5 py-1.5 text-quiet">{isLoading ? words.loading : words.noMatch}</p>
						)}
					</div>
				</div>
			)}
		</Field>
	);
}

const Options = ({
	listId,
	found,
	at,
	value,
	choose,
}: {
	readonly listId: string;
	readonly found: readonly Choice[];
	readonly at: number;
	readonly value: string;
	readonly choose: (value: string) => void;
}) =>
	found.map((choice, index) => (
		<Option
			key={choice.value}
			id={`${listId}-${index}`}
			label={choice.label}
			isChosen={choice.value === value}
			isAt={index === at}
			onChoose={() => choose(choice.value)}
		/>
	));

function Option({
	id,
	label,
	isChosen,
	isAt,
	onChoose,
}: {
	readonly id: string;
	readonly label: string;
	readonly isChosen: boolean;
	readonly isAt: boolean;
	readonly onChoose: () => void;
}) {
	return (
		<div
			id={id}
			role="option"
			tabIndex={-1}
			aria-selected={isChosen}
			// Before the input loses the focus and the list closes.
			onPointerDown={(event) => {
				event.preventDefault();
				onChoose();
			}}
			className={cx("cursor-pointer rounded-sm px-2.5 py-1.5", isAt && "bg-hover")}
		>
			{label}
		</div>
	);
}
