/** Every metric: what it is called, and where its value is. Read when somebody asks; nothing is kept here. */

import type { Limiters, SignInGuard } from "../../check/index.ts";
import type { Queue } from "../../queue/index.ts";
import type { Instant } from "../../terms/clock.ts";
import type { Limits } from "../../terms/limits.ts";
import { type Metric, metric } from "./format.ts";
import type { Tallies } from "./tallies.ts";

export interface Measured {
	readonly version: string;
	readonly startedAt: Instant;
	readonly now: () => Instant;
	readonly tallies: Tallies;
	readonly limiters: Limiters;
	readonly limits: Limits;
	readonly signIns: Pick<SignInGuard, "now">;
	readonly queue: Pick<Queue, "depth">;
	/** How long the store's oldest write has waited. */
	readonly storeLagMs: () => number;
}

type QueueDepth = Awaited<ReturnType<Queue["depth"]>>;

/** Rejects when the store cannot be asked. */
export async function measure(measured: Measured): Promise<readonly Metric[]> {
	const depth = await measured.queue.depth();
	return [
		...service(measured),
		...submission(measured),
		...sessions(measured),
		...logins(measured),
		...people(measured),
		...delivery(measured, depth),
	];
}

function service({ version, startedAt, storeLagMs }: Measured): readonly Metric[] {
	const { user, system } = process.cpuUsage();
	return [
		{
			name: "angarium_info",
			help: "The version that runs.",
			kind: "gauge",
			samples: [{ labels: { version }, value: 1 }],
		},
		metric("gauge", "process_start_time_seconds", "When the process started.", startedAt / 1_000),
		metric("counter", "process_cpu_seconds_total", "CPU time used.", (user + system) / 1e6),
		metric("gauge", "process_resident_memory_bytes", "Memory in use.", process.memoryUsage.rss()),
		metric(
			"gauge",
			"angarium_store_lag_seconds",
			"How long the store's oldest write has waited.",
			storeLagMs() / 1_000,
		),
	];
}

const submission = ({ tallies, limiters }: Measured): readonly Metric[] => [
	metric("counter", "angarium_messages_accepted_total", "Messages accepted.", tallies.messages),
	metric("counter", "angarium_recipients_accepted_total", "Recipients accepted.", tallies.recipients),
	{
		name: "angarium_refusals_total",
		help: "Refusals said by the SMTP doors and the API, by reason.",
		kind: "counter",
		samples: tallies.refusals,
	},
	metric(
		"gauge",
		"angarium_rate_buckets",
		"SMTP users and accounts that used some of their rates lately.",
		limiters.rates.size,
	),
];

function sessions({ limiters, limits }: Measured): readonly Metric[] {
	const { places, userSessions, accountSessions } = limiters;
	const scopes = [
		["address", places.networks, limits.sessionsPerAddress],
		["user", userSessions, limits.sessionsPerUser],
		["account", accountSessions, limits.sessionsPerAccount],
	] as const;
	const byScope = (
		name: string,
		help: string,
		value: (scope: (typeof scopes)[number]) => number,
	): Metric => ({
		name,
		help,
		kind: "gauge",
		samples: scopes.map((scope) => ({ labels: { scope: scope[0] }, value: value(scope) })),
	});
	return [
		metric("gauge", "angarium_connections", "Connections now, all SMTP doors together.", places.open),
		metric("gauge", "angarium_connections_limit", "Connections at most.", limits.connections),
		byScope("angarium_session_holders", "How many have a session now.", ([, counter]) => counter.holders),
		byScope(
			"angarium_sessions_most",
			"The most sessions that one of them has now.",
			([, counter]) => counter.most,
		),
		byScope("angarium_sessions_limit", "The most that one may have.", ([, , limit]) => limit),
	];
}

function logins({ limiters, now }: Measured): readonly Metric[] {
	const { failures, blockedNetworks, blockedUsersAtNetworks, usernamesOnGuard, remembered } =
		limiters.logins.now(now());
	return [
		metric("counter", "angarium_authentication_failures_total", "Failed log-ins.", failures),
		{
			name: "angarium_login_blocks",
			help: "Blocks of log-ins now: of networks, and of one SMTP user at one network.",
			kind: "gauge",
			samples: [
				{ labels: { of: "network" }, value: blockedNetworks },
				{ labels: { of: "user_at_network" }, value: blockedUsersAtNetworks },
			],
		},
		metric(
			"gauge",
			"angarium_usernames_on_guard",
			"Usernames that strangers guess at now.",
			usernamesOnGuard,
		),
		metric(
			"gauge",
			"angarium_login_entries",
			"Networks and usernames kept for this, all together.",
			remembered,
		),
	];
}

function people({ signIns, tallies, now }: Measured): readonly Metric[] {
	const { failures, blockedNetworks, peopleOnGuard } = signIns.now(now());
	return [
		metric("counter", "angarium_sign_in_failures_total", "Failed sign-ins of people.", failures),
		metric("gauge", "angarium_sign_in_blocks", "Networks whose sign-ins are blocked now.", blockedNetworks),
		metric("gauge", "angarium_people_on_guard", "People at whom strangers guess now.", peopleOnGuard),
		{
			name: "angarium_events_total",
			help: "What happened to accounts: their quotas, plans, sending domains, webhooks and suspensions.",
			kind: "counter",
			samples: tallies.events,
		},
	];
}

function delivery({ tallies }: Measured, { memory, ...states }: QueueDepth): readonly Metric[] {
	return [
		{
			name: "angarium_outcomes_total",
			help: "Outcomes of recipients, by state and cause.",
			kind: "counter",
			samples: tallies.outcomes,
		},
		{
			name: "angarium_queue_recipients",
			help: "Recipients in the queue, by state.",
			kind: "gauge",
			samples: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
		},
		metric("gauge", "angarium_queue_memory_recipients", "Recipients in memory.", memory.recipients),
		metric(
			"gauge",
			"angarium_queue_paused_destinations",
			"Destinations that the operator has paused.",
			memory.paused,
		),
		metric("gauge", "angarium_attempts", "Attempts under way.", memory.attempts),
		metric("gauge", "angarium_outcomes_unrecorded", "Outcomes that are not on disk yet.", memory.unrecorded),
	];
}
