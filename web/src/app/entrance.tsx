/** The frame of pages for people who are not signed in: one sheet, and the language. */

import { Outlet } from "@tanstack/react-router";
import { languages } from "../words/catalogue.ts";
import { useReader, useWords } from "../words/use-words.ts";
import { Brand } from "./brand.tsx";
import { useChooseLanguage } from "./reader.tsx";
import { appWords, languageNames } from "./words.ts";

export function Entrance() {
	const words = useWords(appWords);
	const { language } = useReader();
	const choose = useChooseLanguage();
	return (
		<div className="flex min-h-dvh flex-col px-4">
			<header className="mx-auto w-full max-w-md pt-10 pb-4 sm:pt-[14vh]">
				<Brand />
			</header>
			<main tabIndex={-1} className="sheet mx-auto w-full max-w-md p-6 outline-none sm:p-8">
				<Outlet />
			</main>
			<footer className="mx-auto flex w-full max-w-md flex-wrap gap-4 py-4 text-xs">
				<a className="link" href={`/help?lang=${language}`}>
					{words.menu.help}
				</a>
				<span className="ml-auto flex gap-3">
					{languages.map((one) => (
						<button
							key={one}
							type="button"
							lang={one}
							aria-pressed={one === language}
							onClick={() => choose(one)}
							className="text-quiet aria-pressed:font-semibold aria-pressed:text-ink"
						>
							{languageNames[one]}
						</button>
					))}
				</span>
			</footer>
		</div>
	);
}
