import { buttonClass } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { notFoundWords } from "./words.ts";

/** Within the frame, for what a page does not find: `throw notFound()`. */
export function NotFoundNote() {
	const words = useWords(notFoundWords);
	return (
		<>
			<PageHeader title={words.title} about={words.about} />
			<a href="/" className={buttonClass()}>
				{words.home}
			</a>
		</>
	);
}

export const NotFoundPage = () => (
	<main className="mx-auto max-w-2xl px-4 py-12">
		<NotFoundNote />
	</main>
);
