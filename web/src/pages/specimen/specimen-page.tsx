/** Every component in all its states. For who builds pages: English only. */

import { type ReactNode, useState } from "react";
import { ApiError } from "../../api/problem.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeBlock, CopyableCode } from "../../ui/code.tsx";
import { Combobox } from "../../ui/combobox.tsx";
import { DateRange } from "../../ui/date-range.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Checkbox, Input, PasswordInput, Select, TextArea } from "../../ui/field.tsx";
import { FilterMenu } from "../../ui/filter-menu.tsx";
import { Empty, Failed, Skeleton } from "../../ui/list-state.tsx";
import { RecordMark, type RecordState, type Status, StatusMark } from "../../ui/marks.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import type { Period } from "../../ui/period.ts";
import { QuotaBar } from "../../ui/quota-bar.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useToast } from "../../ui/toast.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { useWords } from "../../words/use-words.ts";
import { SpecimenActivity } from "./specimen-activity.tsx";
import { specimenWords } from "./words.ts";

const statuses: readonly Status[] = [
	"accepted",
	"pending",
	"deferred",
	"delivered",
	"soft-bounce",
	"hard-bounce",
	"rejected",
];
const records: readonly RecordState[] = ["valid", "not-found", "wrong-value", "dns-error", "not-checked"];
const choices = ["shop.example", "other.example", "client.example"].map((value) => ({ value, label: value }));

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
	<section className="grid gap-3">
		<h2 className="text-base">{title}</h2>
		{children}
	</section>
);

export function SpecimenPage() {
	const { title } = useWords(specimenWords);
	return (
		<main tabIndex={-1} className="mx-auto grid max-w-7xl gap-8 px-4 py-8 sm:px-6">
			<PageHeader
				title={title}
				about="Every component in all its states."
				actions={<Button>Export CSV</Button>}
			/>
			<Part title="Quota">
				<QuotaBar use={{ used: 8_240, limit: 20_000, renewsAt: "2026-12-01T00:00:00Z" }} />
				<QuotaBar use={{ used: 8_240, limit: 10_000, renewsAt: "2026-12-01T00:00:00Z" }} />
				<QuotaBar use={{ used: 10_000, limit: 10_000, renewsAt: "2026-12-01T00:00:00Z" }} />
			</Part>
			<Part title="Marks">
				<div className="flex flex-wrap gap-x-6 gap-y-2">
					{statuses.map((status) => (
						<StatusMark key={status} status={status} />
					))}
				</div>
				<div className="flex flex-wrap gap-x-6 gap-y-2">
					{records.map((state) => (
						<RecordMark key={state} state={state} />
					))}
				</div>
			</Part>
			<Part title="Activity and its reasons">
				<SpecimenActivity />
			</Part>
			<Controls />
			<Fields />
			<States />
		</main>
	);
}

function Controls() {
	const say = useToast();
	const [isAsking, setAsking] = useState(false);
	const { bytes, change, money, percent } = useNumbers();
	return (
		<Part title="Buttons, dialogs, code, tabs">
			<div className="flex flex-wrap gap-2">
				<Button kind="primary" onClick={() => say("Kept")}>
					Create SMTP user
				</Button>
				<Button onClick={() => say("The service does not answer", "failed")}>Check now</Button>
				<Button kind="danger" onClick={() => setAsking(true)}>
					Remove domain
				</Button>
				<Button kind="quiet">Read more</Button>
				<Button busy>Checking</Button>
				<Button size="small">Retry</Button>
				<Tooltip text="Checked every minute while this page is open">
					<Button size="small">Checked 12 seconds ago</Button>
				</Tooltip>
			</div>
			<p className="text-quiet">
				{bytes(20_971_520)} · {percent(0.9871)} · {change(-0.012)} · {money(1_900, "EUR")}
			</p>
			<CopyableCode value="s1._domainkey.shop.example" what="the name of DKIM 1" />
			<Tabs
				label="Message"
				tabs={[
					{
						id: "submission",
						title: "Submission",
						content: (
							<CodeBlock label="Transcript">
								{"S: 220 relay.example ESMTP\nC: EHLO crm.shop.example\nS: 250-relay.example"}
							</CodeBlock>
						),
					},
					{ id: "headers", title: "Headers", content: <p>Headers</p> },
				]}
			/>
			{isAsking && (
				<ConfirmDialog
					title="Remove shop.example?"
					action="Remove shop.example"
					onConfirm={() => Promise.reject(new ApiError(409, "in-use", "Three SMTP users still send as it."))}
					onClose={() => setAsking(false)}
				>
					Its SMTP users are refused from the next message on. Messages that are already accepted are still
					delivered.
				</ConfirmDialog>
			)}
		</Part>
	);
}

function Fields() {
	const [domain, setDomain] = useState("");
	const [chosen, setChosen] = useState<readonly string[]>(["rejected"]);
	const [period, setPeriod] = useState<Period>({ from: "2026-11-01", to: "2026-11-30" });
	return (
		<Part title="Fields">
			<div className="flex flex-wrap items-end gap-2">
				<FilterMenu
					label="Status"
					all="All"
					chosen={chosen}
					onChange={setChosen}
					choices={statuses.map((value) => ({ value, label: value, content: <StatusMark status={value} /> }))}
				/>
				<div className="w-48">
					<Combobox label="Domain" hideLabel choices={choices} value={domain} onChange={setDomain} />
				</div>
				<DateRange period={period} onChange={setPeriod} today="2026-11-30" />
			</div>
			<div className="sheet grid max-w-xl gap-4 p-6">
				<Input label="Domain" name="domain" placeholder="shop.example" hint="Without www." />
				<Input label="Name" name="name" defaultValue="wp-shop" error="This name is taken" optional />
				<PasswordInput label="Password" name="password" autoComplete="off" />
				<Select label="Role" name="role" choices={choices} />
				<TextArea label="Note" name="note" optional />
				<Checkbox label="Send bounce reports" hint="To the sender's address" name="dsn" />
			</div>
		</Part>
	);
}

const States = () => (
	<Part title="States">
		<Banner kind="good">All three records are valid: shop.example can send.</Banner>
		<Banner>A lower plan begins with the next period.</Banner>
		<Banner kind="warning" action={<Button size="small">Check now</Button>}>
			DKIM 1 is not found any more. Mail is accepted until 3 December.
		</Banner>
		<Skeleton rows={3} />
		<Empty title="No domains yet" action={<Button kind="primary">Add a domain</Button>}>
			Add the domain that your applications send as, and publish three records.
		</Empty>
		<Failed error={new ApiError(0, "no-answer", "")} onRetry={() => {}} />
	</Part>
);
