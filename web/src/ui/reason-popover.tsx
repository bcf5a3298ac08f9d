/**
 * The card that reason-card.tsx opens. It stands below its row or above it, never on it, and right after its button in
 * the order of reading, so that Tab and screen readers come to it next.
 */

import { Popover } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";

export interface ReasonPopoverProps {
	readonly label: string;
	readonly button: RefObject<HTMLButtonElement | null>;
	readonly close: () => void;
	readonly children: ReactNode;
}

export function ReasonPopover({ label, button, close, children }: ReasonPopoverProps) {
	/** The button's row, so that the card does not cover it; the button itself where there is none. */
	const row = useRef({
		getBoundingClientRect: () => {
			const own = button.current?.getBoundingClientRect() ?? new DOMRect();
			const line = button.current?.closest("[data-row]")?.getBoundingClientRect() ?? own;
			return new DOMRect(own.x, line.y, own.width, line.height);
		},
	});
	return (
		<Popover.Root open={true} onOpenChange={close}>
			<Popover.Anchor virtualRef={row} />
			<Popover.Content
				aria-label={label}
				side="bottom"
				align="start"
				sideOffset={2}
				collisionPadding={12}
				onOpenAutoFocus={(event) => event.preventDefault()}
				onCloseAutoFocus={(event) => event.preventDefault()}
				onEscapeKeyDown={() => button.current?.focus()}
				onInteractOutside={(event) => {
					// The focus that opens it also arrives here, a moment after it is open.
					if (button.current?.contains(event.target as Node)) event.preventDefault();
					else close();
				}}
				className="z-30 w-136 max-h-(--radix-popover-content-available-height) max-w-(--radix-popover-content-available-width) overflow-y-auto overscroll-contain rounded-md border border-line bg-raised p-4 text-left text-sm whitespace-normal text-ink shadow-float outline-none"
			>
				{/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps Tab from going round in the card. */}
				<div onKeyDown={(event) => event.key === "Tab" && event.stopPropagation()}>{children}</div>
			</Popover.Content>
		</Popover.Root>
	);
}
