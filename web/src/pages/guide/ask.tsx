/** The box in which one asks: it answers while one types, and the question stands in the address. */

import { useLocation, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { QUESTION_CHARACTERS } from "../../../../src/terms/help/question.ts";
import { helpKeys } from "../../app/help-key.ts";
import { Button } from "../../ui/button.tsx";
import { Input } from "../../ui/field.tsx";
import { GUIDE } from "../../ui/help-link.tsx";
import { useWords } from "../../words/use-words.ts";
import { guideWords } from "./words.ts";

/** So long nothing more is typed until it is asked. */
const PAUSE_MS = 250;

export function Ask({
	question = "",
	live = false,
}: {
	readonly question?: string;
	readonly live?: boolean;
}) {
	const words = useWords(guideWords);
	const navigate = useNavigate();
	const [typed, setTyped] = useState(question);
	const asked = useRef(question);
	// Going back in the browser changes the address, and with it what stands here.
	useEffect(() => {
		if (question !== asked.current) setTyped(question);
		asked.current = question;
	}, [question]);
	const ask = (text: string, replace: boolean): void => {
		asked.current = text;
		void navigate({ to: GUIDE as string, search: (text === "" ? {} : { q: text }) as never, replace });
	};
	const { state } = useLocation();
	useEffect(() => {
		if (state.ask) document.querySelector<HTMLInputElement>("input[data-help-box]")?.focus();
	}, [state.ask]);
	const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(pause.current), []);
	const type = (text: string): void => {
		setTyped(text);
		clearTimeout(pause.current);
		if (live) pause.current = setTimeout(() => ask(text.trim(), true), PAUSE_MS);
	};
	const submit = (event: FormEvent): void => {
		event.preventDefault();
		clearTimeout(pause.current);
		ask(typed.trim(), false);
	};
	return (
		<search>
			<form onSubmit={submit} className="mb-6 flex max-w-3xl flex-wrap items-start gap-2">
				<div className="min-w-56 flex-1">
					<Input
						label={words.ask}
						hint={`${words.hint} ${words.key(helpKeys.said)}`}
						required={false}
						type="search"
						autoComplete="off"
						maxLength={QUESTION_CHARACTERS}
						aria-keyshortcuts={helpKeys.named}
						data-help-box=""
						value={typed}
						onChange={({ target }) => type(target.value)}
					/>
				</div>
				<Button type="submit" kind="primary" className="mt-6">
					{words.search}
				</Button>
			</form>
		</search>
	);
}
