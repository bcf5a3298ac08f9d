import { useState } from "react";
import { useSession } from "../../api/me.ts";
import { usePages } from "../../api/pages.ts";
import type { Invitation } from "../../api/schema.ts";
import { AccountNeeded } from "../../app/account-needed.tsx";
import { Button } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { invitationsKey } from "./keys.ts";
import { Members } from "./members.tsx";
import { RoleTable } from "./role-table.tsx";
import { teamWords } from "./words.ts";

export function TeamPage() {
	const words = useWords(teamWords);
	return <AccountNeeded title={words.title}>{({ id }) => <Team key={id} account={id} />}</AccountNeeded>;
}

function Team({ account }: { readonly account: string }) {
	const words = useWords(teamWords);
	const { can } = useSession();
	const [isInviting, setInviting] = useState(false);
	const invitations = usePages<Invitation>(invitationsKey, "/v1/invitations");
	const mayChange = can("team:write");
	return (
		<>
			<PageHeader
				title={words.title}
				about={words.about}
				actions={
					mayChange && (
						<Button kind="primary" onClick={() => setInviting(true)}>
							{words.invite.act}
						</Button>
					)
				}
			/>
			<div className="grid gap-8">
				<Members mayChange={mayChange} />
				<Invitations list={invitations} mayChange={mayChange} />
				<RoleTable />
			</div>
			{isInviting && <InviteDialog account={account} onClose={() => setInviting(false)} />}
		</>
	);
}
