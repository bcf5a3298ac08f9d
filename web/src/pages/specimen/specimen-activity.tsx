import { Code } from "../../ui/code.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { type Status, StatusMark } from "../../ui/marks.tsx";
import { ReasonCard } from "../../ui/reason-card.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";

interface Row {
	readonly at: string;
	readonly status: Status;
	readonly recipient: string;
	readonly subject: string;
	readonly sender: string;
}

const rows: readonly Row[] = [
	{
		at: "2026-11-30T13:02:11Z",
		status: "rejected",
		recipient: "zoe@client.example",
		subject: "Invoice 2291",
		sender: "billing@other.example",
	},
	{
		at: "2026-11-30T13:02:09Z",
		status: "delivered",
		recipient: "kim@client.example",
		subject:
			"Invoice 2290, with a subject that is much longer than there is room for in any table of this kind",
		sender: "billing@shop.example",
	},
	{
		at: "2026-11-30T13:01:57Z",
		status: "deferred",
		recipient: "li@slow.example",
		subject: "Welcome",
		sender: "hello@shop.example",
	},
];

const columns: readonly Column<Row>[] = [
	{ id: "time", header: "Time", cell: ({ at }) => <Time at={at} form="time" /> },
	{
		id: "status",
		header: "Status",
		cell: (row) =>
			row.status === "delivered" ? (
				<StatusMark status={row.status} />
			) : (
				<ReasonCard label={`Why: ${row.recipient}`} trigger={<StatusMark status={row.status} />}>
					<Reason />
				</ReasonCard>
			),
	},
	{ id: "recipient", header: "Recipient", cell: ({ recipient }) => <Code>{recipient}</Code> },
	{ id: "subject", header: "Subject", grow: true, cell: ({ subject }) => subject },
	{ id: "sender", header: "Sender", cell: ({ sender }) => <Code>{sender}</Code> },
];

const Reason = () => (
	<div className="grid gap-3">
		<p className="text-base font-semibold">The From domain is not this SMTP user’s domain</p>
		<dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
			<dt className="text-quiet">From</dt>
			<dd>
				<Code>other.example</Code>
			</dd>
			<dt className="text-quiet">SMTP user wp-shop</dt>
			<dd>
				<Code>shop.example</Code>
			</dd>
			<dt className="font-semibold">What to do</dt>
			<dd>Send as @shop.example, or create an SMTP user for other.example in Domains.</dd>
		</dl>
		<p className="text-xs text-quiet">
			<Code>[sender-domain-mismatch]</Code>
		</p>
		<div className="flex flex-wrap items-center gap-4">
			<a className="link" href="/help/sender-domain-mismatch">
				Read more
			</a>
			<CopyButton value="sender-domain-mismatch" what="reply and facts" label="Copy for support" />
		</div>
	</div>
);

export const SpecimenActivity = () => (
	<Table label="Activity" columns={columns} rows={rows} rowKey={({ at }) => at} />
);
