/**
 * The keys that lead to Help's box from every page. With a modifier: a letter alone would act when somebody speaks to
 * their computer (WCAG 2.1.4).
 */

import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { GUIDE } from "../ui/help-link.tsx";

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

export const helpKeys = isApple
	? ({ said: "⌘ K", named: "Meta+K" } as const)
	: ({ said: "Ctrl K", named: "Control+K" } as const);

const box = (): HTMLInputElement | null => document.querySelector("input[data-help-box]");

declare module "@tanstack/history" {
	interface HistoryState {
		/** Come to by the keys: one begins in the box instead of at the title. */
		readonly ask?: true;
	}
}

export function useHelpKey(): void {
	const navigate = useNavigate();
	useEffect(() => {
		const press = (event: KeyboardEvent): void => {
			const { key, altKey, shiftKey, metaKey, ctrlKey } = event;
			if (key.toLowerCase() !== "k" || altKey || shiftKey || !(isApple ? metaKey : ctrlKey)) return;
			// What a dialog asks is answered first.
			if (document.querySelector("dialog[open]") !== null) return;
			event.preventDefault();
			const here = box();
			if (here === null) void navigate({ to: GUIDE as string, state: { ask: true } });
			else here.select();
		};
		document.addEventListener("keydown", press);
		return () => document.removeEventListener("keydown", press);
	}, [navigate]);
}
