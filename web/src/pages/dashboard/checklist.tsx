/** The way to the first delivered message, ticked off by what is there. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type Session, useSession } from "../../api/me.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useWords } from "../../words/use-words.ts";
import { CheckRecords } from "./check-records.tsx";
import { isSetUp, type SetUp, type Step, setUpQuery, steps } from "./set-up.ts";
import { dashboardWords } from "./words.ts";

/** It is for who can do what it says, in one account. */
export const seesChecklist = ({ account, can }: Session): boolean =>
	account !== null && can("domains:write") && can("smtp-users:write") && can("activity:read");

export function Checklist() {
	const { account } = useSession();
	const key = `angarium-checklist-${account?.id}`;
	const [isDismissed, setDismissed] = useState(() => remembered(key));
	const { data } = useQuery({ ...setUpQuery, enabled: !isDismissed });
	const words = useWords(dashboardWords).checklist;
	if (isDismissed || data === undefined || isSetUp(data)) return null;
	const current = steps.find((step) => !data.done[step]);
	const dismiss = (): void => {
		remember(key);
		setDismissed(true);
	};
	return (
		<section className="sheet p-4 sm:p-5" aria-labelledby="checklist-title">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
				<div>
					<h2 id="checklist-title" className="text-base">
						{words.title}
					</h2>
					<p className="text-quiet" aria-live="polite">
						{words.progress(steps.filter((step) => data.done[step]).length, steps.length)}
					</p>
				</div>
				<Button size="small" kind="quiet" onClick={dismiss}>
					{words.dismiss}
				</Button>
			</div>
			<ol className="mt-3 grid gap-1">
				{steps.map((step) => (
					<StepLine key={step} step={step} isDone={data.done[step]} isCurrent={step === current}>
						<NextAct step={step} setUp={data} />
					</StepLine>
				))}
			</ol>
		</section>
	);
}

function StepLine({
	step,
	isDone,
	isCurrent,
	children,
}: {
	readonly step: Step;
	readonly isDone: boolean;
	readonly isCurrent: boolean;
	readonly children: ReactNode;
}) {
	const words = useWords(dashboardWords).checklist;
	return (
		<li
			aria-current={isCurrent ? "step" : undefined}
			className={cx("flex gap-3 rounded-md px-3 py-2", isCurrent && "bg-accent-soft")}
		>
			<svg
				viewBox="0 0 16 16"
				className={cx(
					"mt-0.5 size-4 shrink-0",
					isDone ? "text-green" : isCurrent ? "text-accent" : "text-quiet",
				)}
				aria-hidden="true"
			>
				{isDone ? (
					<>
						<circle cx="8" cy="8" r="7" fill="currentColor" />
						<path
							d="m4.9 8.3 2.2 2.2 4-4.6"
							className="stroke-surface"
							fill="none"
							strokeWidth="1.75"
							strokeLinecap="round"
							strokeLinejoin="round"
						/>
					</>
				) : (
					<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.75" />
				)}
			</svg>
			<div className="grid min-w-0 flex-1 gap-2">
				<p className={cx(isCurrent && "font-semibold", isDone && "text-quiet")}>
					{words.steps[step]}
					{isDone && <span className="sr-only"> ({words.done})</span>}
				</p>
				{isCurrent && <p>{words.abouts[step]}</p>}
				{isCurrent && children}
			</div>
		</li>
	);
}

function NextAct({ step, setUp: { domain } }: { readonly step: Step; readonly setUp: SetUp }) {
	const words = useWords(dashboardWords).checklist;
	const { service } = useSession();
	if (step === "records" && domain !== undefined) return <CheckRecords domain={domain} />;
	const users = `/domains/${domain?.id}/smtp-users`;
	const [to, search] = {
		domain: ["/domains", {}] as const,
		records: ["/domains", {}] as const,
		user: [users, {}] as const,
		test: [users, { send: "1" }] as const,
		delivered: ["/activity", {}] as const,
	}[step];
	return (
		<p className="flex flex-wrap gap-x-4 gap-y-1">
			<Link to={to as string} search={search as never} className="link">
				{words.acts[step]}
			</Link>
			{step === "delivered" && service.tryMode && (
				<a className="link" href="/mailbox">
					{words.mailbox}
				</a>
			)}
		</p>
	);
}

const remembered = (key: string): boolean => {
	try {
		return localStorage.getItem(key) !== null;
	} catch {
		return false; // storage is switched off
	}
};

const remember = (key: string): void => {
	try {
		localStorage.setItem(key, "dismissed");
	} catch {
		// Then it is back the next time.
	}
};
