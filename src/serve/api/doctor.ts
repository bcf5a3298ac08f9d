/** What is wrong around the service, and what the operator can do: for `angarium doctor` and for monitoring. */

import { z } from "@hono/zod-openapi";
import { doctorChecks, findingState, findingStates, tellFinding } from "../../setup/index.ts";
import type { ApiDependencies } from "./dependencies.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { problem } from "./problem.ts";

const findingView = z
	.strictObject({
		id: z.enum(doctorChecks).openapi({ description: "The check. One may have several findings" }),
		state: z.enum(findingStates),
		about: z.string().openapi({ description: "The name, address or setting that it is about" }),
		found: z.string(),
		toDo: z.string().nullable().openapi({ description: "null: nothing" }),
	})
	.openapi("Finding");

const examination = z
	.strictObject({
		closedInternet: z.boolean().openapi({ description: "Try mode: the internet that was looked at" }),
		errors: z.int(),
		warnings: z.int(),
		findings: z.array(findingView),
	})
	.openapi("Examination");

export const doctorEndpoints = ({ doctor, tryRecords }: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "get",
		path: "/v1/doctor",
		tag: "DNS",
		summary: "Examine what the service needs of the world around it",
		description:
			"Delegation of the zone, return paths, SPF, reverse DNS, the certificate and the inbound door. It takes up to half a minute when servers are silent; one examination runs at a time, and who asks meanwhile gets its result.",
		access: "operator",
		answers: examination,
		async run({ language }) {
			if (doctor === undefined) return problem("unavailable", "This service cannot look around itself");
			const found = await doctor.examine();
			const count = (state: (typeof findingStates)[number]): number =>
				found.filter((one) => findingState(one) === state).length;
			return {
				closedInternet: tryRecords !== undefined,
				errors: count("error"),
				warnings: count("warning"),
				findings: found.map((one) => tellFinding(one, language)),
			};
		},
	}),
];
