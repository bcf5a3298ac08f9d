/** Sends a test event, and shows what came back. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../api/client.ts";
import type { WebhookDeliveryHistory as DeliveryHistory, Webhook } from "../../api/schema.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { useWords } from "../../words/use-words.ts";
import { AttemptLog } from "./attempt-log.tsx";
import { deliveriesKey } from "./keys.ts";
import { webhookWords } from "./words.ts";

export function TestResult({
	webhook: { id },
	onClose,
}: {
	readonly webhook: Webhook;
	readonly onClose: () => void;
}) {
	const words = useWords(webhookWords);
	const queries = useQueryClient();
	/** Each opening of the dialog sends once, however often React renders it. */
	const [test] = useState(() => crypto.randomUUID());
	const { data, error, refetch } = useQuery({
		queryKey: ["webhook-test", id, test],
		queryFn: () => api.post<DeliveryHistory>(`/v1/webhooks/${id}/test`),
		staleTime: Number.POSITIVE_INFINITY,
		retry: false,
	});
	useEffect(() => {
		if (data !== undefined) void queries.invalidateQueries({ queryKey: deliveriesKey(id) });
	}, [data, id, queries]);
	return (
		<Dialog title={words.test.title} onClose={onClose} wide>
			<div aria-live="polite">
				{data !== undefined ? (
					<AttemptLog history={data} />
				) : error ? (
					<Failed error={error} onRetry={refetch} />
				) : (
					<>
						<p className="mb-2 text-quiet">{words.test.waiting}</p>
						<Skeleton rows={2} />
					</>
				)}
			</div>
		</Dialog>
	);
}
