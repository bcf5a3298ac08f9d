import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSession } from "../../../api/me.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Button } from "../../../ui/button.tsx";
import { Code } from "../../../ui/code.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { RecordMark, StatusMark } from "../../../ui/marks.tsx";
import { Menu, MenuItem, MenuLine } from "../../../ui/menu.tsx";
import { type Column, Table } from "../../../ui/table.tsx";
import { Time, useTime } from "../../../ui/time.tsx";
import { useReader, useWords } from "../../../words/use-words.ts";
import type { Domain } from "../standing.ts";
import { lastMomentOf, stateOf } from "./smtp-user.ts";
import { smtpUserWords } from "./words.ts";

export type Act = "send" | "edit" | "reset" | "switch" | "remove";

export function UserTable({
	users,
	domain,
	onAct,
}: {
	readonly users: readonly SmtpUser[];
	readonly domain: Domain;
	readonly onAct: (act: Act, user: SmtpUser) => void;
}) {
	const words = useWords(smtpUserWords);
	const columns: readonly Column<SmtpUser>[] = [
		{ id: "name", header: words.user, cell: (user) => <Name user={user} />, grow: true },
		{ id: "state", header: words.state, cell: (user) => <State user={user} /> },
		{ id: "connection", header: words.lastConnection, cell: (user) => <LastConnection user={user} /> },
		{ id: "failure", header: words.lastFailure, cell: (user) => <LastFailure user={user} /> },
		{
			id: "acts",
			header: words.acts,
			hideHeader: true,
			align: "end",
			cell: (user) => <Acts user={user} domain={domain} onAct={(act) => onAct(act, user)} />,
		},
	];
	return <Table label={words.title} columns={columns} rows={users} rowKey={({ id }) => id} />;
}

const Name = ({ user: { name, username } }: { readonly user: SmtpUser }) => {
	const words = useWords(smtpUserWords);
	return (
		<span className="grid min-w-0 gap-0.5 py-1">
			<span className="truncate font-semibold max-sm:whitespace-normal">{name}</span>
			<span className="flex min-w-0 items-center gap-2">
				<span className="truncate text-xs max-sm:break-all max-sm:whitespace-normal">
					<Code>{username}</Code>
				</span>
				<CopyButton value={username} what={words.usernameOf(name)} />
			</span>
		</span>
	);
};

function State({ user }: { readonly user: SmtpUser }) {
	const words = useWords(smtpUserWords);
	const when = useTime();
	const state = stateOf(user, Date.now());
	const { expiresAt, allowedAddresses, recipientsPerMinute } = user;
	const notes = [
		state === "active" && expiresAt !== null && words.until(when(lastMomentOf(expiresAt), "date")),
		allowedAddresses.length > 0 && words.fromAddresses(allowedAddresses.length),
		recipientsPerMinute !== null && words.perMinute(recipientsPerMinute),
	].filter((note) => note !== false);
	return (
		<span className="grid gap-0.5">
			{state === "active" && <RecordMark state="valid" word={words.states.active} />}
			{state === "disabled" && <StatusMark status="rejected" word={words.states.disabled} />}
			{state === "expired" && <RecordMark state="not-found" word={words.states.expired} />}
			{notes.map((note) => (
				<span key={note} className="text-xs whitespace-nowrap text-quiet">
					{note}
				</span>
			))}
		</span>
	);
}

function LastConnection({ user: { lastConnection } }: { readonly user: SmtpUser }) {
	const words = useWords(smtpUserWords);
	if (lastConnection === null) return <span className="text-quiet">{words.never}</span>;
	const { at, address, tls, client } = lastConnection;
	return (
		<span className="grid min-w-0 gap-0.5">
			<Time at={at} />
			<Small>
				<Code>{address}</Code>
				{tls !== null && ` · ${tls}`}
			</Small>
			{client !== "" && (
				<Small title={client}>
					<Code>{client}</Code>
				</Small>
			)}
		</span>
	);
}

/** In one line of the table; whole on hover and on a narrow screen. */
const Small = ({ title, children }: { readonly title?: string; readonly children: ReactNode }) => (
	<span
		title={title}
		className="w-max max-w-52 truncate text-xs text-quiet max-sm:w-auto max-sm:max-w-none max-sm:wrap-anywhere max-sm:whitespace-normal"
	>
		{children}
	</span>
);

function LastFailure({ user: { lastFailure } }: { readonly user: SmtpUser }) {
	const words = useWords(smtpUserWords);
	const { language } = useReader();
	if (lastFailure === null) return <span className="text-quiet">{words.never}</span>;
	const { at, address, reason, count } = lastFailure;
	const reasons: Readonly<Record<string, string>> = words.reasons;
	return (
		<span className="grid min-w-0 gap-0.5">
			<span className="sm:whitespace-nowrap">
				<Time at={at} />
				{count > 1 && <span className="text-quiet"> · {words.times(count)}</span>}
			</span>
			<Small>
				<Code>{address}</Code>
			</Small>
			<a className="link w-fit text-xs sm:whitespace-nowrap" href={`/help/${reason}?lang=${language}`}>
				{reasons[reason] ?? reason}
			</a>
		</span>
	);
}

function Acts({
	user: { id, name, disabled },
	domain,
	onAct,
}: {
	readonly user: SmtpUser;
	readonly domain: Domain;
	readonly onAct: (act: Act) => void;
}) {
	const words = useWords(smtpUserWords);
	const { can } = useSession();
	const trigger = (
		<Button size="small">
			{words.acts}
			<span className="sr-only">: {name}</span>
			<Icon name="chevron" className="size-3.5" />
		</Button>
	);
	return (
		<Menu align="end" trigger={trigger}>
			<MenuItem asChild>
				<Link
					to={`/domains/${domain.id}/connect` as string}
					search={{ user: id, program: "", tls: "" } as never}
				>
					{words.settings}
				</Link>
			</MenuItem>
			{can("messages:send") && !disabled && <MenuItem onSelect={() => onAct("send")}>{words.send}</MenuItem>}
			{can("smtp-users:write") && (
				<>
					<MenuItem onSelect={() => onAct("edit")}>{words.edit}</MenuItem>
					<MenuItem onSelect={() => onAct("reset")}>{words.reset}</MenuItem>
					<MenuItem onSelect={() => onAct("switch")}>{disabled ? words.enable : words.disable}</MenuItem>
					<MenuLine />
					<MenuItem danger onSelect={() => onAct("remove")}>
						{words.remove}
					</MenuItem>
				</>
			)}
		</Menu>
	);
}
