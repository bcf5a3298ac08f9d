/** The SMTP users of a domain: who may log in, when somebody last did, and what can be done about it. */

import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../../../api/me.ts";
import type { SmtpUser } from "../../../api/schema.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { Empty, ListState, MoreButton } from "../../../ui/list-state.tsx";
import { useWords } from "../../../words/use-words.ts";
import { useDomain } from "../domain.ts";
import { SendTest } from "../send-test/send-test.tsx";
import { type Domain, maySend, standingOf } from "../standing.ts";
import { EditUser } from "./edit-user.tsx";
import { NewSecret, type WithPassword } from "./new-secret.tsx";
import { useSmtpUsers } from "./smtp-user.ts";
import { RemoveUser, ResetPassword, SwitchUser } from "./user-acts.tsx";
import { type Act, UserTable } from "./user-table.tsx";
import { smtpUserWords } from "./words.ts";

const route = getRouteApi("/app/domains/$domainId/smtp-users");

export function SmtpUsersPart() {
	const words = useWords(smtpUserWords);
	const domain = useDomain();
	const { can } = useSession();
	const { send } = route.useSearch();
	const navigate = route.useNavigate();
	const users = useSmtpUsers(domain.id);
	const [asked, setAsked] = useState<Asked | null>(null);
	const [made, setMade] = useState<WithPassword | null>(null);
	const test = (id: string): void =>
		void navigate({ search: { send: id }, replace: true, resetScroll: false });
	const act = (act: Act, user: SmtpUser): void => {
		if (act === "send") test(user.id);
		else setAsked({ act, user });
	};
	const create = can("smtp-users:write") && (
		<Button kind="primary" onClick={() => setAsked({ act: "create" })}>
			<Icon name="plus" />
			{words.create}
		</Button>
	);
	const hasUsers = users.items !== undefined && users.items.length > 0;
	return (
		<div className="grid gap-4">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<p className="max-w-prose text-quiet">{words.about(domain.name)}</p>
				{hasUsers && (
					<div className="flex flex-wrap gap-2">
						{can("messages:send") && <Button onClick={() => test("1")}>{words.send}</Button>}
						{create}
					</div>
				)}
			</div>
			{hasUsers && !maySend(standingOf(domain, Date.now())) && (
				<Banner kind="warning">{words.cannotSend(domain.name)}</Banner>
			)}
			<ListState
				list={users}
				empty={
					<Empty title={words.none} action={create}>
						{words.noneAbout}
					</Empty>
				}
			>
				{(items) => <UserTable users={items} domain={domain} onAct={act} />}
			</ListState>
			<MoreButton list={users} />
			<AskedDialog asked={asked} domain={domain} onClose={() => setAsked(null)} onMade={setMade} />
			{made !== null && <NewSecret made={made} domain={domain} onClose={() => setMade(null)} onSend={test} />}
			{send !== "" && hasUsers && (
				<SendTest
					domain={domain}
					users={users.items ?? []}
					chosen={send}
					onClose={() => void navigate({ search: { send: "" }, replace: true, resetScroll: false })}
				/>
			)}
		</div>
	);
}

type Asked = { readonly act: "create" } | { readonly act: Exclude<Act, "send">; readonly user: SmtpUser };

function AskedDialog({
	asked,
	domain,
	onClose,
	onMade,
}: {
	readonly asked: Asked | null;
	readonly domain: Domain;
	readonly onClose: () => void;
	readonly onMade: (made: WithPassword) => void;
}) {
	switch (asked?.act) {
		case undefined:
			return null;
		case "create":
			return <EditUser domain={domain} onClose={onClose} onMade={onMade} />;
		case "edit":
			return <EditUser domain={domain} user={asked.user} onClose={onClose} onMade={onMade} />;
		case "reset":
			return <ResetPassword user={asked.user} onClose={onClose} onMade={onMade} />;
		case "switch":
			return <SwitchUser user={asked.user} onClose={onClose} />;
		case "remove":
			return <RemoveUser user={asked.user} onClose={onClose} />;
	}
}
