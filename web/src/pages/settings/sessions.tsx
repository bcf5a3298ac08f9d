/** Where this person is signed in. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Code } from "../../ui/code.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { useErrorText } from "../../ui/form.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { Time } from "../../ui/time.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useWords } from "../../words/use-words.ts";
import { deviceOf } from "./device.ts";
import { profileWords } from "./profile-words.ts";
import { Section } from "./section.tsx";

interface Session {
	readonly id: string;
	readonly token: string;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly ipAddress?: string | null;
	readonly userAgent?: string | null;
}

export const sessionsKey = ["sessions"] as const;

async function load(signal: AbortSignal) {
	const [all, own] = await Promise.all([
		api.get<readonly Session[]>("/auth/list-sessions", undefined, signal),
		api.get<{ readonly session: Session } | null>("/auth/get-session", undefined, signal),
	]);
	const isOwn = ({ id }: Session): boolean => id === own?.session.id;
	return all
		.map((session) => ({ ...session, isOwn: isOwn(session) }))
		.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
}

export function Sessions() {
	const words = useWords(profileWords).sessions;
	const queries = useQueryClient();
	const { data, error, refetch } = useQuery({ queryKey: sessionsKey, queryFn: ({ signal }) => load(signal) });
	const [isAsking, setAsking] = useState(false);
	const endOthers = async (): Promise<void> => {
		await api.post("/auth/revoke-other-sessions");
		await queries.invalidateQueries({ queryKey: sessionsKey });
	};
	const others = data?.filter(({ isOwn }) => !isOwn).length ?? 0;
	return (
		<Section title={words.title} about={words.about}>
			{data !== undefined ? (
				<ul className="divide-y divide-line">
					{data.map((session) => (
						<SessionLine key={session.id} session={session} />
					))}
				</ul>
			) : error ? (
				<Failed error={error} onRetry={refetch} />
			) : (
				<Skeleton rows={2} />
			)}
			{others > 0 && (
				<div>
					<Button kind="danger" onClick={() => setAsking(true)}>
						{words.endOthers}
					</Button>
				</div>
			)}
			{isAsking && (
				<ConfirmDialog
					title={words.endOthersAsk}
					action={words.endOthers}
					onConfirm={endOthers}
					onClose={() => setAsking(false)}
				>
					{words.endOthersAbout(others)}
				</ConfirmDialog>
			)}
		</Section>
	);
}

function SessionLine({ session }: { readonly session: Session & { readonly isOwn: boolean } }) {
	const words = useWords(profileWords).sessions;
	const queries = useQueryClient();
	const say = useToast();
	const errorText = useErrorText();
	const end = useMutation({
		mutationFn: () => api.post("/auth/revoke-session", { token: session.token }),
		onSuccess: async () => {
			say(words.ended);
			await queries.invalidateQueries({ queryKey: sessionsKey });
		},
		onError: (error) => say(errorText(error), "failed"),
	});
	const device = deviceOf(session.userAgent ?? "") ?? words.unknownDevice;
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
			<div className="min-w-0">
				<p className="font-semibold" title={session.userAgent ?? undefined}>
					{device}
					{session.isOwn && <span className="ml-2 font-normal text-green">{words.own}</span>}
				</p>
				<p className="text-xs text-quiet">
					{session.ipAddress ? (
						<>
							<Code>{session.ipAddress}</Code>
							{" · "}
						</>
					) : null}
					{words.since} <Time at={session.createdAt} />
				</p>
			</div>
			{!session.isOwn && (
				<Button size="small" busy={end.isPending} onClick={() => end.mutate()}>
					{words.end}
					<span className="sr-only">: {device}</span>
				</Button>
			)}
		</li>
	);
}
