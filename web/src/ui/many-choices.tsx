/** The list of a filter that is searched (ARIA's combobox over a list box of which several are chosen). */

import { Popover } from "radix-ui";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import type { Choice } from "./field.tsx";
import { Icon } from "./icons.tsx";
import { uiWords } from "./words.ts";

interface ChoiceGroup {
	readonly title: string;
	readonly choices: readonly Choice[];
}

export interface FilterSearchProps {
	readonly label: string;
	/** What the button says while nothing is chosen: it agrees with the label. */
	readonly all: string;
	/** In the box to type in. */
	readonly search: string;
	readonly groups: readonly ChoiceGroup[];
	/** There may be more of them in a moment. */
	readonly isLoading: boolean;
	readonly chosen: readonly Choice[];
	readonly onChange: (chosen: readonly string[]) => void;
	readonly onOpen: () => void;
}

interface ManyChoicesProps extends FilterSearchProps {
	/** Which opened it, and gets the focus back. */
	readonly button: RefObject<HTMLButtonElement | null>;
	readonly close: () => void;
}

export function ManyChoices({ button, close, ...props }: ManyChoicesProps) {
	const place = useRef({
		getBoundingClientRect: () => button.current?.getBoundingClientRect() ?? new DOMRect(),
	});
	return (
		<Popover.Root open={true} onOpenChange={close}>
			<Popover.Anchor virtualRef={place} />
			<Popover.Content
				aria-label={props.label}
				align="start"
				sideOffset={4}
				collisionPadding={8}
				onCloseAutoFocus={(event) => {
					event.preventDefault();
					button.current?.focus();
				}}
				onInteractOutside={(event) => {
					// The button closes it by itself.
					if (button.current?.contains(event.target as Node)) event.preventDefault();
				}}
				className="z-40 flex max-h-[min(28rem,var(--radix-popover-content-available-height))] w-104 max-w-(--radix-popover-content-available-width) flex-col rounded-md border border-line bg-raised p-1 shadow-float outline-none"
			>
				<List {...props} />
			</Popover.Content>
		</Popover.Root>
	);
}

function List({ label, search, groups, isLoading, chosen, onChange }: FilterSearchProps) {
	const words = useWords(uiWords);
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => input.current?.focus(), []);
	const [typed, setTyped] = useState("");
	const [at, setAt] = useState(0);
	const shown = groups
		.map(({ title, choices }) => ({ title, choices: choices.filter((one) => matches(one, typed)) }))
		.filter(({ choices }) => choices.length > 0);
	const flat = shown.flatMap(({ choices }) => choices);
	const values = chosen.map(({ value }) => value);
	const toggle = (value: string): void =>
		onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
	const go = (next: number): void => {
		const index = Math.min(Math.max(next, 0), flat.length - 1);
		setAt(index);
		document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: "nearest" });
	};
	const moves: Readonly<Record<string, () => void>> = {
		ArrowDown: () => go(at + 1),
		ArrowUp: () => go(at - 1),
		PageDown: () => go(at + PAGE),
		PageUp: () => go(at - PAGE),
		Enter: () => flat[at] !== undefined && toggle(flat[at].value),
	};
	const press = (event: KeyboardEvent): void => {
		const move = moves[event.key];
		if (move === undefined) return;
		event.preventDefault();
		move();
	};
	return (
		<>
			<input
				ref={input}
				role="combobox"
				type="search"
				autoComplete="off"
				spellCheck={false}
				aria-label={search}
				aria-autocomplete="list"
				aria-expanded={true}
				aria-controls={id}
				aria-activedescendant={flat.length > 0 ? `${id}-${at}` : undefined}
				placeholder={search}
				value={typed}
				onChange={({ target }) => {
					setTyped(target.value);
					setAt(0);
				}}
				onKeyDown={press}
				className="control shrink-0"
			/>
			<Groups {...{ id, label, at, values, toggle }} groups={shown} />
			{(flat.length === 0 || isLoading) && (
				<p role="status" className="px-2.5 py-1.5 text-quiet">
					{isLoading ? words.loading : words.noMatch}
				</p>
			)}
			<button
				type="button"
				disabled={chosen.length === 0}
				onClick={() => {
					onChange([]);
					input.current?.focus();
				}}
				className="mt-1 min-h-8 shrink-0 rounded-sm border-t border-line px-2.5 py-1 text-left text-sm hover:bg-hover disabled:text-quiet pointer-coarse:min-h-11"
			>
				{words.clear}
			</button>
		</>
	);
}

/** Options that PageUp and PageDown go by. */
const PAGE = 8;
const LIST = "mt-1 min-h-0 flex-1 overflow-y-auto overscroll-contain";

function Groups({
	id,
	label,
	groups,
	at,
	values,
	toggle,
}: {
	readonly id: string;
	readonly label: string;
	readonly groups: readonly ChoiceGroup[];
	readonly at: number;
	readonly values: readonly string[];
	readonly toggle: (value: string) => void;
}) {
	let next = 0;
	return (
		<div id={id} role="listbox" aria-label={label} aria-multiselectable={true} className={LIST}>
			{groups.map(({ title, choices }) => (
				// biome-ignore lint/a11y/useSemanticElements: a group of options in a list box.
				<div key={title} role="group" aria-label={title}>
					<p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs text-quiet">
						{title}
					</p>
					{choices.map((choice) => {
						const index = next++;
						return (
							<Option
								key={choice.value}
								id={`${id}-${index}`}
								label={choice.label}
								isChosen={values.includes(choice.value)}
								isAt={index === at}
								onToggle={() => toggle(choice.value)}
							/>
						);
					})}
				</div>
			))}
		</div>
	);
}

/** All words of what was typed, in any order, in its name or its id. */
function matches({ label, value }: Choice, typed: string): boolean {
	const text = `${label} ${value}`.toLowerCase();
	return typed
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

function Option({
	id,
	label,
	isChosen,
	isAt,
	onToggle,
}: {
	readonly id: string;
	readonly label: string;
	readonly isChosen: boolean;
	readonly isAt: boolean;
	readonly onToggle: () => void;
}) {
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus, and Enter is pressed there.
		<div
			id={id}
			role="option"
			tabIndex={-1}
			aria-selected={isChosen}
			// The input keeps the focus.
			onPointerDown={(event) => event.preventDefault()}
			onClick={onToggle}
			className={cx(
				"flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1 hover:bg-hover pointer-coarse:min-h-11",
				isAt && "bg-hover",
			)}
		>
			<span className="grid size-4 shrink-0 place-items-center rounded-sm border border-edge">
				{isChosen && <Icon name="check" className="size-3" />}
			</span>
			{label}
		</div>
	);
}
