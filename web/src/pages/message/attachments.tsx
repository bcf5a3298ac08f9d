/** What was attached, and what was found of it. */

import { sayFact } from "../../../../src/terms/refusals/facts.ts";
import type { Attachment } from "../../api/activity.ts";
import { Icon } from "../../ui/icons.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { messageWords } from "./words.ts";

export function Attachments({ attachments }: { readonly attachments: readonly Attachment[] }) {
	const words = useWords(messageWords);
	const numbers = useNumbers();
	const { language } = useReader();
	if (attachments.length === 0) return <p className="text-quiet">{words.noAttachments}</p>;
	const { name, size, declared, content, verdict } = words.attachment;
	const numbered = attachments.map((attachment, index) => ({ ...attachment, index }));
	const columns: readonly Column<(typeof numbered)[number]>[] = [
		{
			id: "name",
			header: name,
			cell: (one) => <span className="wrap-anywhere">{one.name || words.noName}</span>,
		},
		{
			id: "size",
			header: size,
			align: "end",
			cell: (one) => <span className="whitespace-nowrap">{numbers.bytes(one.sizeBytes)}</span>,
		},
		{ id: "declared", header: declared, cell: (one) => one.mediaType },
		{
			id: "content",
			header: content,
			cell: (one) => [one.words, ...one.notes].map((said) => sayFact("finding", said, language)).join(" ; "),
		},
		{
			id: "verdict",
			header: verdict,
			cell: () => (
				<span className="flex items-center gap-1.5 text-green">
					<Icon name="check" />
					{words.accepted}
				</span>
			),
		},
	];
	return (
		<Table
			label={words.tabs.attachments}
			columns={columns}
			rows={numbered}
			rowKey={({ index }) => String(index)}
		/>
	);
}
