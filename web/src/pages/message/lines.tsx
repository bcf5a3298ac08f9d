/** Names and values, one a line. */

import type { ReactNode } from "react";

export const Lines = ({ children }: { readonly children: ReactNode }) => (
	<dl className="grid grid-cols-[fit-content(8.5rem)_minmax(0,1fr)] gap-x-4 gap-y-1 max-sm:grid-cols-[fit-content(6.5rem)_minmax(0,1fr)] max-sm:gap-x-3">
		{children}
	</dl>
);

export const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
	<>
		<dt className="text-quiet">{name}</dt>
		<dd className="min-w-0 wrap-anywhere">{children}</dd>
	</>
);
