/** Try mode on one page: samples to send, what arrived, and the records of the closed internet's DNS. */

import { useService } from "../../api/me.ts";
import { Empty } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { MailboxPart } from "./mailbox-part.tsx";
import { RecordsPart } from "./records-part.tsx";
import { SamplesPart } from "./samples-part.tsx";
import { tryWords } from "./words.ts";

export function TryPage() {
	const words = useWords(tryWords);
	const { tryMode } = useService();
	return (
		<>
			<PageHeader title={words.title} about={words.about} />
			{tryMode ? (
				<div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
					<SamplesPart />
					<div className="grid grid-cols-1 gap-8">
						<MailboxPart />
						<RecordsPart />
					</div>
				</div>
			) : (
				<Empty title={words.notTrying.title}>{words.notTrying.about}</Empty>
			)}
		</>
	);
}
