/** All that the API needs from outside. */

import type { Programs } from "../../accept/index.ts";
import type { Limiters } from "../../check/index.ts";
import type { Steering } from "../../queue/index.ts";
import type { ActivityFeed, Webhooks } from "../../report/index.ts";
import type { ReportStore } from "../../report/ports.ts";
import type { ApiCallStore } from "../../setup/api-call-ports.ts";
import type { Doctor, People, RecordToPublish, Setup, Suppressions } from "../../setup/index.ts";
import type { Instant } from "../../terms/clock.ts";
import type { HelpLibrary } from "../../terms/help/index.ts";
import type { Limits } from "../../terms/limits.ts";
import type { Refusal } from "../../terms/refusals/index.ts";
import type { CallRates } from "./rates.ts";
import type { Sessions } from "./sessions.ts";
import type { TrySamples } from "./try-ports.ts";

/** The customers' side of try mode's closed internet. */
export interface TryRecords {
	publish(record: Pick<RecordToPublish, "name" | "value">): void;
	withdraw(record: Pick<RecordToPublish, "name">): void;
}

/** What people and programs are told of this service. */
export interface ServiceFacts {
	readonly name: string;
	readonly version: string;
	readonly tryMode: boolean;
	readonly supportEmail: string | null;
	readonly supportUrl: string | null;
	readonly submission: {
		readonly hostname: string;
		readonly ports: { readonly starttls: number; readonly tls: number };
	};
	/** Whether people may sign in by a provider. */
	readonly oidc: boolean;
	/** How a plan is paid. */
	readonly payment: "request" | "stripe";
	/** How long an account that is deleted can be restored. */
	readonly deletionGraceMs: number;
}

export interface ApiDependencies {
	readonly setup: Setup;
	readonly people: People;
	readonly service: () => ServiceFacts;
	/** Absent where nobody can sign in. */
	readonly sessions?: Sessions;
	readonly suppressions: Suppressions;
	readonly webhooks: Webhooks;
	readonly reports: ReportStore;
	/** The queue, as far as people see and steer it. */
	readonly steering: Steering;
	readonly feed: ActivityFeed;
	/** Calls that have an idempotency key. */
	readonly apiCalls: ApiCallStore;
	/** How many calls are answered; the usual numbers when absent. */
	readonly callRates?: CallRates;
	/** Where messages are handed in. */
	readonly programs: Programs;
	readonly limits: Limits;
	readonly help: HelpLibrary;
	/** A refusal is said: for counting. What a check only foretells is none. */
	readonly said?: (refusal: Refusal) => void;
	/** Looked at, never counted with. */
	readonly limiters: Limiters;
	/** The operator's zone as a master file, line by line. */
	readonly zoneFile: () => Iterable<string>;
	/** Absent where the world around the service cannot be looked at. */
	readonly doctor?: Doctor;
	/** In try mode. */
	readonly tryRecords?: TryRecords;
	readonly trySamples?: TrySamples;
	readonly now: () => Instant;
	readonly randomBytes: (count: number) => Buffer;
	readonly version: string;
	/** Where this service's pages are, without a final slash. */
	readonly url: () => string;
	/** An unexpected error; returns the incident's id, which is in the log. */
	readonly incident: (during: string, error: unknown) => string;
	/** Why the service cannot take mail, in words for programs: "doors", "storage-full"; none when it can. May reject. */
	readonly lacking: () => Promise<readonly string[]>;
}
