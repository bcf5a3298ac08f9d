import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { queueWords } from "./words.ts";

/** Whether what is shown moves, and when it was read. */
export function Refreshed({ stands, at }: { readonly stands: boolean; readonly at: number }) {
	const words = useWords(queueWords);
	if (at === 0) return null;
	return (
		<p className="flex items-center gap-2 text-xs text-quiet">
			<span
				aria-hidden="true"
				className={`size-2 rounded-full ${stands ? "border border-edge" : "bg-green"}`}
			/>
			{stands ? words.stands : words.refreshed} · <Time at={at} form="time" />
		</p>
	);
}
