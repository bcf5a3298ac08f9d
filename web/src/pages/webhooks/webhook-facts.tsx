import type { ReactNode } from "react";
import type { Webhook } from "../../api/schema.ts";
import { CopyableCode } from "../../ui/code.tsx";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { WebhookState } from "./webhook-state.tsx";
import { webhookWords } from "./words.ts";

export function WebhookFacts({ webhook }: { readonly webhook: Webhook }) {
	const words = useWords(webhookWords);
	const facts: readonly (readonly [string, ReactNode])[] = [
		[words.url, <CopyableCode key="url" value={webhook.url} what={words.url} />],
		[words.state, <WebhookState key="state" webhook={webhook} />],
		[words.events, <Events key="events" types={webhook.eventTypes} />],
		[
			words.lastDelivery,
			webhook.lastDeliveryAt === null ? words.never : <Time key="last" at={webhook.lastDeliveryAt} />,
		],
		[words.created, <Time key="created" at={webhook.createdAt} form="date" />],
	];
	return (
		<dl className="sheet grid items-baseline gap-x-6 gap-y-1 p-4 sm:gap-y-3 sm:grid-cols-[auto_minmax(0,1fr)] sm:p-6">
			{facts.map(([name, value]) => (
				<div key={name} className="contents">
					<dt className="text-quiet">{name}</dt>
					<dd className="min-w-0 max-sm:mb-2">{value}</dd>
				</div>
			))}
		</dl>
	);
}

const Events = ({ types }: { readonly types: readonly string[] }) => (
	<ul className="flex flex-wrap gap-1.5">
		{types.map((type) => (
			<li key={type} translate="no" className="rounded-sm border border-line px-1.5 py-0.5 font-mono text-xs">
				{type}
			</li>
		))}
	</ul>
);
