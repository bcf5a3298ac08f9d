/** Settings to paste, for one of the domain's SMTP users. What is chosen stands in the address. */

import { getRouteApi, Link } from "@tanstack/react-router";
import { useService } from "../../../api/me.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { Select } from "../../../ui/field.tsx";
import { Empty, ListState } from "../../../ui/list-state.tsx";
import { useWords } from "../../../words/use-words.ts";
import { useDomain } from "../domain.ts";
import { useSmtpUsers } from "../smtp-users/smtp-user.ts";
import { Essentials } from "./essentials.tsx";
import { ProgramSettings } from "./program-settings.tsx";
import { connectWords } from "./words.ts";

const route = getRouteApi("/app/domains/$domainId/connect");

export function ConnectPart() {
	const words = useWords(connectWords);
	const domain = useDomain();
	const service = useService();
	const navigate = route.useNavigate();
	const { user: chosenUser, program, tls } = route.useSearch();
	const users = useSmtpUsers(domain.id);
	const toUsers = (
		<Link to={`/domains/${domain.id}/smtp-users` as string} className={buttonClass("primary")}>
			{words.toUsers}
		</Link>
	);
	const none = (
		<Empty title={words.noUser} action={toUsers}>
			{words.noUserAbout}
		</Empty>
	);
	return (
		<ListState list={users} empty={none}>
			{(items) => {
				const user = items.find(({ id }) => id === chosenUser) ?? items[0];
				if (user === undefined) return none;
				return (
					<div className="grid max-w-4xl gap-6">
						<p className="max-w-prose text-quiet">{words.about}</p>
						{items.length > 1 && (
							<div className="max-w-sm">
								<Select
									label={words.user}
									value={user.id}
									onChange={({ target }) =>
										void navigate({ search: (old) => ({ ...old, user: target.value }), replace: true })
									}
									choices={items.map(({ id, name, username }) => ({
										value: id,
										label: name === domain.name ? username : `${name} (${username})`,
									}))}
								/>
							</div>
						)}
						<Essentials service={service} username={user.username} domain={domain.name} />
						<ProgramSettings
							username={user.username}
							domain={domain.name}
							chosen={{ program, implicit: tls === "implicit" }}
							onChoose={(next) =>
								void navigate({
									search: (old) => ({
										...old,
										program: next.program,
										tls: next.implicit ? "implicit" : "",
									}),
									replace: true,
									resetScroll: false,
								})
							}
						/>
					</div>
				);
			}}
		</ListState>
	);
}
