/** Addresses, codes, records and transcripts: as they are, never translated, breaking anywhere. */

import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

export const Code = ({
	children,
	title,
}: {
	readonly children: ReactNode;
	/** The exact form, where a readable one is shown. */
	readonly title?: string | undefined;
}) => (
	<code translate="no" title={title} className="font-mono text-[0.93em] wrap-break-word">
		{children}
	</code>
);

/** A value of its own, with a button to copy it. */
export const CopyableCode = ({ value, what }: { readonly value: string; readonly what: string }) => (
	<div className="flex min-w-0 items-center gap-2 rounded-sm bg-hover py-1 pr-1 pl-2">
		<code translate="no" className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
			{value}
		</code>
		<CopyButton value={value} what={what} />
	</div>
);

/** Several lines; scrolls sideways, by keyboard too. */
export const CodeBlock = ({ children, label }: { readonly children: string; readonly label: string }) => (
	<section
		aria-label={label}
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
		tabIndex={0}
		className="overflow-x-auto rounded-sm bg-hover p-3"
	>
		<pre translate="no" className="font-mono text-xs">
			{children}
		</pre>
	</section>
);
