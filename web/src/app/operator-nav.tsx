/** Between the pages of the operator area, above each of them. */

import { Link, useLocation, useRouter } from "@tanstack/react-router";
import { useCurrentInView } from "../ui/current-in-view.ts";
import { useWords } from "../words/use-words.ts";
import { operatorPlaces } from "./navigation.ts";
import { appWords } from "./words.ts";

export function OperatorNav() {
	const words = useWords(appWords).operator;
	const { routesByPath } = useRouter();
	const nav = useCurrentInView(useLocation().pathname);
	return (
		<nav
			ref={nav}
			aria-label={words.label}
			className="relative mb-6 flex gap-x-6 overflow-x-auto border-b border-line max-sm:-mx-4 max-sm:px-4"
		>
			{operatorPlaces
				.filter(({ to }) => to in routesByPath)
				.map(({ word, to }) => (
					<Link
						key={to}
						to={to}
						activeProps={{ className: "border-accent font-semibold text-ink", "aria-current": "page" }}
						inactiveProps={{ className: "border-transparent text-quiet hover:text-ink" }}
						className="-mb-px flex items-center border-b-2 py-2 whitespace-nowrap outline-offset-[-2px] max-lg:min-h-11"
					>
						{words[word]}
					</Link>
				))}
		</nav>
	);
}
