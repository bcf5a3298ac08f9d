/** What is known of it, at a glance. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ActivityDetail } from "../../api/activity.ts";
import { api } from "../../api/client.ts";
import { useSession } from "../../api/me.ts";
import { Address } from "../../ui/address.tsx";
import { Code } from "../../ui/code.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useNumbers } from "../../ui/numbers.ts";
import { readableAddress, readableDomain } from "../../ui/readable-domain.ts";
import { Time } from "../../ui/time.tsx";
import { useWords } from "../../words/use-words.ts";
import { Line, Lines } from "./lines.tsx";
import { messageWords } from "./words.ts";

export function Facts({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	const numbers = useNumbers();
	const unsaid = row.message === null && row.phase !== "content" ? words.notSaid : words.none;
	return (
		<section aria-labelledby="facts" className="sheet p-4">
			<h2 id="facts" className="mb-3 text-base">
				{words.facts}
			</h2>
			<Lines>
				<Line name={words.received}>
					<Time at={row.message?.receivedAt ?? row.at} form="moment" />
				</Line>
				{row.updatedAt !== row.at && (
					<Line name={words.updated}>
						<Time at={row.updatedAt} form="moment" />
					</Line>
				)}
				<Line name={words.from}>
					<Mailbox text={row.author} otherwise={unsaid} />
				</Line>
				<Line name={words.envelope}>
					<Mailbox text={row.sender} otherwise={words.none} />
				</Line>
				<Line name={words.recipient}>
					<Mailbox text={row.recipient} otherwise={unsaid} />
				</Line>
				<Line name={words.subject}>{row.subject || <span className="text-quiet">{unsaid}</span>}</Line>
				{row.message !== null && <Line name={words.size}>{numbers.bytes(row.message.sizeBytes)}</Line>}
				<UserAndDomain row={row} />
				{row.reason !== "" && (
					<Line name={words.reason}>
						<Code>{row.reason}</Code>
					</Line>
				)}
				{row.headerMessageId !== "" && (
					<Line name={words.messageId}>
						<Copied text={row.headerMessageId} what={words.messageId} />
					</Line>
				)}
				<Line name={words.ourId}>
					<Copied text={row.messageId ?? row.id} what={words.ourId} />
				</Line>
			</Lines>
		</section>
	);
}

/** As it is read; and as it is looked for in other logs, where that is another form. */
function Mailbox({ text, otherwise }: { readonly text: string; readonly otherwise: string }) {
	if (text === "") return <span className="text-quiet">{otherwise}</span>;
	return (
		<>
			<Address of={text} />
			{readableAddress(text) !== text && (
				<span className="block text-xs text-quiet">
					<Code>{text}</Code>
				</span>
			)}
		</>
	);
}

const Copied = ({ text, what }: { readonly text: string; readonly what: string }) => (
	<span className="grid grid-cols-[minmax(0,1fr)] gap-1">
		<span className="text-xs">
			<Code>{text}</Code>
		</span>
		<span>
			<CopyButton value={text} what={what} />
		</span>
	</span>
);

interface Named {
	readonly name: string;
	readonly username?: string;
}

/** By their names, for who may see them; all its mail is a filter away. */
function UserAndDomain({ row }: { readonly row: ActivityDetail }) {
	const words = useWords(messageWords);
	const { can } = useSession();
	const user = useNamed("/v1/smtp-users", can("smtp-users:read") ? row.smtpUserId : null);
	const domain = useNamed("/v1/domains", can("domains:read") ? row.domainId : null);
	return (
		<>
			{domain !== undefined && row.domainId !== null && (
				<Line name={words.domain}>
					<All search={{ domain: row.domainId }}>{readableDomain(domain.name)}</All>
				</Line>
			)}
			{user !== undefined && row.smtpUserId !== null && (
				<Line name={words.user}>
					<All search={{ smtpUser: row.smtpUserId }}>{user.name || user.username}</All>
				</Line>
			)}
		</>
	);
}

const All = ({
	search,
	children,
}: {
	readonly search: { readonly domain?: string; readonly smtpUser?: string };
	readonly children: ReactNode;
}) => (
	<Link to="/activity" search={search} className="link">
		{children}
	</Link>
);

const SELDOM_MS = 60_000;

const useNamed = (path: string, id: string | null): Named | undefined =>
	useQuery({
		queryKey: ["named", path, id],
		queryFn: ({ signal }) => api.get<Named>(`${path}/${id}`, undefined, signal),
		enabled: id !== null,
		staleTime: SELDOM_MS,
	}).data;
