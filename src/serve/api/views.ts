/** From what the service holds to what the API shows: moments as RFC 3339, secrets left out. */

import type { z } from "@hono/zod-openapi";
import type { ActivityEvent, ActivityRow, MessageView } from "../../report/ports.ts";
import { verdictIn } from "../../terms/attachment-verdict.ts";
import type { Instant } from "../../terms/clock.ts";
import type { Account, ApiKey, SmtpUser } from "../../terms/identity.ts";
import type { SessionFacts } from "../../terms/message.ts";
import type { AttemptFacts } from "../../terms/outcome.ts";
import type { Plan } from "../../terms/plan.ts";
import { type ReasonWords, reasonWords } from "../../terms/reason-words.ts";
import type { Language } from "../../terms/refusals/index.ts";
import type { Suppression } from "../../terms/suppression.ts";
import type * as shapes from "./schemas.ts";
import type { suppressionView } from "./suppression-schemas.ts";

type Shape<Name extends keyof typeof shapes> = (typeof shapes)[Name] extends z.ZodType
	? z.input<(typeof shapes)[Name]>
	: never;

export const at = (moment: Instant): string => new Date(moment).toISOString();
const atOrNull = (moment: Instant | null): string | null => (moment === null ? null : at(moment));

export const planName = (plan: Plan | null): { id: string; name: string } | null =>
	plan && { id: plan.id, name: plan.name };

/** Null also where it has become the plan that the account has. */
export function nextPlanView({ nextPlan }: Account, now: Instant) {
	if (nextPlan === null || nextPlan.from <= now) return null;
	const { plan, from } = nextPlan;
	return { id: plan?.id ?? null, name: plan?.name ?? null, from: at(from) };
}

export const showAccount = (account: Account): Shape<"accountView"> => ({
	...account,
	plan: planName(account.plan),
	nextPlan: nextPlanView(account, 0),
	deletesAt: atOrNull(account.deletesAt),
	refusedExtensions: [...account.refusedExtensions],
	periodAnchor: at(account.periodAnchor),
	createdAt: at(account.createdAt),
});

export function showSmtpUser({ passwordHash: _, ...user }: SmtpUser): Shape<"smtpUserView"> {
	const { lastConnection, lastFailure } = user;
	return {
		...user,
		allowedAddresses: [...user.allowedAddresses],
		expiresAt: atOrNull(user.expiresAt),
		createdAt: at(user.createdAt),
		lastConnection: lastConnection === null ? null : { ...lastConnection, at: at(lastConnection.at) },
		lastFailure: lastFailure === null ? null : { ...lastFailure, at: at(lastFailure.at) },
	};
}

export const showApiKey = ({ id, accountId, name, createdAt }: ApiKey): Shape<"apiKeyView"> => ({
	id,
	accountId,
	name,
	createdAt: at(createdAt),
});

export const showSuppression = (suppression: Suppression): z.input<typeof suppressionView> => ({
	...suppression,
	since: at(suppression.since),
});

export interface Reader {
	readonly language: Language;
	/** Where this service's pages are, without a final slash. */
	readonly helpUrl: string;
}

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

export const showMessage = (message: MessageView, reader: Reader): Shape<"messageView"> => ({
	...message,
	receivedAt: at(message.receivedAt),
	attachments: message.attachments.map((attachment) => {
		const said = verdictIn(attachment, reader.language);
		return { ...said, notes: [...said.notes] };
	}),
	notes: [...message.notes],
	session: showSession(message.session),
	recipients: message.recipients.map(({ events, ...row }) => ({
		...showActivity(row, reader),
		events: events.map(showEvent),
	})),
});
