/**
 * A form that sends itself by a call of the API. Each field's error is shown at that field, any other above the
 * button, and focus goes to the first one.
 */

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, use, useEffect, useRef } from "react";
import { inFrench } from "../api/french-errors.ts";
import { ApiError, fieldError } from "../api/problem.ts";
import { useReader, useWords } from "../words/use-words.ts";
import { Banner } from "./banner.tsx";
import { Button, type ButtonKind } from "./button.tsx";
import { DialogContext } from "./dialog-context.ts";
import { uiWords } from "./words.ts";

export interface FormState {
	/** What the API said of this field. */
	error(field: string): string | undefined;
	readonly busy: boolean;
}

interface FormProps {
	/** Gets the fields by their names; what it throws is shown. */
	readonly onSubmit: (fields: Readonly<Record<string, string>>, data: FormData) => Promise<unknown>;
	readonly action: string;
	readonly actionKind?: ButtonKind;
	readonly children: (state: FormState) => ReactNode;
	/** Beside the button; left out, it is Cancel in a dialog. */
	readonly aside?: ReactNode;
	/** Our words for a reason, where they are better than the API's. */
	readonly explain?: (error: ApiError) => string | undefined;
}

export function Form({ onSubmit, action, actionKind = "primary", children, aside, explain }: FormProps) {
	const form = useRef<HTMLFormElement>(null);
	const inTheirs = useTheirLanguage();
	const words = useWords(uiWords);
	const close = use(DialogContext);
	const submission = useMutation({
		mutationFn: (data: FormData) =>
			onSubmit(Object.fromEntries([...data].map(([name, value]) => [name, String(value)])), data),
	});
	const { error } = submission;
	useEffect(() => {
		if (error === null) return;
		form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')?.focus();
	}, [error]);
	const submit = (event: FormEvent<HTMLFormElement>): void => {
		event.preventDefault();
		event.stopPropagation();
		submission.mutate(new FormData(event.currentTarget));
	};
	/** Every field asks, also those that are drawn by a component within, so it is known before there is an error. */
	const fields = useRef(new Set<string>());
	const errorOf = (field: string): string | undefined => {
		fields.current.add(field);
		return inTheirs(fieldError(error, field));
	};
	// What concerns none of them is said below.
	const isSaidAtField = [...fields.current].some((field) => fieldError(error, field) !== undefined);
	return (
		<form ref={form} onSubmit={submit} className="grid gap-4">
			{children({ error: errorOf, busy: submission.isPending })}
			{error !== null && !isSaidAtField && <FormError error={error} explain={explain} />}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<Button type="submit" kind={actionKind} busy={submission.isPending}>
					{action}
				</Button>
				{aside ?? (close && <Button onClick={close}>{words.cancel}</Button>)}
			</div>
		</form>
	);
}

function FormError({ error, explain }: { readonly error: Error; readonly explain: FormProps["explain"] }) {
	const say = useErrorText();
	const ours = error instanceof ApiError ? explain?.(error) : undefined;
	return (
		<div tabIndex={-1} data-form-error="" className="outline-none">
			<Banner kind="error">{ours ?? say(error)}</Banner>
		</div>
	);
}

/** HTTP statuses of faults that are not the reader's. */
const OUR_FAULT = 500;
const TOO_MANY = 429;

/** An error in the reader's words: ours where there is no answer, else what the API says. */
export function useErrorText(): (error: unknown) => string {
	const words = useWords(uiWords);
	const inTheirs = useTheirLanguage();
	return (error) => {
		if (!(error instanceof ApiError)) return words.failed;
		if (error.reason === "no-answer") return words.noAnswer;
		if (error.status === TOO_MANY && error.waitSeconds !== null) return words.wait(error.waitSeconds);
		if (error.status < OUR_FAULT) return inTheirs(error.message) || words.failed;
		const number = incidentOf(error);
		return number === undefined ? words.trouble : `${words.trouble} ${words.incident(number)}`;
	};
}

/** What our log calls it (refusals: internal-fault). */
function incidentOf({ members: { facts } }: ApiError): string | undefined {
	const incident = typeof facts === "object" && facts !== null && "incident" in facts && facts.incident;
	return typeof incident === "string" ? incident : undefined;
}

/** What the API says in English, in the reader's language. */
function useTheirLanguage() {
	const { language } = useReader();
	return <Text extends string | undefined>(text: Text) =>
		language === "fr" && text !== undefined ? inFrench(text) : text;
}
