import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/button.tsx";
import { Empty, Failed } from "../../ui/list-state.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { isUnknown } from "./queries.ts";
import { messageWords } from "./words.ts";

export function MessageFailed({
	error,
	onRetry,
}: {
	readonly error: unknown;
	readonly onRetry: () => unknown;
}) {
	const words = useWords(messageWords);
	return (
		<>
			<PageHeader title={words.title} back={<BackLink />} />
			{isUnknown(error) ? (
				<Empty
					title={words.unknown}
					action={
						<Link to="/activity" className={buttonClass()}>
							{words.toActivity}
						</Link>
					}
				>
					{words.unknownAbout}
				</Empty>
			) : (
				<Failed error={error} onRetry={onRetry} />
			)}
		</>
	);
}

export function BackLink() {
	const words = useWords(messageWords);
	return (
		<Link to="/activity" className="link">
			{words.activity}
		</Link>
	);
}
