/** In a line of links that scrolls sideways on a phone, the current one is in view. */

import { type RefObject, useEffect, useRef } from "react";

/** Of the one before, so that it is seen that there are others. */
const ROOM_BEFORE = 64;

/** For the line itself, which has to be positioned (`relative`). `path`: whatever changes when another one is current. */
export function useCurrentInView(path: string): RefObject<HTMLElement | null> {
	const line = useRef<HTMLElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: which one is current follows from the path.
	useEffect(() => {
		// With the next picture, for which the page is laid out anyway.
		const frame = requestAnimationFrame(() => {
			const current = line.current?.querySelector<HTMLElement>('[aria-current="page"]');
			if (line.current !== null && current != null)
				line.current.scrollLeft = current.offsetLeft - ROOM_BEFORE;
		});
		return () => cancelAnimationFrame(frame);
	}, [path]);
	return line;
}
