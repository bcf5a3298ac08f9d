import { buttonClass } from "../../ui/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useWords } from "../../words/use-words.ts";
import { notFoundWords } from "./words.ts";

export function NotFoundPage() {
	const words = useWords(notFoundWords);
	return (
		<main className="mx-auto max-w-2xl px-4 py-12">
			<PageHeader title={words.title} about={words.about} />
			<a href="/" className={buttonClass()}>
				{words.home}
			</a>
		</main>
	);
}
