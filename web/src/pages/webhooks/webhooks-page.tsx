import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { Webhook, WebhookWithSecret as WithSecret } from "../../api/schema.ts";
import { AccountNeeded } from "../../app/account-needed.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty, ListState, MoreButton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { useWords } from "../../words/use-words.ts";
import { webhooksKey } from "./keys.ts";
import { SecretShown } from "./secret-shown.tsx";
import { WebhookForm } from "./webhook-form.tsx";
import { WebhookState } from "./webhook-state.tsx";
import { webhookWords } from "./words.ts";

export function WebhooksPage() {
	const words = useWords(webhookWords);
	return <AccountNeeded title={words.title}>{({ id }) => <Webhooks key={id} account={id} />}</AccountNeeded>;
}

function Webhooks({ account }: { readonly account: string }) {
	const words = useWords(webhookWords);
	const { can } = useSession();
	const list = usePages<Webhook>(webhooksKey, "/v1/webhooks");
	const [isMaking, setMaking] = useState(false);
	const make = can("webhooks:write") && (
		<Button kind="primary" onClick={() => setMaking(true)}>
			{words.make}
		</Button>
	);
	return (
		<>
			<PageHeader title={words.title} about={words.about} actions={list.items?.length === 0 ? null : make} />
			<ListState
				list={list}
				empty={
					<Empty title={words.none} action={make}>
						{words.noneAbout}
					</Empty>
				}
			>
				{(webhooks) => <WebhookTable webhooks={webhooks} />}
			</ListState>
			<MoreButton list={list} />
			{isMaking && <MakeDialog account={account} onClose={() => setMaking(false)} />}
		</>
	);
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
	const words = useWords(webhookWords);
	const columns: readonly Column<Webhook>[] = [
		{
			id: "url",
			header: words.url,
			grow: true,
			cell: ({ id, url, description }) => (
				<span className="block min-w-0 truncate max-sm:whitespace-normal">
					<Link
						to="/settings/webhooks/$id"
						params={{ id }}
						className="link font-mono text-xs max-sm:wrap-anywhere"
					>
						{url}
					</Link>
					{description !== "" && <span className="block truncate text-xs text-quiet">{description}</span>}
				</span>
			),
		},
		{ id: "state", header: words.state, cell: (webhook) => <WebhookState webhook={webhook} /> },
		{
			id: "events",
			header: words.events,
			cell: ({ eventTypes }) => (
				<Tooltip text={eventTypes.join(", ")}>
					<button type="button" className="whitespace-nowrap underline decoration-dotted underline-offset-4">
						{words.eventCount(eventTypes.length)}
					</button>
				</Tooltip>
			),
		},
		{
			id: "last",
			header: words.lastDelivery,
			cell: ({ lastDeliveryAt }) =>
				lastDeliveryAt === null ? (
					<span className="text-quiet">{words.never}</span>
				) : (
					<Time at={lastDeliveryAt} />
				),
		},
	];
	return <Table label={words.title} columns={columns} rows={webhooks} rowKey={({ id }) => id} />;
}

function MakeDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
	const words = useWords(webhookWords);
	const navigate = useNavigate();
	const [made, setMade] = useState<WithSecret | null>(null);
	const go = async (id: string): Promise<void> => {
		onClose();
		await navigate({ to: "/settings/webhooks/$id", params: { id } });
	};
	return (
		<Dialog title={made === null ? words.make : words.secret.title} onClose={onClose}>
			{made === null ? (
				<WebhookForm account={account} webhook={null} onMade={setMade} onChanged={onClose} />
			) : (
				<SecretShown secret={made.secret} onDone={() => void go(made.id)} />
			)}
		</Dialog>
	);
}
