/** One sentence that concerns the whole of what stands below it. */

import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";

type BannerKind = "info" | "good" | "warning" | "error";

const looks: Readonly<Record<BannerKind, readonly [string, IconName, string]>> = {
	info: ["border-accent/40 bg-accent-soft", "info", "text-accent"],
	good: ["border-green/40 bg-green-soft", "check", "text-green"],
	warning: ["border-amber/40 bg-amber-soft", "warning", "text-amber"],
	error: ["border-red/40 bg-red-soft", "warning", "text-red"],
};

export function Banner({
	kind = "info",
	children,
	action,
}: {
	readonly kind?: BannerKind;
	readonly children: ReactNode;
	readonly action?: ReactNode;
}) {
	const [look, icon, colour] = looks[kind];
	return (
		<div
			role={kind === "error" ? "alert" : undefined}
			className={cx("flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border px-3 py-2", look)}
		>
			<div className="flex min-w-0 flex-1 basis-60 items-start gap-2">
				<Icon name={icon} className={cx("mt-0.5 size-4", colour)} />
				<div className="min-w-0">{children}</div>
			</div>
			{action}
		</div>
	);
}
