/** A part of the app that nobody sees at first: it comes when the page has been drawn, or at once for who wants it. */

import { startTransition, useEffect, useState } from "react";

/** The page's own scripts, rows and fonts come first. */
const AFTER_MS = 1_500;

/**
 * `const useCard = later(() => import("./card.tsx"))`; `const card = useCard(wanted)`: null until it is there. `wanted`
 * is what asks for it, null while nothing does; what could not be fetched is fetched when something else asks.
 */
export function later<Part extends object>(load: () => Promise<Part>): (wanted?: unknown) => Part | null {
	let part: Part | null = null;
	let isComing = false;
	const waiting = new Set<() => void>();
	const fetch = async (): Promise<void> => {
		if (isComing) return;
		isComing = true;
		try {
			part = await load();
			for (const tell of waiting) tell();
		} catch {
			isComing = false;
		}
	};
	return (wanted = null) => {
		const [isThere, setThere] = useState(part !== null);
		useEffect(() => {
			if (isThere) return;
			const isNow = wanted !== null || part !== null;
			const tell = (): void => (isNow ? setThere(true) : startTransition(() => setThere(true)));
			waiting.add(tell);
			const timer = setTimeout(() => (part === null ? void fetch() : tell()), isNow ? 0 : AFTER_MS);
			return () => {
				waiting.delete(tell);
				clearTimeout(timer);
			};
		}, [isThere, wanted]);
		return isThere ? part : null;
	};
}
