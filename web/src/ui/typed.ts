/** A box that asks when the typing rests, whose text is in the address: what is typed meanwhile is not lost. */

import { useEffect, useRef, useState } from "react";

const TYPING_MS = 250;

/**
 * @param asked what the address says. Where that changes otherwise (back, a link), it is taken over.
 * @param ask puts it there, which takes a moment.
 */
export function useTyped(
	asked: string,
	ask: (text: string) => void,
): readonly [typed: string, type: (text: string) => void] {
	const [typed, type] = useState(asked);
	const latest = useRef(ask);
	latest.current = ask;
	/** Asked by this box, and not in the address yet; oldest first. */
	const onTheWay = useRef<readonly string[]>([]);
	useEffect(() => {
		const arrived = onTheWay.current.indexOf(asked);
		if (arrived >= 0) onTheWay.current = onTheWay.current.slice(arrived + 1);
		else type(asked);
	}, [asked]);
	useEffect(() => {
		if (typed === (onTheWay.current.at(-1) ?? asked)) return;
		const timer = setTimeout(() => {
			onTheWay.current = [...onTheWay.current, typed];
			latest.current(typed);
		}, TYPING_MS);
		return () => clearTimeout(timer);
	}, [typed, asked]);
	return [typed, type];
}
