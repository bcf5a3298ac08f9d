/**
 * Why something is as it is, on the thing itself. Opens on hover after a moment, on keyboard focus and on tap; can be
 * entered; closes with Escape or by leaving. It stands below its row or above it, never on it, and right after its
 * button in the order of reading, so that Tab and screen readers come to it next.
 */

import { Popover } from "radix-ui";
import {
	type FocusEvent,
	type PointerEvent,
	type ReactNode,
	type RefObject,
	useEffect,
	useRef,
	useState,
} from "react";

const OPENS_AFTER_MS = 150;
/** Enough to cross the gap between the row and the card. */
const CLOSES_AFTER_MS = 180;

interface ReasonCardProps {
	/** The mark that is explained: `<StatusMark status="rejected" />`. */
	readonly trigger: ReactNode;
	/** What the card is, for screen readers: "Why zoe@client.example was rejected". */
	readonly label: string;
	/** The answer first, then what to do, the code last. Rendered only while it is open. */
	readonly children: ReactNode;
	/** Of the button: -1 in rows that arrow keys lead to. */
	readonly tabIndex?: number;
	readonly onOpenChange?: (isOpen: boolean) => void;
}

export function ReasonCard({ trigger, label, children, tabIndex, onOpenChange }: ReasonCardProps) {
	const button = useRef<HTMLButtonElement>(null);
	const { isOpen, setOpen, hovering, pinned } = useHover();
	useEffect(() => {
		if (!isOpen || onOpenChange === undefined) return;
		onOpenChange(true);
		return () => onOpenChange(false);
	}, [isOpen, onOpenChange]);
	const leaving = ({ relatedTarget, currentTarget }: FocusEvent): void => {
		if (!currentTarget.contains(relatedTarget)) setOpen(false);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: it only notices that button and card are left.
		<span onBlur={leaving} {...hovering}>
			<button
				ref={button}
				type="button"
				tabIndex={tabIndex}
				aria-expanded={isOpen}
				aria-haspopup="dialog"
				onClick={() => setOpen(!isOpen || !pinned.current, true)}
				onFocus={({ target }) => target.matches(":focus-visible") && setOpen(true)}
				className="-mx-1 rounded-sm px-1 py-1 decoration-dotted underline-offset-4 hover:underline"
			>
				{trigger}
			</button>
			{isOpen && (
				<Card label={label} button={button} close={() => setOpen(false)}>
					{children}
				</Card>
			)}
		</span>
	);
}

interface CardProps {
	readonly label: string;
	readonly button: RefObject<HTMLButtonElement | null>;
	readonly close: () => void;
	readonly children: ReactNode;
}

/** There only while it is open: a list has many that never are. */
function Card({ label, button, close, children }: CardProps) {
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

/** Opens and closes with the mouse, late enough not to flicker. What was pressed open stays when the mouse leaves. */
function useHover() {
	const [isOpen, change] = useState(false);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const pinned = useRef(false);
	useEffect(() => () => clearTimeout(timer.current), []);
	const setOpen = (open: boolean, pin = false): void => {
		clearTimeout(timer.current);
		pinned.current = open && pin;
		change(open);
	};
	const soon = (open: boolean, afterMs: number) => (event: PointerEvent) => {
		if (event.pointerType === "touch" || pinned.current) return;
		clearTimeout(timer.current);
		timer.current = setTimeout(() => change(open), afterMs);
	};
	const hovering = {
		onPointerEnter: soon(true, OPENS_AFTER_MS),
		onPointerLeave: soon(false, CLOSES_AFTER_MS),
	};
	return { isOpen, setOpen, hovering, pinned };
}
