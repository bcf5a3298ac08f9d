/** Sends a test and follows it: what was answered, then each thing that becomes of it, until that is final. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import type { Page } from "../../../api/pages.ts";
import { ApiError } from "../../../api/problem.ts";
import type { Activity, ActivityDetail, Message, SentMessage } from "../../../api/schema.ts";
import type { Status } from "../../../ui/marks.tsx";

export interface Test {
	readonly smtpUser: string;
	readonly smtpUserId: string;
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}

/** Why it was not taken, in the API's words, which are the reader's. */
export interface Refused {
	readonly title: string;
	readonly because: string;
	readonly remedy: string;
	readonly help: string;
	readonly reply: string;
	readonly phase: string;
}

/** `activityId` and `transcript` are null until they are known, or where there are none. */
export type Outcome =
	| { readonly kind: "accepted"; readonly messageId: string; readonly sentAt: number }
	| {
			readonly kind: "refused";
			readonly refused: Refused;
			readonly activityId: string | null;
			readonly transcript: readonly string[] | null;
	  };

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const refusedOf = (members: Readonly<Record<string, unknown>>): Refused => ({
	title: textOf(members["title"]),
	because: textOf(members["detail"]),
	remedy: textOf(members["remedy"]),
	help: textOf(members["help"]),
	reply: textOf(members["reply"]),
	phase: textOf(members["phase"]),
});

/** A refusal of the message, not of the call. */
const isRefusal = (error: unknown): error is ApiError =>
	error instanceof ApiError && typeof error.members["reply"] === "string";

export async function sendTest({ smtpUserId, ...test }: Test, key: string): Promise<Outcome> {
	const { to, ...rest } = test;
	try {
		const body = { ...rest, to: [to] };
		const { id } = await api.post<SentMessage>("/v1/messages", body, { idempotencyKey: key });
		return { kind: "accepted", messageId: id, sentAt: Date.now() };
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const row = await rowOf(error.reason, test, smtpUserId).catch(() => undefined);
		return {
			kind: "refused",
			refused: refusedOf(error.members),
			activityId: row?.id ?? null,
			transcript: row?.session?.transcript ?? null,
		};
	}
}

/** The refusal's row in Activity, with what was said. */
async function rowOf(
	reason: string,
	{ to }: Pick<Test, "to">,
	smtpUser: string,
): Promise<ActivityDetail | undefined> {
	const query = { reason, smtpUser, recipient: to, status: "rejected", limit: 1 };
	const { items } = await api.get<Page<Activity>>("/v1/activity", query);
	return items[0] && api.get<ActivityDetail>(`/v1/activity/${items[0].id}`);
}

const FINAL: readonly Status[] = ["delivered", "soft-bounce", "hard-bounce", "rejected"];
export const isFinal = (status: Status): boolean => FINAL.includes(status);

const AGAIN_MS = 700;
const FOLLOWED_MS = 60_000;

/** The message, asked for until what became of it is final, or for a minute. */
export function useFollowed(messageId: string, sentAt: number) {
	const { data } = useQuery({
		queryKey: ["test-message", messageId],
		queryFn: ({ signal }) => api.get<Message>(`/v1/messages/${messageId}`, undefined, signal),
		refetchInterval: ({ state }) =>
			isOver(state.data, sentAt) || Date.now() - sentAt > FOLLOWED_MS ? false : AGAIN_MS,
		// A moment passes before it can be read.
		retry: 5,
		retryDelay: AGAIN_MS,
	});
	return { message: data, isFollowed: !isOver(data, sentAt) && Date.now() - sentAt <= FOLLOWED_MS };
}

const isOver = (message: Message | undefined, sentAt: number): boolean =>
	message !== undefined &&
	(message.recipients.every(({ status }) => isFinal(status)) || Date.now() - sentAt > FOLLOWED_MS);

/** One key for each message that is meant: the same again is the same message. */
export function useKey(): readonly [key: string, renew: () => void] {
	const [key, setKey] = useState(() => crypto.randomUUID());
	return [key, () => setKey(crypto.randomUUID())];
}
