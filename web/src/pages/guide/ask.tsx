/** The box in which one asks: it answers while one types, and the question stands in the address. */

import { useLocation, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { QUESTION_CHARACTERS } from "../../../../src/terms/help/question.ts";
import { helpKeys } from "../../app/help-key.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
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
	const hint = (
		<>
			{words.hint} <span className="pointer-coarse:hidden">{words.key(helpKeys.said)}</span>
		</>
	);
	return (
		<search>
			<form onSubmit={submit} className="mb-6 max-w-3xl">
				<Field label={words.ask} hint={hint}>
					{(control) => (
						<div className="flex gap-2">
							<input
								{...control}
								className="control min-w-0 flex-1"
								type="search"
								autoComplete="off"
								maxLength={QUESTION_CHARACTERS}
								aria-keyshortcuts={helpKeys.named}
								data-help-box=""
								value={typed}
								onChange={({ target }) => type(target.value)}
							/>
							<Button type="submit" kind="primary">
								{words.search}
							</Button>
						</div>
					)}
				</Field>
			</form>
		</search>
	);
}
