/** Accepting an invitation: a new person chooses a password; one who is known signs in first. */

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PASSWORD_CHARACTERS } from "../../../../src/terms/person.ts";
import { api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { ApiError } from "../../api/problem.ts";
import type { Invited } from "../../api/schema.ts";
import { signInWith, useEnter } from "../../api/sign-in.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Input, PasswordInput } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Failed, Skeleton } from "../../ui/list-state.tsx";
import { useTitle } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { invitationWords } from "./words.ts";

const route = getRouteApi("/entrance/invitation");
const FAULTS_FROM = 500;

export function InvitationPage() {
	const words = useWords(invitationWords);
	useTitle(words.title);
	const { token } = route.useSearch();
	const invitation = useQuery({
		queryKey: ["invitation", token],
		queryFn: ({ signal }) =>
			api.get<Invited>(`/v1/invitations/${encodeURIComponent(token)}`, undefined, signal),
		enabled: token !== "",
	});
	const { data, error } = invitation;
	const isGone =
		token === "" || (error instanceof ApiError && error.status > 0 && error.status < FAULTS_FROM);
	return (
		<div className="grid gap-4">
			<h1 tabIndex={-1} className="text-lg outline-none">
				{words.title}
			</h1>
			{isGone ? (
				<>
					<Banner kind="warning">{words.broken}</Banner>
					<Link to="/sign-in" search={{}} className="link justify-self-start">
						{words.signIn}
					</Link>
				</>
			) : error !== null ? (
				<Failed error={error} onRetry={invitation.refetch} />
			) : data === undefined ? (
				<Skeleton rows={2} />
			) : (
				<>
					<p>
						{data.accountName === null || data.role === "operator"
							? words.aboutService
							: words.about(data.accountName, words.roles[data.role])}{" "}
						{words.forWhom(data.email)}
					</p>
					<Acceptance invitation={data} token={token} />
				</>
			)}
		</div>
	);
}

function Acceptance({ invitation, token }: { readonly invitation: Invited; readonly token: string }) {
	const words = useWords(invitationWords);
	const { person } = useSuspenseQuery(meQuery).data;
	const enter = useEnter("/");
	const { email, personExists } = invitation;
	if (person !== null && person.email.toLowerCase() !== email.toLowerCase())
		return <Banner kind="warning">{words.otherPerson(person.email)}</Banner>;
	if (personExists && person === null) {
		const next = `/invitation?token=${encodeURIComponent(token)}`;
		return (
			<>
				<p>{words.signInFirst}</p>
				<Link to="/sign-in" search={{ next }} className={buttonClass("primary")}>
					{words.signIn}
				</Link>
			</>
		);
	}
	const accept = async ({ name, password }: Readonly<Record<string, string>>) => {
		await api.post(`/v1/invitations/${encodeURIComponent(token)}/accept`, { name, password });
		if (person === null) await signInWith(email, password ?? "");
		await enter();
	};
	return (
		<Form action={words.act} onSubmit={accept}>
			{({ error }) =>
				person === null && (
					<>
						<Input label={words.name} name="name" autoComplete="name" error={error("name")} />
						<PasswordInput
							label={words.password}
							name="password"
							hint={words.hint}
							minLength={PASSWORD_CHARACTERS.least}
							autoComplete="new-password"
							error={error("password")}
						/>
					</>
				)
			}
		</Form>
	);
}
