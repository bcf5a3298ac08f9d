/** The keys that sign for a domain, and how to change them before it is time. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client.ts";
import { useSession } from "../../../api/me.ts";
import type { DkimKey } from "../../../api/schema.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { Code, CopyableCode } from "../../../ui/code.tsx";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import { Empty } from "../../../ui/list-state.tsx";
import { RecordMark, StatusMark } from "../../../ui/marks.tsx";
import { Time } from "../../../ui/time.tsx";
import { useToast } from "../../../ui/toast.tsx";
import { useWords } from "../../../words/use-words.ts";
import { domainQuery, useDomain } from "../domain.ts";
import type { Domain } from "../standing.ts";
import { keyWords } from "./words.ts";

export function KeysPart() {
	const words = useWords(keyWords);
	const domain = useDomain();
	const { can } = useSession();
	const [asked, setAsked] = useState<"rotate" | "leaked" | null>(null);
	const live = domain.keys.filter(({ stage }) => stage !== "retired");
	return (
		<div className="grid max-w-4xl gap-4">
			<p className="max-w-prose text-quiet">{words.about}</p>
			{domain.activeSelector === null && <Banner kind="warning">{words.noneSigns}</Banner>}
			{live.some(isOrdered) && <Banner>{words.ordered}</Banner>}
			{live.length === 0 && <Empty title={words.none}>{words.noneAbout}</Empty>}
			{live.map((key) => (
				<Key key={`${key.selector} ${key.createdAt}`} dkimKey={key} />
			))}
			{can("domains:write") && (
				<div className="flex flex-wrap gap-2">
					<Button onClick={() => setAsked("rotate")}>{words.rotate}</Button>
					<Button kind="danger" onClick={() => setAsked("leaked")}>
						{words.leaked}
					</Button>
				</div>
			)}
			{asked !== null && (
				<Rotate domain={domain} isLeak={asked === "leaked"} onClose={() => setAsked(null)} />
			)}
		</div>
	);
}

/** It signs, and would have given way if the next one were ready. */
const isOrdered = ({ stage, rotateAt }: DkimKey): boolean =>
	stage === "active" && rotateAt !== null && Date.parse(rotateAt) <= Date.now();

function Rotate({
	domain: { id, keys, activeSelector },
	isLeak,
	onClose,
}: {
	readonly domain: Domain;
	readonly isLeak: boolean;
	readonly onClose: () => void;
}) {
	const words = useWords(keyWords);
	const queries = useQueryClient();
	const say = useToast();
	const next = keys.find(({ stage, algorithm }) => stage === "pending" && algorithm === "rsa-sha256");
	const isReady = typeof next?.seenAt === "string";
	const rotate = async (): Promise<void> => {
		const domain = await api.post<Domain>(`/v1/domains/${id}/rotate`, { leaked: isLeak });
		queries.setQueryData(domainQuery(id).queryKey, domain);
		say(domain.activeSelector === activeSelector ? words.rotationWaits : words.rotated);
	};
	return (
		<ConfirmDialog
			title={isLeak ? words.leakedAsk : words.rotateAsk}
			action={isLeak ? words.revoke : words.rotate}
			kind={isLeak ? "danger" : "primary"}
			onConfirm={rotate}
			onClose={onClose}
		>
			<ul className="grid list-disc gap-1 pl-5">
				{isLeak && <li>{words.leakedMeans(activeSelector ?? "–")}</li>}
				<li>
					{isReady
						? words.nextReady(next?.selector ?? "")
						: isLeak
							? words.nextAwaitedAfterLeak
							: words.nextAwaited}
				</li>
				{!isLeak && <li>{words.oldStays}</li>}
				<li>{words.nothingToPublish}</li>
			</ul>
		</ConfirmDialog>
	);
}

function Key({ dkimKey: key }: { readonly dkimKey: DkimKey }) {
	const words = useWords(keyWords);
	const { selector, algorithm, name, txt, leaked } = key;
	const times = [
		[words.times.createdAt, key.createdAt],
		[words.times.seenAt, key.seenAt],
		[words.times.activeAt, key.activeAt],
		[words.times.rotateAt, key.stage === "active" && !isOrdered(key) ? key.rotateAt : null],
		[words.times.retiringAt, key.retiringAt],
	] as const;
	return (
		<article className="sheet p-4 sm:p-5" aria-labelledby={`key-${selector}`}>
			<header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
				<h2 id={`key-${selector}`} className="text-base">
					<Code>{selector}</Code>{" "}
					<span className="text-sm font-normal text-quiet">{words.algorithm[algorithm]}</span>
				</h2>
				<span className="font-semibold">
					<Stage dkimKey={key} />
				</span>
			</header>
			<p className="mt-1 max-w-prose text-quiet">{leaked ? words.isRevoked : words.stageMeans[key.stage]}</p>
			<dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
				{times.map(
					([label, at]) =>
						at !== null && (
							<div key={label} className="contents">
								<dt className="text-quiet">{label}</dt>
								<dd>
									<Time at={at} />
								</dd>
							</div>
						),
				)}
			</dl>
			<details className="mt-3">
				<summary className="link w-fit text-sm">{words.published}</summary>
				<div className="mt-2 grid gap-2">
					<CopyableCode value={name} what={words.nameOf(selector)} />
					<CopyableCode value={txt} what={words.textOf(selector)} />
				</div>
			</details>
		</article>
	);
}

function Stage({ dkimKey: { stage, leaked, seenAt } }: { readonly dkimKey: DkimKey }) {
	const words = useWords(keyWords);
	if (leaked) return <StatusMark status="rejected" word={words.stage.revoked} />;
	if (stage === "active") return <RecordMark state="valid" word={words.stage.active} />;
	if (stage === "retiring") return <StatusMark status="deferred" word={words.stage.retiring} />;
	return seenAt === null ? (
		<RecordMark state="not-checked" word={words.stage.unseen} />
	) : (
		<StatusMark status="accepted" word={words.stage.pending} />
	);
}
