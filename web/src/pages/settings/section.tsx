/** One matter of a page of settings, under its heading. */

import { type ReactNode, useId } from "react";

export function Section({
	title,
	about,
	children,
}: {
	readonly title: string;
	readonly about?: ReactNode;
	readonly children: ReactNode;
}) {
	const id = useId();
	return (
		<section aria-labelledby={id} className="sheet max-w-2xl p-4 sm:p-6">
			<h2 id={id} className="text-base">
				{title}
			</h2>
			{about !== undefined && <p className="mt-1 max-w-prose text-quiet">{about}</p>}
			<div className="mt-4 grid gap-4">{children}</div>
		</section>
	);
}
