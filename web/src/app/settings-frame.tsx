/** What the account menu leads to, each beside the list of all: on a phone the list is a line that scrolls. */

import { Link, Outlet, useLocation, useRouter } from "@tanstack/react-router";
import { useSession } from "../api/me.ts";
import { useCurrentInView } from "../ui/current-in-view.ts";
import { useWords } from "../words/use-words.ts";
import { settingsPlaces } from "./navigation.ts";
import { mayGo } from "./session-rules.ts";
import { appWords } from "./words.ts";

export function SettingsFrame() {
	const words = useWords(appWords);
	const session = useSession();
	const { routesByPath } = useRouter();
	const nav = useCurrentInView(useLocation().pathname);
	const places = settingsPlaces.filter(({ to, needs }) => to in routesByPath && mayGo(session, needs));
	return (
		<div className="gap-x-10 lg:grid lg:grid-cols-[11rem_minmax(0,1fr)]">
			<nav
				ref={nav}
				aria-label={words.menu.settings}
				className="relative mb-6 flex gap-x-5 gap-y-0.5 overflow-x-auto border-b border-line max-lg:-mx-4 max-lg:px-4 lg:flex-col lg:border-b-0"
			>
				{places.map(({ word, to }) => (
					<Link
						key={to}
						to={to}
						activeOptions={{ exact: to === "/settings" }}
						activeProps={{
							className: "border-accent font-semibold text-ink lg:bg-hover",
							"aria-current": "page",
						}}
						inactiveProps={{ className: "border-transparent text-quiet hover:text-ink" }}
						className="flex items-center py-2 whitespace-nowrap outline-offset-[-2px] max-lg:-mb-px max-lg:min-h-11 max-lg:border-b-2 lg:rounded-md lg:px-3 lg:py-1.5"
					>
						{words.settings[word]}
					</Link>
				))}
			</nav>
			<div className="min-w-0">
				<Outlet />
			</div>
		</div>
	);
}
