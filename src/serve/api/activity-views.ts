/** Activity and messages as the API shows them. */

import type { z } from "@hono/zod-openapi";
import type {
	ActivityDetail,
	ActivityEvent,
	ActivityRow,
	MessageFacts,
	MessageView,
} from "../../report/ports.ts";
import type { SessionFacts } from "../../terms/message.ts";
import type { AttemptFacts } from "../../terms/outcome.ts";
import { type ReasonWords, reasonWords } from "../../terms/reason-words.ts";
import type * as shapes from "./activity-schemas.ts";
import { at, atOrNull, type Reader } from "./views.ts";

type Shape<Name extends keyof typeof shapes> = z.input<(typeof shapes)[Name]>;

export function showActivity(row: ActivityRow, { language, helpUrl }: Reader): Shape<"activityView"> {
	const { state: _, ...shown } = row;
	const said = reasonWords(row.reason, row.facts, language);
	const words = said === undefined ? null : wordsView(said, helpUrl);
	return {
		...shown,
		facts: { ...row.facts },
		at: at(row.at),
		updatedAt: at(row.updatedAt),
		nextAttemptAt: atOrNull(row.nextAttemptAt),
		words,
	};
}

const wordsView = ({ title, because, remedy, article }: ReasonWords, helpUrl: string) => ({
	title,
	because,
	remedy,
	help: `${helpUrl}/help/${article}`,
});

export const showEvent = ({ at: when, kind, attempt, cause, facts }: ActivityEvent): Shape<"eventView"> => ({
	at: at(when),
	kind,
	attempt,
	cause,
	attemptFacts: facts === null ? null : showFacts(facts),
});

function showFacts({ startedAt, notes, ...facts }: AttemptFacts): Shape<"attemptView"> {
	return { ...facts, startedAt: at(startedAt), ...(notes === undefined ? {} : { notes: [...notes] }) };
}

export const showSession = (session: SessionFacts | null): Shape<"sessionView"> | null =>
	session === null
		? null
		: {
				door: session.client.door,
				address: session.client.address,
				port: session.client.port,
				helo: session.helo,
				tls: session.tls,
				transcript: [...session.transcript],
			};

const showAttachment = ({ notes, ...attachment }: MessageFacts["attachments"][number]) => ({
	...attachment,
	notes: [...notes],
});

export const showMessage = (message: MessageView, reader: Reader): Shape<"messageView"> => ({
	...message,
	receivedAt: at(message.receivedAt),
	attachments: message.attachments.map(showAttachment),
	notes: [...message.notes],
	session: showSession(message.session),
	recipients: message.recipients.map(({ events, ...row }) => ({
		...showActivity(row, reader),
		events: events.map(showEvent),
	})),
});

export const showDetail = (
	{ row, events, session, message }: ActivityDetail,
	reader: Reader,
): Shape<"activityDetail"> => ({
	...showActivity(row, reader),
	events: events.map(showEvent),
	session: showSession(session),
	message: message === null ? null : showFactsOf(message, row),
});

const showFactsOf = (
	{ signingDomain, returnPathHost, ...message }: MessageFacts,
	row: ActivityRow,
): NonNullable<Shape<"activityDetail">["message"]> => ({
	...message,
	receivedAt: at(message.receivedAt),
	attachments: message.attachments.map(showAttachment),
	notes: [...message.notes],
	alignment: alignmentOf(row, signingDomain, returnPathHost),
});

/** Signing domain and return path are the From domain or stand under it: both alignments are relaxed ones. */
function alignmentOf({ author, sender }: ActivityRow, signs: string | null, returnPathHost: string | null) {
	const from = domainOf(author);
	const envelope = sender === "" ? null : (returnPathHost ?? domainOf(sender));
	const isAligned = (domain: string | null): boolean =>
		domain !== null && from !== "" && (domain === from || domain.endsWith(`.${from}`));
	return {
		dkim: { domain: signs, aligned: isAligned(signs) },
		spf: { domain: envelope, aligned: isAligned(envelope) },
	};
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
