/** Follows GET /v1/activity/events while the page is seen; comes back by itself when the connection is lost. */

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { actingAccount } from "../../api/account-choice.ts";
import type { ActivityRow } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { ApiError } from "../../api/problem.ts";
import { eventsOf, type ServerSent } from "../../api/server-sent.ts";
import { useReader } from "../../words/use-words.ts";

export type LiveState = "connecting" | "live" | "reconnecting" | "paused";

export interface LiveNews {
	onRows(rows: readonly ActivityRow[]): void;
	/** What happened before this moment was not told, or is too much to tell: look at the list again. */
	onGap(): void;
	/** It is over for now: no right, no session, no place. */
	onRefused(): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const DOUBLINGS = 5;

/** The last event that was seen, by account: who comes back to the page goes on there. */
const seen = new Map<string, string>();

export function useLive(isOn: boolean, news: LiveNews): LiveState {
	const { language } = useReader();
	const isSeen = useIsSeen();
	/** Null before the first time. */
	const [isConnected, setConnected] = useState<boolean | null>(null);
	const onRows = useEffectEvent(news.onRows);
	const onGap = useEffectEvent(news.onGap);
	const onRefused = useEffectEvent(news.onRefused);
	// biome-ignore lint/correctness/useExhaustiveDependencies: rows are told in the language that was asked for.
	useEffect(() => {
		if (!isOn || !isSeen) return;
		const controller = new AbortController();
		void follow({ onRows, onGap, onRefused, setConnected }, controller.signal);
		return () => {
			controller.abort();
			setConnected(null);
		};
	}, [isOn, isSeen, language]);
	if (!isOn) return "paused";
	return isConnected === null ? "connecting" : isConnected ? "live" : "reconnecting";
}

async function follow(
	news: LiveNews & { setConnected(isConnected: boolean): void },
	signal: AbortSignal,
): Promise<void> {
	const account = actingAccount()?.id ?? "";
	for (let failures = 0; !signal.aborted; failures += 1) {
		try {
			const last = seen.get(account);
			const headers = { accept: "text/event-stream", ...(last ? { "last-event-id": last } : {}) };
			const response = await api.stream("/v1/activity/events", headers, signal);
			failures = 0;
			news.setConnected(true);
			if (last === undefined) news.onGap();
			for await (const events of eventsOf(response)) {
				if (signal.aborted) return;
				tell(events, news);
				seen.set(account, events.at(-1)?.id ?? "");
			}
		} catch (error) {
			if (signal.aborted) return;
			if (error instanceof ApiError && error.status !== 0) news.onRefused();
		}
		if (!signal.aborted) news.setConnected(false);
		await waiting(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, DOUBLINGS)), signal);
	}
}

function tell(events: readonly ServerSent[], news: LiveNews): void {
	const told = events
		.filter(({ data }) => data !== "")
		.map(({ data }) => JSON.parse(data) as { readonly type: string } & ActivityRow);
	const rows = told.filter(({ type }) => type === "activity");
	if (rows.length > 0) news.onRows(rows);
	if (told.some(({ type }) => type === "reset")) news.onGap();
}

const waiting = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});

/** A browser has few connections to one server: pages that nobody sees do not keep one. */
const useIsSeen = (): boolean =>
	useSyncExternalStore(
		(changed) => {
			document.addEventListener("visibilitychange", changed);
			return () => document.removeEventListener("visibilitychange", changed);
		},
		() => document.visibilityState === "visible",
	);
