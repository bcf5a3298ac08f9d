/** A link to an article of Help, which is read within the app. */

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Where Help is within the app: for everybody else the same articles are pages of the server, under /help. */
export const GUIDE = "/guide";

/** From the address of a page of Help, as the API and articles have it, to the one within the app; others stay. */
export function guideAddress(help: string): string {
	const [path = "", hash] = (URL.parse(help, location.origin)?.pathname ?? help).split("#");
	const fragment = hash ?? URL.parse(help, location.origin)?.hash.slice(1) ?? "";
	if (!/^\/help(?:\/|$)/.test(path)) return help;
	return `${GUIDE}${path.slice("/help".length)}${fragment === "" ? "" : `#${fragment}`}`;
}

/** `to`: "/help/statuses", also with the service before it. */
export function HelpLink({
	to,
	className = "link",
	children,
}: {
	readonly to: string;
	readonly className?: string;
	readonly children: ReactNode;
}) {
	const [path = GUIDE, hash = ""] = guideAddress(to).split("#");
	return (
		<Link to={path as string} {...(hash === "" ? {} : { hash })} preload={false} className={className}>
			{children}
		</Link>
	);
}
