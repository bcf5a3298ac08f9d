/** One thing to fill in: label, hint, error and the control, tied together for screen readers. */

import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { uiWords } from "./words.ts";

interface FieldText {
	readonly label: string;
	readonly hint?: ReactNode;
	/** Of this field; undefined when it is right. */
	readonly error?: string | undefined;
	/** For search boxes and filters, whose place says what they are. */
	readonly hideLabel?: boolean;
	readonly optional?: boolean;
}

/** What a control takes from its field. */
export interface FieldControl {
	readonly id: string;
	readonly "aria-describedby": string | undefined;
	readonly "aria-invalid": true | undefined;
}

export function Field({
	label,
	hint,
	error,
	hideLabel,
	optional,
	children,
}: FieldText & { readonly children: (control: FieldControl) => ReactNode }) {
	const id = useId();
	const words = useWords(uiWords);
	const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
		Boolean,
	);
	return (
		<div className="grid min-w-0 gap-1">
			<label htmlFor={id} className={cx(hideLabel ? "sr-only" : "text-sm font-semibold")}>
				{label}
				{optional && <span className="font-normal text-quiet"> ({words.optional})</span>}
			</label>
			{children({
				id,
				"aria-describedby": described.length > 0 ? described.join(" ") : undefined,
				"aria-invalid": error === undefined ? undefined : true,
			})}
			{hint !== undefined && (
				<p id={`${id}-hint`} className="text-xs text-quiet">
					{hint}
				</p>
			)}
			{error !== undefined && (
				<p id={`${id}-error`} className="flex items-center gap-1 text-xs text-red">
					<Icon name="warning" className="size-3.5" />
					{error}
				</p>
			)}
		</div>
	);
}

type InputProps = FieldText & Omit<ComponentProps<"input">, "id"> & { readonly mono?: boolean };

export function Input({ label, hint, error, hideLabel, optional, mono, className, ...rest }: InputProps) {
	return (
		<Field {...fieldText({ label, hint, error, hideLabel, optional })}>
			{(control) => (
				<input
					type="text"
					required={!optional}
					{...rest}
					{...control}
					className={cx("control", mono && "font-mono", className)}
				/>
			)}
		</Field>
	);
}

/** With a button that shows what was typed. */
export function PasswordInput({ label, hint, error, className, ...rest }: InputProps) {
	const [isShown, setShown] = useState(false);
	const words = useWords(uiWords);
	return (
		<Field {...fieldText({ label, hint, error })}>
			{(control) => (
				<div className="relative">
					<input
						required
						{...rest}
						{...control}
						type={isShown ? "text" : "password"}
						className={cx("control pr-20", className)}
					/>
					<button
						type="button"
						aria-pressed={isShown}
						onClick={() => setShown(!isShown)}
						className="absolute inset-y-1 right-1 rounded-sm px-2 text-xs font-semibold text-accent hover:bg-hover"
					>
						{isShown ? words.hide : words.show}
						<span className="sr-only"> {label}</span>
					</button>
				</div>
			)}
		</Field>
	);
}

export function TextArea({
	label,
	hint,
	error,
	hideLabel,
	optional,
	mono,
	className,
	...rest
}: FieldText & Omit<ComponentProps<"textarea">, "id"> & { readonly mono?: boolean }) {
	return (
		<Field {...fieldText({ label, hint, error, hideLabel, optional })}>
			{(control) => (
				<textarea
					rows={4}
					required={!optional}
					{...rest}
					{...control}
					className={cx("control py-2", mono && "font-mono", className)}
				/>
			)}
		</Field>
	);
}

export interface Choice {
	readonly value: string;
	readonly label: string;
}

/** The browser's own list: the best there is on a phone and with a screen reader. */
export function Select({
	label,
	hint,
	error,
	hideLabel,
	choices,
	className,
	...rest
}: FieldText & Omit<ComponentProps<"select">, "id"> & { readonly choices: readonly Choice[] }) {
	return (
		<Field {...fieldText({ label, hint, error, hideLabel })}>
			{(control) => (
				<div className="relative">
					<select {...rest} {...control} className={cx("control appearance-none pr-8", className)}>
						{choices.map(({ value, label: text }) => (
							<option key={value} value={value}>
								{text}
							</option>
						))}
					</select>
					<Icon
						name="chevron"
						className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2"
					/>
				</div>
			)}
		</Field>
	);
}

export function Checkbox({
	label,
	hint,
	className,
	...rest
}: { readonly label: ReactNode; readonly hint?: ReactNode } & Omit<ComponentProps<"input">, "type" | "id">) {
	const id = useId();
	return (
		<div className={cx("flex items-start gap-2", className)}>
			<input
				type="checkbox"
				{...rest}
				id={id}
				aria-describedby={hint === undefined ? undefined : `${id}-hint`}
				className="mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
			/>
			<div>
				<label htmlFor={id}>{label}</label>
				{hint !== undefined && (
					<p id={`${id}-hint`} className="text-xs text-quiet">
						{hint}
					</p>
				)}
			</div>
		</div>
	);
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Without what is undefined: optional properties are exact here. */
function fieldText({ label, ...rest }: Loose<FieldText>): FieldText {
	const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
	return { label: label ?? "", ...given };
}
