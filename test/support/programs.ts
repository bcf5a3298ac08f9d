/** Submission for the API over a real store, with a world in which every domain but two takes mail. */

import { randomBytes } from "node:crypto";
import { createReception, type Programs, type Reception } from "../../src/accept/index.ts";
import type { AcceptPorts, RefusedFacts } from "../../src/accept/ports.ts";
import { createChecks, createLimiters, type Limiters } from "../../src/check/index.ts";
import { createQueue, type Steering } from "../../src/queue/index.ts";
import { ActivityFeed, type Webhooks } from "../../src/report/index.ts";
import type { ApiCallStore } from "../../src/setup/api-call-ports.ts";
import type { Setup } from "../../src/setup/index.ts";
import type { Clock } from "../../src/terms/clock.ts";
import type { HelpLibrary } from "../../src/terms/help/index.ts";
import { defaultLimits, type Limits } from "../../src/terms/limits.ts";
import type { NewMessage } from "../../src/terms/message.ts";
import { asText } from "./as-text.ts";
import { aHelp } from "./help.ts";
import type { TestStore } from "./store.ts";
import { webhooksOver } from "./webhooks.ts";

export interface ProgramsWorld {
	readonly reception: Reception;
	readonly programs: Programs;
	readonly limiters: Limiters;
	readonly refused: RefusedFacts[];
	readonly queued: NewMessage[];
	/** Not started: nothing is sent. */
	readonly webhooks: Webhooks;
	readonly feed: ActivityFeed;
	readonly apiCalls: ApiCallStore;
	readonly help: HelpLibrary;
	/** Of a queue that is not started: nothing is tried. */
	readonly steering: Steering;
	/** What the API has to show for the operator's zone. */
	readonly zoneFile: () => readonly string[];
}

export function programsOver(
	{ store, setup, clock }: { readonly store: TestStore; readonly setup: Setup; readonly clock: Clock },
	limits: Partial<Limits> = {},
	change: Partial<AcceptPorts> = {},
): ProgramsWorld {
	const all = { ...defaultLimits, ...limits };
	const limiters = createLimiters(all);
	const refused: RefusedFacts[] = [];
	const queued: NewMessage[] = [];
	const ports: AcceptPorts = {
		checks: createChecks(all),
		limiters,
		spool: store.spool,
		identities: setup.directory,
		clock,
		randomBytes,
		suppression: () => undefined,
		lookUpDomain: (domain) =>
			domain === "nowhere.example" ? "not-found" : domain === "nullmx.example" ? "null-mx" : "takes-mail",
		inspector: { open: asText },
		scanner: null,
		storage: () => ({ freeBytes: 50e9, totalBytes: 100e9 }),
		queued: (message) => void queued.push(message),
		queueHasRoom: () => false,
		refused: (facts) => void refused.push(facts),
		incident: (during, error) => {
			throw new Error(during, { cause: error });
		},
		...change,
	};
	const configuration = { hostname: "relay.example", limits: all, requiresTls: true, benchUsername: null };
	const zoneFile = (): readonly string[] => ['relay.example. 300 IN TXT "a zone"\n'];
	const reception = createReception(ports, configuration);
	const webhooks = webhooksOver({ store, clock });
	const { incident } = ports;
	const fault = (during: string, error: unknown): void => void incident(during, error);
	const feed = new ActivityFeed({ store: store.reports, clock, randomBytes, fault });
	const { apiCalls } = store;
	const { programs } = reception;
	const { steering } = queueOver(store, clock, fault);
	const shared = { limiters, refused, queued, webhooks, feed, apiCalls, zoneFile };
	return { ...shared, steering, reception, programs, help: aHelp };
}

const queueOver = (store: TestStore, clock: Clock, fault: (during: string, error: unknown) => void) =>
	createQueue({
		...{ clock, fault, store: store.queue, steering: store.steering, random: () => 0.5 },
		relayer: { relay: async () => [], idle: () => undefined },
		reporter: { report: async () => undefined },
	});
