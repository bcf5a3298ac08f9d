/** Says what changed while the page was open, to those who do not see it change. */

import { useEffect, useRef, useState } from "react";
import { uiWords } from "../../../ui/words.ts";
import { useWords } from "../../../words/use-words.ts";
import type { DomainRecord } from "../standing.ts";
import { domainWords } from "../words.ts";

const statesOf = (records: readonly DomainRecord[]) =>
	new Map(records.map(({ purpose, state }) => [purpose, state]));

export function News({ records }: { readonly records: readonly DomainRecord[] }) {
	const { purpose } = useWords(domainWords);
	const states = useWords(uiWords).record;
	const before = useRef(statesOf(records));
	const [changed, setChanged] = useState<readonly DomainRecord[]>([]);
	useEffect(() => {
		const fresh = records.filter((record) => before.current.get(record.purpose) !== record.state);
		before.current = statesOf(records);
		if (fresh.length > 0) setChanged(fresh);
	}, [records]);
	return (
		<p role="status" className="sr-only">
			{changed.map((record) => `${purpose[record.purpose]}: ${states[record.state]}`).join(". ")}
		</p>
	);
}
