/** The title of a page, which gets the focus when one comes here, and what can be done on it. */

import { Fragment, type ReactNode, useEffect } from "react";

export function PageHeader({
	title,
	about,
	actions,
	back,
}: {
	readonly title: string;
	/** One sentence. */
	readonly about?: ReactNode;
	readonly actions?: ReactNode;
	/** A link to where this page belongs. */
	readonly back?: ReactNode;
}) {
	useTitle(title);
	return (
		<header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
			<div className="min-w-0">
				{back !== undefined && <div className="mb-1 text-sm">{back}</div>}
				<h1 tabIndex={-1} className="text-xl break-words outline-none">
					{breakable(title)}
				</h1>
				{about !== undefined && <p className="mt-1 max-w-prose text-quiet">{about}</p>}
			</div>
			{actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
		</header>
	);
}

/** Names of domains and addresses break at their dots before they break anywhere. */
const breakable = (title: string): ReactNode =>
	title.split(/(?<=\S[.@])(?=\S)/).map((part, index) => (
		// biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move.
		<Fragment key={index}>
			{index > 0 && <wbr />}
			{part}
		</Fragment>
	));

/** The title of the window, for pages without a header. */
export function useTitle(title: string): void {
	useEffect(() => {
		document.title = `${title} – Angarium`;
	}, [title]);
}
