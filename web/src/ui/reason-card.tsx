/**
 * Why something is as it is, on the thing itself. Opens on hover after a moment, on keyboard focus and on tap; can be
 * entered; closes with Escape or by leaving.
 */

import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { later } from "./later.ts";
import type { ReasonPopoverProps } from "./reason-popover.tsx";

/** Pages that have such cards fetch it beforehand; else it comes with the first that opens. */
export const useReasonPopover = later(() => import("./reason-popover.tsx"));

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

/** There only while it is open: a list has many that never are. */
function Card(props: ReasonPopoverProps) {
	const parts = useReasonPopover(true);
	return parts && <parts.ReasonPopover {...props} />;
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
