/** Between the pages of the operator area, above each of them. */

import { Link, useRouter } from "@tanstack/react-router";
import { useWords } from "../words/use-words.ts";
import { operatorPlaces } from "./navigation.ts";
import { appWords } from "./words.ts";

export function OperatorNav() {
	const words = useWords(appWords).operator;
	const { routesByPath } = useRouter();
	return (
		<nav aria-label={words.label} className="mb-6 flex gap-6 overflow-x-auto border-b border-line">
			{operatorPlaces
				.filter(({ to }) => to in routesByPath)
				.map(({ word, to }) => (
					<Link
						key={to}
						to={to}
						activeProps={{ className: "border-accent font-semibold text-ink" }}
						inactiveProps={{ className: "border-transparent text-quiet hover:text-ink" }}
						className="-mb-px border-b-2 py-2 whitespace-nowrap pointer-coarse:min-h-11"
					>
						{words[word]}
					</Link>
				))}
		</nav>
	);
}
