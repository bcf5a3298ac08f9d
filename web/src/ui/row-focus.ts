/**
 * Whoever does something to a row that is gone thereafter goes on in the row that took its place, or the last one, or
 * where the list says that it is empty. `<div {...useRowFocus()}>` around the list and its empty state.
 */

import { type FocusEvent, useEffect, useRef } from "react";

const CONTROLS = "a[href], button:not(:disabled)";
/** Where one answers for a row and comes back from. */
const ABOUT_ROW = "dialog, [role=menu]";

const rowsIn = (area: Element | null): readonly Element[] => [
	...(area?.querySelectorAll("[data-row]") ?? []),
];

export function useRowFocus() {
	const ref = useRef<HTMLDivElement>(null);
	/** What had the focus last in a row of the list, and which row that was; null for who left by themselves. */
	const last = useRef<{ readonly control: Element; readonly index: number } | null>(null);
	// After every change, as the row may go before the dialog about it is closed, or after.
	useEffect(() => {
		if (last.current === null || last.current.control.isConnected || !isFocusLost()) return;
		const rows = rowsIn(ref.current);
		const row = rows[Math.min(last.current.index, rows.length - 1)];
		const next = row?.querySelector<HTMLElement>(`td:last-child :is(${CONTROLS})`);
		(
			next ??
			row?.querySelector<HTMLElement>(CONTROLS) ??
			ref.current?.querySelector<HTMLElement>("[data-empty]")
		)?.focus();
	});
	return {
		ref,
		onFocus: ({ target }: FocusEvent) => {
			const index = rowsIn(ref.current).findIndex((row) => row.contains(target));
			// Menus and cards of a row are elsewhere in the page.
			if (index >= 0) last.current = { control: target, index };
			else if (ref.current?.contains(target)) last.current = null;
		},
		onBlur: ({ target }: FocusEvent) =>
			queueMicrotask(() => {
				const now = document.activeElement;
				const isAway = target.isConnected && now !== target && now?.closest(ABOUT_ROW) === null;
				if (isAway && !ref.current?.contains(now)) last.current = null;
			}),
	};
}

/** A dialog that closes then begins at the title. */
const isFocusLost = (): boolean =>
	document.activeElement === null || document.activeElement.matches("body, main, dialog, main h1");
