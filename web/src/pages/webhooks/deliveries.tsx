/** What was sent to a webhook, newest first. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { deliveryStates } from "../../../../src/terms/webhook.ts";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type {
	WebhookDelivery as Delivery,
	WebhookDeliveryHistory as DeliveryHistory,
	Webhook,
} from "../../api/schema.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { Empty, Failed, ListState, MoreButton, Skeleton } from "../../ui/list-state.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { AttemptLog } from "./attempt-log.tsx";
import { DeliveryMark } from "./delivery-mark.tsx";
import { deliveriesKey } from "./keys.ts";
import { ReplayButton, ReplayFailed } from "./replay.tsx";
import { webhookWords } from "./words.ts";

const route = getRouteApi("/app/settings-frame/settings/webhooks/$id");

export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords);
	const { can } = useSession();
	const { state } = route.useSearch();
	const navigate = route.useNavigate();
	const list = usePages<Delivery>(deliveriesKey(webhook.id), `/v1/webhooks/${webhook.id}/deliveries`, {
		state,
	});
	const [seen, setSeen] = useState<Delivery | null>(null);
	const choices = [{ value: "", label: words.anyState }].concat(
		deliveryStates.map((value) => ({ value, label: words.deliveryStates[value] })),
	);
	return (
		<section aria-label={words.deliveries.title}>
			<div className="mb-3 flex flex-wrap items-end justify-between gap-3">
				<h2 className="text-base">{words.deliveries.title}</h2>
				<div className="flex flex-wrap items-end gap-2">
					<Select
						label={words.state}
						hideLabel
						choices={choices}
						value={state ?? ""}
						onChange={({ target }) => {
							const chosen = deliveryStates.find((one) => one === target.value);
							void navigate({ search: chosen === undefined ? {} : { state: chosen } });
						}}
					/>
					<Button onClick={() => void list.refetch()} busy={list.isRefetching}>
						{words.deliveries.refresh}
					</Button>
					{can("webhooks:write") && <ReplayFailed webhook={webhook} />}
				</div>
			</div>
			<ListState
				list={list}
				empty={<Empty title={words.deliveries.none}>{words.deliveries.noneAbout}</Empty>}
			>
				{(deliveries) => (
					<DeliveryTable deliveries={deliveries} isPaused={webhook.pausedReason !== null} onSee={setSeen} />
				)}
			</ListState>
			<MoreButton list={list} />
			{seen !== null && <DeliveryDialog delivery={seen} webhook={webhook} onClose={() => setSeen(null)} />}
		</section>
	);
}

function DeliveryTable({
	deliveries,
	isPaused,
	onSee,
}: {
	readonly deliveries: readonly Delivery[];
	readonly isPaused: boolean;
	readonly onSee: (delivery: Delivery) => void;
}) {
	const words = useWords(webhookWords);
	const columns: readonly Column<Delivery>[] = [
		{ id: "at", header: words.deliveries.at, cell: ({ createdAt }) => <Time at={createdAt} /> },
		{ id: "state", header: words.state, cell: ({ state }) => <DeliveryMark state={state} /> },
		{
			id: "type",
			header: words.deliveries.event,
			cell: ({ type }) => (
				<code translate="no" className="font-mono text-xs">
					{type}
				</code>
			),
		},
		{ id: "attempts", header: words.deliveries.attempts, align: "end", cell: ({ attempts }) => attempts },
		{
			id: "next",
			header: words.deliveries.next,
			cell: ({ nextAttemptAt }) => {
				if (nextAttemptAt === null) return "–";
				return isPaused ? words.deliveries.whenResumed : <Time at={nextAttemptAt} />;
			},
		},
		{
			id: "actions",
			header: words.actions,
			hideHeader: true,
			align: "end",
			cell: (delivery) => (
				<Button size="small" onClick={() => onSee(delivery)}>
					{words.deliveries.see}
					<span className="sr-only">: {delivery.type}</span>
				</Button>
			),
		},
	];
	return <Table label={words.deliveries.title} columns={columns} rows={deliveries} rowKey={({ id }) => id} />;
}

function DeliveryDialog({
	delivery: { id, type },
	webhook,
	onClose,
}: {
	readonly delivery: Delivery;
	readonly webhook: Webhook;
	readonly onClose: () => void;
}) {
	const { can } = useSession();
	const { data, error, refetch } = useQuery({
		queryKey: ["webhook-delivery", id],
		queryFn: ({ signal }) => api.get<DeliveryHistory>(`/v1/webhook-deliveries/${id}`, undefined, signal),
	});
	return (
		<Dialog title={type} onClose={onClose} wide>
			{data !== undefined ? (
				<div className="grid gap-4">
					<AttemptLog history={data} />
					{can("webhooks:write") && (
						<div>
							<ReplayButton id={id} webhook={webhook} onDone={onClose} />
						</div>
					)}
				</div>
			) : error ? (
				<Failed error={error} onRetry={refetch} />
			) : (
				<Skeleton rows={4} />
			)}
		</Dialog>
	);
}
