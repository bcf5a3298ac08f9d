/**
 * The queue changes all the time: what is shown is asked for again every few seconds, and stands still while somebody
 * points at it, is in it with the keyboard, or has opened something: no row moves from under a hand.
 */

import { type FocusEvent, type PointerEvent, useCallback, useState } from "react";

const REFRESH_MS = 3_000;

export function useRefreshing(isOpen: boolean) {
	const [isPointed, setPointed] = useState(false);
	const [isFocused, setFocused] = useState(false);
	const stands = isOpen || isPointed || isFocused;
	return {
		stands,
		refetchInterval: stands ? (false as const) : REFRESH_MS,
		/** For what is not to move. */
		area: {
			ref: useCallback((element: HTMLElement | null) => {
				// What is taken away is not left: the list that has become empty goes on by itself.
				if (element !== null) return;
				setPointed(false);
				setFocused(false);
			}, []),
			onPointerEnter: ({ pointerType }: PointerEvent) => setPointed(pointerType !== "touch"),
			onPointerLeave: () => setPointed(false),
			onFocus: () => setFocused(true),
			onBlur: ({ relatedTarget, currentTarget }: FocusEvent) =>
				setFocused(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)),
		},
	};
}
