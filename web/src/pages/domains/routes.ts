import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";
import { textIn } from "../../app/search.ts";

type Search = Readonly<Record<string, unknown>>;

const listRoute = createRoute({
	getParentRoute: () => appRoute,
	path: "/domains",
	staticData: { needs: "domains:read" },
	validateSearch: (search: Search) => ({ text: textIn(search, "text"), state: textIn(search, "state") }),
	component: lazyRouteComponent(() => import("./list/domains-page.tsx"), "DomainsPage"),
});

const domainRoute = createRoute({
	getParentRoute: () => appRoute,
	path: "/domains/$domainId",
	component: lazyRouteComponent(() => import("./domain-page.tsx"), "DomainPage"),
});

const parts = [
	createRoute({
		getParentRoute: () => domainRoute,
		path: "/",
		staticData: { needs: "domains:read" },
		component: lazyRouteComponent(() => import("./records/records-part.tsx"), "RecordsPart"),
	}),
	createRoute({
		getParentRoute: () => domainRoute,
		path: "/smtp-users",
		staticData: { needs: "smtp-users:read" },
		/** `?send=1` opens "Send a test"; with an id, as that SMTP user. */
		validateSearch: (search: Search) => ({ send: textIn(search, "send") }),
		component: lazyRouteComponent(() => import("./smtp-users/smtp-users-part.tsx"), "SmtpUsersPart"),
	}),
	createRoute({
		getParentRoute: () => domainRoute,
		path: "/connect",
		staticData: { needs: "smtp-users:read" },
		validateSearch: (search: Search) => ({
			user: textIn(search, "user"),
			program: textIn(search, "program"),
			tls: textIn(search, "tls"),
		}),
		component: lazyRouteComponent(() => import("./connect/connect-part.tsx"), "ConnectPart"),
	}),
	createRoute({
		getParentRoute: () => domainRoute,
		path: "/keys",
		staticData: { needs: "domains:read" },
		component: lazyRouteComponent(() => import("./keys/keys-part.tsx"), "KeysPart"),
	}),
] as const;

export const domainsRoutes = [listRoute, domainRoute.addChildren(parts)] as const;
