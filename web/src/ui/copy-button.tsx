/** Copies a value and says so, where it was pressed and to screen readers. */

import { useEffect, useState } from "react";
import { useWords } from "../words/use-words.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icons.tsx";
import { useToast } from "./toast.tsx";
import { uiWords } from "./words.ts";

const SEEN_MS = 2_000;

export function CopyButton({
	value,
	what,
	label,
}: {
	readonly value: string;
	/** What is copied, for people who do not see beside what it stands: "the name of DKIM 1". */
	readonly what: string;
	/** Instead of "Copy". */
	readonly label?: string;
}) {
	const words = useWords(uiWords);
	const say = useToast();
	const [isCopied, setCopied] = useState(false);
	useEffect(() => {
		if (!isCopied) return;
		const timer = setTimeout(() => setCopied(false), SEEN_MS);
		return () => clearTimeout(timer);
	}, [isCopied]);
	const copy = async (): Promise<void> => {
		try {
			await navigator.clipboard.writeText(value);
			setCopied(true);
		} catch {
			say(words.failed, "failed"); // no permission, or no HTTPS: the value can be selected by hand
		}
	};
	return (
		<Button size="small" onClick={() => void copy()}>
			<Icon name={isCopied ? "check" : "copy"} className="size-3.5" />
			<span aria-live="polite">{isCopied ? words.copied : (label ?? words.copy)}</span>
			<span className="sr-only">: {what}</span>
		</Button>
	);
}
