import { DAY, HOUR, MINUTE, SECOND } from "../terms/clock.ts";

/** What an operator may set about the queue. */
export interface QueueConfiguration {
	/** Delays after the first, second, … failed attempt; the last one repeats. */
	readonly retryDelaysMs: readonly number[];
	/** Delays are varied by up to this share either way, so that what failed together does not return together. */
	readonly jitter: number;
	/** How long after acceptance a message is still attempted. */
	readonly lifetimeMs: number;
	/** The same for messages with the null reverse-path: DSNs. */
	readonly reportLifetimeMs: number;
	/** "Try again in N" of a reply is honoured within these bounds. */
	readonly shortestRetryAfterMs: number;
	readonly longestRetryAfterMs: number;
	/** Attempts under way at once, all destinations together. */
	readonly attempts: number;
	/** The same for one destination: where it starts, and the most that it may grow to. */
	readonly firstAttemptsPerDestination: number;
	readonly attemptsPerDestination: number;
	/** Recipients in memory, waiting, under way or not yet recorded. */
	readonly recipients: number;
	readonly recipientsPerDestination: number;
	/** Content kept in memory from acceptance to relaying; beyond it, it is read from the store again. */
	readonly contentBytes: number;
	/** How long a destination that cannot be reached is left alone: the first time, and at most. */
	readonly firstRestMs: number;
	readonly longestRestMs: number;
	/** The store is asked for due recipients at least so often. */
	readonly claimEveryMs: number;
	/** How long outcomes are gathered before they are written in one transaction. */
	readonly gatherMs: number;
	/** Outcomes in one transaction. */
	readonly settlementsPerBatch: number;
	/** Nothing new is attempted while more outcomes wait to be written: after a crash they would come again. */
	readonly unrecorded: number;
	/**
	 * Recipients whose attempts were interrupted by the end of the process more often than this are held. Generous,
	 * because whoever waits in memory when the process dies is counted with the one that it may have died of.
	 */
	readonly heldAfterInterruptions: number;
	/** Next hops are the recipients' own servers, whose word on a mailbox counts; a smarthost only repeats or guesses. */
	readonly asksOwnServers: boolean;
}

/** RFC 5321 §4.5.4.1 departure: the first retries come sooner than 30 minutes, for greylisting's sake. */
export const defaultQueueConfiguration: QueueConfiguration = {
	retryDelaysMs: [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 80 * MINUTE, 160 * MINUTE, 4 * HOUR],
	jitter: 0.15,
	lifetimeMs: 5 * DAY,
	reportLifetimeMs: 2 * DAY,
	shortestRetryAfterMs: MINUTE,
	longestRetryAfterMs: 24 * HOUR,
	attempts: 200,
	firstAttemptsPerDestination: 5,
	attemptsPerDestination: 20,
	recipients: 10_000,
	recipientsPerDestination: 1_000,
	contentBytes: 64 * 1024 * 1024,
	firstRestMs: 30 * SECOND,
	longestRestMs: 10 * MINUTE,
	claimEveryMs: 30 * SECOND,
	gatherMs: 5,
	settlementsPerBatch: 500,
	unrecorded: 1_000,
	heldAfterInterruptions: 20,
	asksOwnServers: true,
};
