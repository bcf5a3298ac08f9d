/**
 * The log: JSON lines on standard error, one line a fact, with the names of events listed here.
 *
 * Never content, subjects, credentials or whole objects: what is logged is chosen field by field by the caller,
 * and an error gives its message and stack, not its properties.
 */

import { randomBytes } from "node:crypto";
import { pino } from "pino";

export const events = [
	"started",
	"stopping",
	"stopped",
	"listening",
	"recovered",
	"accepted",
	"outcome",
	"steered",
	"incident",
	"certificate-loaded",
	"certificate-refused",
	"queue-trouble",
	"pruned",
	"domain-verified",
	"domain-broken",
	"domain-mended",
	"domain-stopped",
	"store",
	"dns",
] as const;

export type LogEvent = (typeof events)[number];

export interface Log {
	info(event: LogEvent, facts?: Readonly<Record<string, unknown>>): void;
	/** The same for what comes with each message: written many lines at once, a second later at most. */
	often(event: LogEvent, facts: Readonly<Record<string, unknown>>): void;
	warn(event: LogEvent, facts?: Readonly<Record<string, unknown>>): void;
	/** An error that nobody expected; returns the incident's id, which the client is told. */
	incident(during: string, error: unknown): string;
}

const GATHERED_BYTES = 8 * 1024;
const GATHERED_MS = 1_000;

export type LogLevel = "info" | "warn" | "error" | "silent";

export function createLog(level: LogLevel): Log {
	const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
	const log = pino(options, pino.destination(2));
	// A write for each line cost a tenth of what it takes to accept a message.
	const gathered = pino.destination({ dest: 2, minLength: GATHERED_BYTES });
	const often = pino(options, gathered);
	setInterval(() => gathered.flush(), GATHERED_MS).unref();
	process.on("exit", () => gathered.flushSync());
	return {
		often: (event, facts) => often.info({ event, ...facts }),
		info: (event, facts) => log.info({ event, ...facts }),
		warn: (event, facts) => log.warn({ event, ...facts }),
		incident(during, error) {
			const incident = randomBytes(5).toString("hex");
			log.error({ event: "incident" satisfies LogEvent, incident, during, ...described(error) });
			return incident;
		},
	};
}

const described = (error: unknown): Readonly<Record<string, unknown>> =>
	error instanceof Error
		? {
				message: error.message,
				stack: error.stack,
				cause: error.cause === undefined ? undefined : String(error.cause),
			}
		: { message: String(error) };
