import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "../../app/app-route.ts";

export const operatorDoctorRoutes = [
	createRoute({
		getParentRoute: () => appRoute,
		path: "/operator/doctor",
		staticData: { needs: "operator" },
		component: lazyRouteComponent(() => import("./doctor-page.tsx"), "DoctorPage"),
	}),
] as const;
