/** A few words on something that can have the focus. What everybody needs to know does not belong in one. */

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

const DELAY_MS = 300;

export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) {
	return (
		<Radix.Provider delayDuration={DELAY_MS}>
			<Radix.Root>
				<Radix.Trigger asChild>{children}</Radix.Trigger>
				<Radix.Portal>
					<Radix.Content
						sideOffset={6}
						collisionPadding={8}
						className="z-50 max-w-xs rounded-md bg-ink px-2.5 py-1.5 text-xs text-paper shadow-float"
					>
						{text}
					</Radix.Content>
				</Radix.Portal>
			</Radix.Root>
		</Radix.Provider>
	);
}
