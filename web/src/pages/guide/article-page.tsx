/** An article within the app. Its links to other articles and to pages of the app are followed within it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { toHtml } from "../../../../src/terms/help/markdown.ts";
import { ApiError } from "../../api/problem.ts";
import type { HelpArticle } from "../../api/schema.ts";
import { beginAtTitle } from "../../ui/begin-at-title.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { GUIDE, guideAddress } from "../../ui/help-link.tsx";
import { Empty, Failed, Skeleton } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useReader, useWords } from "../../words/use-words.ts";
import { Ask } from "./ask.tsx";
import { articleQuery } from "./queries.ts";
import { guideWords } from "./words.ts";

const route = getRouteApi("/app/guide/$place");
const causeRoute = getRouteApi("/app/guide/causes/$cause");
const NOT_FOUND = 404;

export const ArticlePage = () => <AtPlace place={route.useParams().place} />;

export const CausePage = () => <AtPlace place={`causes/${causeRoute.useParams().cause}`} />;

function AtPlace({ place }: { readonly place: string }) {
	const words = useWords(guideWords);
	const { language } = useReader();
	const { data, error, refetch } = useQuery(articleQuery(place, language));
	if (data !== undefined) return <Article key={data.place} article={data} />;
	if (error === null) return <Skeleton rows={8} />;
	return (
		<>
			<PageHeader title={words.title} back={<Back />} />
			{error instanceof ApiError && error.status === NOT_FOUND ? (
				<Empty title={words.noArticle}>{words.noArticleAbout}</Empty>
			) : (
				<Failed error={error} onRetry={refetch} />
			)}
		</>
	);
}

function Back() {
	const words = useWords(guideWords);
	return (
		<Link to={GUIDE} className="link">
			{words.all}
		</Link>
	);
}

function Article({ article: { title, language, markdown, url } }: { readonly article: HelpArticle }) {
	const words = useWords(guideWords);
	const reader = useReader();
	const body = useRef<HTMLElement>(null);
	const { hash } = useLocation();
	useFollowedWithin(body);
	useEffect(() => {
		if (hash !== "") document.getElementById(hash)?.scrollIntoView();
		else beginAtTitle();
	}, [hash]);
	return (
		<>
			<PageHeader
				title={title}
				back={<Back />}
				actions={<CopyButton value={url} what={words.copyWhat} label={words.copy} />}
			/>
			{language !== reader.language && <p className="mb-4 text-quiet">{words.onlyEnglish}</p>}
			<article
				ref={body}
				lang={language}
				className="prose"
				// biome-ignore lint/security/noDangerouslySetInnerHtml: toHtml makes text of whatever it does not know itself.
				dangerouslySetInnerHTML={{ __html: toHtml(markdown.replace(/^# .*\n/, ""), guideAddress) }}
			/>
			<div className="mt-12 max-w-3xl border-t border-line pt-6">
				<Ask />
			</div>
		</>
	);
}

/** A click on a link in the article is followed by the router: nothing is loaded anew. */
function useFollowedWithin(element: { readonly current: HTMLElement | null }): void {
	const router = useRouter();
	useEffect(() => {
		const within = element.current;
		const follow = (event: MouseEvent): void => {
			const { metaKey, ctrlKey, shiftKey, altKey, button, target } = event;
			if (metaKey || ctrlKey || shiftKey || altKey || button !== 0 || !(target instanceof Element)) return;
			const address = target.closest("a")?.getAttribute("href") ?? "";
			if (!address.startsWith("/")) return;
			event.preventDefault();
			const [to = "", hash] = address.split("#");
			void router.navigate({ to: to as string, ...(hash === undefined ? {} : { hash }) });
		};
		within?.addEventListener("click", follow);
		return () => within?.removeEventListener("click", follow);
	}, [element, router]);
}
