/** Buttons name the act: "Reset password". `primary` once on a page; `danger` for what cannot be taken back. */

import type { ComponentProps } from "react";
import { cx } from "./class-names.ts";

export type ButtonKind = "primary" | "plain" | "danger" | "quiet";

const looks: Readonly<Record<ButtonKind, string>> = {
	primary: "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
	plain: "border-edge bg-surface text-ink hover:bg-hover",
	danger: "border-red bg-surface text-red hover:bg-red-soft",
	quiet: "border-transparent bg-transparent text-accent hover:bg-hover",
};

/** For a link that looks like a button: `<Link className={buttonClass("primary")} …>`. */
export const buttonClass = (kind: ButtonKind = "plain", size: "normal" | "small" = "normal"): string =>
	cx(
		"inline-flex items-center justify-center gap-2 rounded-md border font-semibold whitespace-nowrap no-underline",
		"transition-colors disabled:cursor-not-allowed disabled:opacity-60",
		size === "normal"
			? "min-h-9 px-4 text-sm pointer-coarse:min-h-11"
			: "min-h-7 px-2.5 text-xs pointer-coarse:min-h-9",
		looks[kind],
	);

type ButtonProps = ComponentProps<"button"> & {
	readonly kind?: ButtonKind;
	readonly size?: "normal" | "small";
	/** Under way: it says so and cannot be pressed again. */
	readonly busy?: boolean;
};

export function Button({ kind, size, busy = false, className, children, disabled, ...rest }: ButtonProps) {
	return (
		<button
			type="button"
			{...rest}
			aria-busy={busy || undefined}
			disabled={disabled || busy}
			className={cx(buttonClass(kind, size), className)}
		>
			{busy && <Spinner />}
			{children}
		</button>
	);
}

export const Spinner = () => (
	<svg viewBox="0 0 16 16" className="size-4 animate-turn" aria-hidden="true">
		<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".3" />
		<path d="M8 2a6 6 0 0 1 6 6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
	</svg>
);
