/** What the closed internet's mail server got; the plain pages of /mailbox show each mail whole. */

import { useQuery } from "@tanstack/react-query";
import { operatorApi } from "../../api/client.ts";
import type { TryMailbox } from "../../api/schema.ts";
import { Empty, ListState } from "../../ui/list-state.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { tryWords } from "./words.ts";

const AGAIN_MS = 2_000;
const SHOWN = 8;

type Mail = TryMailbox["items"][number];

export function MailboxPart() {
	const words = useWords(tryWords).mailbox;
	const { data, error, refetch } = useQuery({
		queryKey: ["operator", "mailbox"],
		queryFn: ({ signal }) => operatorApi.get<TryMailbox>("/v1/try/mailbox", undefined, signal),
		refetchInterval: AGAIN_MS,
	});
	return (
		<section aria-labelledby="try-mailbox" className="min-w-0">
			<h2 id="try-mailbox" className="text-lg">
				{words.title}
			</h2>
			<p className="mt-1 mb-3 max-w-prose text-quiet">{words.about}</p>
			<ListState
				list={{ items: data?.items, error, refetch }}
				empty={<Empty title={words.none}>{words.noneAbout}</Empty>}
			>
				{(items) => (
					<>
						<ul className="sheet divide-y divide-line">
							{items.slice(0, SHOWN).map((mail) => (
								<Received key={mail.id} mail={mail} />
							))}
						</ul>
						<p className="mt-2">
							<a href="/mailbox" className="link">
								{words.open}
							</a>
						</p>
					</>
				)}
			</ListState>
		</section>
	);
}

function Received({ mail: { id, to, subject, receivedAt } }: { readonly mail: Mail }) {
	const words = useWords(tryWords).mailbox;
	const [first = "", ...others] = to;
	return (
		<li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 px-3 py-2 sm:px-4">
			<a href={`/mailbox/${id}`} className="link truncate">
				{subject || words.noSubject}
			</a>
			<span className="text-quiet">
				<Time at={receivedAt} form="time" />
			</span>
			<span translate="no" className="col-span-2 truncate font-mono text-xs text-quiet">
				{others.length === 0 ? first : words.recipients(first, others.length)}
			</span>
		</li>
	);
}
