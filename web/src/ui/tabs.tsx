/** Parts of one page of which one is seen. Parts with an address of their own are links instead. */

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
	readonly id: string;
	readonly title: string;
	readonly content: ReactNode;
}

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
	return (
		<Radix.Root defaultValue={tabs[0]?.id ?? ""}>
			<Radix.List
				aria-label={label}
				className="flex gap-4 overflow-x-auto border-b border-line max-sm:-mx-4 max-sm:px-3 sm:-ml-1"
			>
				{tabs.map(({ id, title }) => (
					<Radix.Trigger
						key={id}
						value={id}
						className="-mb-px border-b-2 border-transparent px-1 py-2 pointer-coarse:min-h-11 whitespace-nowrap outline-offset-[-2px] text-quiet hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
					>
						{title}
					</Radix.Trigger>
				))}
			</Radix.List>
			{tabs.map(({ id, content }) => (
				<Radix.Content key={id} value={id} className="pt-4">
					{content}
				</Radix.Content>
			))}
		</Radix.Root>
	);
}
