/** Limits of what comes in: how much, how many at once, how often and how slowly. */

import { z } from "zod";
import { at, section } from "./setting.ts";
import { count, duration, size } from "./values.ts";

const PERCENT = "a number from 0 to 99";

export const limits = section({
	messageBytes: at(size.default(20 * 1_024 * 1_024), "Largest message, in octets on the wire."),
	recipientsPerMessage: at(count.default(50), "Recipients of one message."),
	connections: at(count.default(2_000), "Connections at once, all SMTP doors together."),
	sessionsPerAddress: at(
		count.default(100),
		"Connections at once from one IPv4 address or IPv6 /64; fewer when the service is nearly full.",
	),
	sessionsPerUser: at(count.default(50), "Sessions at once of one SMTP user."),
	sessionsPerAccount: at(count.default(200), "Sessions at once of one account."),
	recipientsPerMinute: at(
		count.default(6_000),
		"Recipients a minute of an SMTP user without a rate of its own.",
	),
	messagesPerMinute: at(
		count.default(6_000),
		"Messages a minute of an SMTP user; one whose own rate of recipients is higher may send as many messages.",
	),
	recipientsPerMinuteOfAccount: at(
		count.default(24_000),
		"Recipients a minute of all SMTP users of an account together, whatever rates they have.",
	),
	messagesPerMinuteOfAccount: at(
		count.default(24_000),
		"Messages a minute of all SMTP users of an account together.",
	),
	rateBurst: at(
		duration.default(60_000),
		"How much of these rates may come at once: 1m is a minute's worth.",
	),
	failedLoginsPerAddress: at(count.default(10), "Failed log-ins from one network before it is blocked."),
	failedLoginsPerUser: at(
		count.default(50),
		"Failed log-ins for one username before networks that it never logged in from have one try each.",
	),
	loginWindow: at(duration.default(600_000), "How long failed log-ins are added up."),
	loginBlock: at(duration.default(60_000), "The first block; each further one is twice as long."),
	longestLoginBlock: at(duration.default(3_600_000), "The longest block."),
	loginTime: at(duration.default(120_000), "Time until a client has to have logged in."),
	loginsPerSession: at(count.default(5), "Failed log-ins in one session; then it is closed."),
	faultsPerSession: at(
		count.default(20),
		"Protocol errors in one session; the next one closes it. Refused mail of a user who is logged in is none.",
	),
	idleTimeout: at(duration.default(300_000), "Longest wait for a command; RFC 5321 asks for five minutes."),
	sessionDuration: at(duration.default(3_600_000), "How old a session may become."),
	contentBytesPerSecond: at(count.default(500), "Slowest content, in octets a second."),
	contentWindow: at(duration.default(60_000), "Time over which the speed of content is averaged."),
	minimumFreePercent: at(
		z.coerce.number(PERCENT).min(0, PERCENT).max(99, PERCENT).default(10),
		"Free share of the disk below which nothing new is accepted.",
	),
});
