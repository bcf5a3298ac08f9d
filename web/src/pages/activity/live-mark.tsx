/** Whether rows come in by themselves; pressing it pauses that. */

import { buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useWords } from "../../words/use-words.ts";
import type { LiveState } from "./use-live.ts";
import { activityWords } from "./words.ts";

const looks: Readonly<Record<LiveState, string>> = {
	connecting: "border-2 border-quiet",
	live: "bg-green",
	reconnecting: "bg-amber",
	paused: "border-2 border-quiet",
};
const hints = {
	connecting: "pauseHint",
	live: "pauseHint",
	reconnecting: "reconnectingHint",
	paused: "resumeHint",
} as const;

export function LiveMark({
	state,
	isPaused,
	onPause,
}: {
	readonly state: LiveState;
	readonly isPaused: boolean;
	readonly onPause: (isPaused: boolean) => void;
}) {
	const words = useWords(activityWords);
	return (
		<button
			type="button"
			aria-pressed={!isPaused}
			title={words[hints[state]]}
			onClick={() => onPause(!isPaused)}
			className={cx(buttonClass("plain"), "min-w-34 font-normal")}
		>
			<span aria-hidden="true" className={cx("size-2 rounded-full", looks[state])} />
			{words[state]}
		</button>
	);
}
