/** The other recipients of the same message. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ActivityDetail } from "../../api/activity.ts";
import { Address } from "../../ui/address.tsx";
import { StatusMark } from "../../ui/marks.tsx";
import { useWords } from "../../words/use-words.ts";
import { messageQuery } from "./queries.ts";
import { messageWords } from "./words.ts";

export function Others({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	const { data } = useQuery({ ...messageQuery(row.messageId ?? ""), enabled: row.messageId !== null });
	const others = data?.recipients.filter(({ id }) => id !== row.id) ?? [];
	if (others.length === 0) return null;
	return (
		<section aria-labelledby="others" className="sheet p-4">
			<h2 id="others" className="mb-2 text-base">
				{words.others}
			</h2>
			<ul className="-mx-4 -mb-2 max-h-96 divide-y divide-line overflow-y-auto">
				{others.map(({ id, recipient, status }) => (
					<li key={id}>
						<Link
							to="/activity/$id"
							params={{ id }}
							className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 py-2 outline-offset-[-2px] hover:bg-hover"
						>
							<span className="min-w-0 wrap-anywhere">
								<Address of={recipient} />
							</span>
							<StatusMark status={status} />
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
