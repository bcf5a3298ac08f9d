/** How a domain stands, in one mark and a word or two. */

import { RecordMark, StatusMark } from "../../ui/marks.tsx";
import { useWords } from "../../words/use-words.ts";
import type { Standing } from "./standing.ts";
import { domainWords } from "./words.ts";

const marks = {
	verified: "valid",
	vouched: "valid",
	breaking: "dns-error",
	waiting: "not-found",
	new: "not-checked",
} as const;

export function StandingMark({ standing }: { readonly standing: Standing }) {
	const word = useWords(domainWords).standing[standing];
	return standing === "stopped" ? (
		<StatusMark status="rejected" word={word} />
	) : (
		<RecordMark state={marks[standing]} word={word} />
	);
}
