import { queryOptions } from "@tanstack/react-query";
import type { ActivityDetail, MessageRecipients } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { ApiError } from "../../api/problem.ts";

const SOON_MS = 5_000;

/** Of a recipient for which more will happen, again and again. */
export const rowQuery = (id: string, language: string) =>
	queryOptions({
		queryKey: ["activity-row", id, language],
		queryFn: ({ signal }) =>
			api.get<ActivityDetail>(`/v1/activity/${encodeURIComponent(id)}`, undefined, signal),
		refetchInterval: ({ state: { data } }) =>
			data !== undefined && ["accepted", "pending", "deferred"].includes(data.status) ? SOON_MS : false,
	});

export const messageQuery = (id: string) =>
	queryOptions({
		queryKey: ["message", id],
		queryFn: ({ signal }) =>
			api.get<MessageRecipients>(`/v1/messages/${encodeURIComponent(id)}`, undefined, signal),
	});

/** An id that is none of ours is as unknown as one that is not there (any more). */
export const isUnknown = (error: unknown): boolean =>
	error instanceof ApiError && (error.status === 404 || error.reason === "request-invalid");
