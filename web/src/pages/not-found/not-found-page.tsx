import { Brand } from "../../app/brand.tsx";
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
	<>
		<header className="border-b border-line bg-surface">
			<div className="mx-auto max-w-7xl px-4 py-3 sm:px-6">
				<a href="/" className="inline-block">
					<Brand />
				</a>
			</div>
		</header>
		<main className="mx-auto max-w-7xl px-4 py-6 sm:px-6 sm:py-8">
			<NotFoundNote />
		</main>
	</>
);
