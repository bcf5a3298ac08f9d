/** A filter with several values of very many at once, found by typing. The list is loaded when it is opened. */

import { Popover } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import type { FilterSearchProps } from "./many-choices.tsx";
import { uiWords } from "./words.ts";

const ManyChoices = lazy(async () => ({ default: (await import("./many-choices.tsx")).ManyChoices }));

export function FilterSearch(props: FilterSearchProps) {
	const { label, all, chosen, onOpen } = props;
	const words = useWords(uiWords);
	const [isOpen, setOpen] = useState(false);
	const [first, ...others] = chosen;
	const text =
		first === undefined ? all : others.length === 0 ? first.label : `${first.label} +${others.length}`;
	const change = (next: boolean): void => {
		if (next) onOpen();
		setOpen(next);
	};
	return (
		<Popover.Root open={isOpen} onOpenChange={change}>
			<Popover.Trigger asChild>
				<Button className="max-w-full min-w-0 font-normal">
					<span className="text-quiet">{label}</span>
					<span className="max-w-64 truncate font-semibold">{text}</span>
					<Icon name="chevron" className="size-3.5 text-quiet" />
				</Button>
			</Popover.Trigger>
			{isOpen && (
				<Popover.Content
					aria-label={label}
					align="start"
					sideOffset={4}
					collisionPadding={8}
					className="z-40 flex max-h-[min(28rem,var(--radix-popover-content-available-height))] w-104 max-w-(--radix-popover-content-available-width) flex-col rounded-md border border-line bg-raised p-1 shadow-float outline-none"
				>
					<Suspense fallback={<p className="px-2.5 py-1.5 text-quiet">{words.loading}</p>}>
						<ManyChoices {...props} />
					</Suspense>
				</Popover.Content>
			)}
		</Popover.Root>
	);
}
