/** A filter with several values of very many at once, found by typing. The list is loaded when it is opened. */

import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import type { FilterSearchProps } from "./many-choices.tsx";

const ManyChoices = lazy(async () => ({ default: (await import("./many-choices.tsx")).ManyChoices }));

export function FilterSearch(props: FilterSearchProps) {
	const { label, all, chosen, onOpen } = props;
	const button = useRef<HTMLButtonElement>(null);
	const [isOpen, setOpen] = useState(false);
	const [first, ...others] = chosen;
	const text =
		first === undefined ? all : others.length === 0 ? first.label : `${first.label} +${others.length}`;
	return (
		<>
			<Button
				ref={button}
				aria-haspopup="dialog"
				aria-expanded={isOpen}
				onClick={() => {
					if (!isOpen) onOpen();
					setOpen(!isOpen);
				}}
				className="max-w-full min-w-0 font-normal"
			>
				<span className="text-quiet">{label}</span>
				<span className="max-w-64 truncate font-semibold">{text}</span>
				<Icon name="chevron" className="size-3.5 text-quiet" />
			</Button>
			{isOpen && (
				<Suspense>
					<ManyChoices {...props} button={button} close={() => setOpen(false)} />
				</Suspense>
			)}
		</>
	);
}
