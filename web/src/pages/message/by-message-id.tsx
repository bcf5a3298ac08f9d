/** /messages/{id}, as replies and mails tell it: the page of its first recipient, which leads to the others. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { Skeleton } from "../../ui/list-state.tsx";
import { MessageFailed } from "./failed.tsx";
import { messageQuery } from "./queries.ts";

const route = getRouteApi("/app/messages/$id");

export function ByMessageId() {
	const { id } = route.useParams();
	const { data, error, refetch } = useQuery(messageQuery(id));
	const first = data?.recipients[0]?.id;
	if (first !== undefined) return <Navigate to="/activity/$id" params={{ id: first }} replace />;
	return error === null ? <Skeleton /> : <MessageFailed error={error} onRetry={refetch} />;
}
