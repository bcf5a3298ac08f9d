/**
 * Dialogs are the browser's own: focus is held and given back, Escape closes, what lies below is inert, and no style
 * has to be put into the page, which the content security policy would not allow.
 */

import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { Banner } from "./banner.tsx";
import { beginAtTitle } from "./begin-at-title.ts";
import { Button, type ButtonKind } from "./button.tsx";
import { DialogContext } from "./dialog-context.ts";
import { useErrorText } from "./form.tsx";
import { Icon } from "./icons.tsx";
import { uiWords } from "./words.ts";

export function Dialog({
	title,
	onClose,
	children,
	wide = false,
	describedBy,
}: {
	readonly title: string;
	/** Shown for as long as it is rendered: `{isOpen && <Dialog onClose={() => setOpen(false)} …>}`. */
	readonly onClose: () => void;
	readonly children: ReactNode;
	readonly wide?: boolean;
	/** The id of what is read out after the title. */
	readonly describedBy?: string;
}) {
	const dialog = useRef<HTMLDialogElement>(null);
	const id = useId();
	const words = useWords(uiWords);
	// In the layout phase: closed while it is still in the page, it gives the focus back.
	useLayoutEffect(() => {
		const element = dialog.current;
		element?.showModal();
		// Who opens a form wants to fill it in; the browser would begin at the button that closes it.
		element?.querySelector<HTMLElement>("[data-begin], input, select, textarea")?.focus();
		return () => {
			element?.close();
			// What it was opened by may be gone by now: the button of an empty list that has its first row.
			const { activeElement } = document;
			if (activeElement instanceof HTMLElement && element?.contains(activeElement)) activeElement.blur();
			beginAtTitle();
		};
	}, []);
	return (
		<dialog
			ref={dialog}
			aria-labelledby={id}
			aria-describedby={describedBy}
			onCancel={(event) => {
				event.preventDefault();
				onClose();
			}}
			className={`m-auto w-[calc(100%-32px)] ${wide ? "max-w-3xl" : "max-w-lg"} rounded-md border border-line bg-raised p-6 text-ink shadow-float backdrop:bg-black/45`}
		>
			<div className="mb-4 flex items-start justify-between gap-4">
				<h2 id={id} className="text-lg">
					{title}
				</h2>
				<button
					type="button"
					onClick={onClose}
					aria-label={words.close}
					className="-mt-1 -mr-2 rounded-sm p-2 text-quiet hover:bg-hover pointer-coarse:-mt-2.5 pointer-coarse:p-3.5"
				>
					<Icon name="close" />
				</button>
			</div>
			<DialogContext value={onClose}>{children}</DialogContext>
		</dialog>
	);
}

/**
 * Asks before something that cannot be taken back, or that matters. Says what will happen; the button names the act.
 * It begins at Cancel, so that a key pressed too soon does nothing.
 */
export function ConfirmDialog({
	title,
	children,
	action,
	kind = "danger",
	onConfirm,
	onClose,
}: {
	readonly title: string;
	/** What will happen, to whom. */
	readonly children: ReactNode;
	readonly action: string;
	/** `primary` where nothing is lost by it. */
	readonly kind?: ButtonKind;
	/** It closes when this resolves, and shows what it throws. */
	readonly onConfirm: () => Promise<unknown>;
	readonly onClose: () => void;
}) {
	const words = useWords(uiWords);
	const say = useErrorText();
	const id = useId();
	const [state, setState] = useState<"asking" | "busy" | Error>("asking");
	const confirm = async (): Promise<void> => {
		setState("busy");
		try {
			await onConfirm();
			onClose();
		} catch (error) {
			setState(error instanceof Error ? error : new Error(String(error)));
		}
	};
	return (
		<Dialog title={title} onClose={onClose} describedBy={id}>
			<div className="grid gap-4">
				<div id={id}>{children}</div>
				{state instanceof Error && <Banner kind="error">{say(state)}</Banner>}
				<div className="flex flex-wrap gap-x-4 gap-y-2">
					<Button kind={kind} busy={state === "busy"} onClick={() => void confirm()}>
						{action}
					</Button>
					<Button data-begin="" onClick={onClose}>
						{words.cancel}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}
