/** The frame of all pages of a signed-in person: header, quota bar, the page. */

import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation, useMatches, useRouter } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { type Session, switchAccount, useSession } from "../api/me.ts";
import { Banner } from "../ui/banner.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { useCurrentInView } from "../ui/current-in-view.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { useWords } from "../words/use-words.ts";
import { AccountMenu } from "./account-menu.tsx";
import { AccountNote } from "./account-note.tsx";
import { Brand } from "./brand.tsx";
import { useHelpKey } from "./help-key.ts";
import { tabs } from "./navigation.ts";
import { QuotaLine } from "./quota-line.tsx";
import { mayGo } from "./session-rules.ts";
import { appWords } from "./words.ts";

/** Drawn in slices, however much is on the page: the router would have it all in one go. */
export function Shell() {
	const isDue = useDeferredValue(true, false);
	return isDue && <Frame />;
}

function Frame() {
	const session = useSession();
	const words = useWords(appWords);
	useHelpKey();
	return (
		<div className="flex min-h-dvh flex-col">
			<a href="#content" className="sheet absolute -top-20 left-3 z-50 px-3 py-2 text-accent focus:top-3">
				{words.skip}
			</a>
			<header className="border-b border-line bg-surface">
				<div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-8 px-4 sm:px-6">
					<Link to="/" className="py-3" aria-label={`Angarium, ${words.tabs.dashboard}`}>
						<Brand />
					</Link>
					<MainTabs session={session} />
					<div className="ml-auto py-2 max-md:order-2">
						<AccountMenu session={session} />
					</div>
				</div>
				<QuotaLine session={session} />
			</header>
			<main
				id="content"
				tabIndex={-1}
				className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
			>
				<ActingNote session={session} />
				<AccountNote session={session} />
				<Allowed session={session} />
			</main>
			<footer className="mx-auto w-full max-w-7xl px-4 py-4 text-xs text-quiet sm:px-6">
				{words.footer(session.service.version)}
			</footer>
		</div>
	);
}

function MainTabs({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const { routesByPath } = useRouter();
	const nav = useCurrentInView(useLocation().pathname);
	const shown = tabs.filter(
		({ to, needs, toTry }) =>
			to in routesByPath && mayGo(session, needs) && (toTry === undefined || session.service.tryMode),
	);
	return (
		<nav
			ref={nav}
			aria-label={words.main}
			className="relative flex gap-4 overflow-x-auto self-stretch max-md:order-3 max-md:-mx-4 max-md:w-[calc(100%+2rem)] max-md:border-t max-md:border-line max-md:px-3"
		>
			{shown.map(({ word, to }) => (
				<Link
					key={to}
					to={to}
					activeOptions={{ exact: to === "/", includeSearch: false }}
					activeProps={{ className: "border-accent font-semibold text-ink", "aria-current": "page" }}
					inactiveProps={{ className: "border-transparent text-quiet hover:text-ink" }}
					className="-mb-px flex items-center border-b-2 px-1 py-2.5 whitespace-nowrap outline-offset-[-2px] max-md:min-h-11"
				>
					{words.tabs[word]}
				</Link>
			))}
		</nav>
	);
}

/** An operator who looks into an account is told so on every page. */
function ActingNote({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const queries = useQueryClient();
	const { account, memberships, isOperator } = session;
	const router = useRouter();
	if (!isOperator || account === null || memberships.some(({ id }) => id === account.id)) return null;
	const back = async (): Promise<void> => {
		await switchAccount(queries, null);
		await router.invalidate();
	};
	return (
		<div className="mb-6">
			<Banner
				action={
					<Button size="small" onClick={() => void back()}>
						{words.toAllAccounts}
					</Button>
				}
			>
				{words.actingFor(account.name)}
			</Banner>
		</div>
	);
}

function NotAllowed({ title, about }: { readonly title: string; readonly about: string }) {
	const words = useWords(appWords);
	return (
		<>
			<PageHeader title={title} about={about} />
			<Link to="/" className={buttonClass()}>
				{words.toDashboard}
			</Link>
		</>
	);
}

/** The page, or why it is not for this person. Switching the account begins it anew. */
function Allowed({ session }: { readonly session: Session }) {
	const words = useWords(appWords);
	const needs = useMatches({ select: (matches) => matches.at(-1)?.staticData.needs });
	if (session.account === null && !session.isOperator) return <PageHeader {...words.noAccount} />;
	if (!mayGo(session, needs))
		return <NotAllowed {...(needs === "operator" ? words.notOperator : words.notAllowed)} />;
	return <Outlet key={session.account?.id ?? "all"} />;
}
