import { Banner } from "../../ui/banner.tsx";
import { Button, buttonClass } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useWords } from "../../words/use-words.ts";
import { profileWords } from "./profile-words.ts";

/** Shown this once: afterwards the service knows only whether one is right. */
export function RecoveryCodes({
	codes,
	onDone,
}: {
	readonly codes: readonly string[];
	readonly onDone: () => void;
}) {
	const words = useWords(profileWords).twoFactor;
	const text = `${codes.join("\n")}\n`;
	return (
		<div className="grid gap-4">
			<Banner kind="warning">{words.codesOnce}</Banner>
			<ul
				aria-label={words.codes}
				translate="no"
				className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-1 rounded-sm bg-hover p-3 font-mono text-sm"
			>
				{codes.map((code) => (
					<li key={code}>{code}</li>
				))}
			</ul>
			<div className="flex flex-wrap items-center gap-2">
				<CopyButton value={text} what={words.codes} label={words.copyCodes} />
				<a
					className={buttonClass("plain", "small")}
					href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
					download="angarium-recovery-codes.txt"
				>
					{words.downloadCodes}
				</a>
			</div>
			<div>
				<Button kind="primary" onClick={onDone}>
					{words.codesKept}
				</Button>
			</div>
		</div>
	);
}
