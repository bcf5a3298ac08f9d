/** `POST /v1/check`: all that would be refused or changed, without anything being sent, written or used up. */

import type { z } from "@hono/zod-openapi";
import type { Rehearsal } from "../../../accept/index.ts";
import type { Phase, Refusal } from "../../../terms/refusals/index.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type ApiRequest, type Endpoint, endpoint } from "../endpoint.ts";
import { type ApiProblem, isApiProblem, type RefusedRequest, refusedRequest } from "../problem.ts";
import { at, type Reader } from "../views.ts";
import { showRefusal } from "./answers.ts";
import { Changes } from "./changes.ts";
import { converse, type Heard } from "./conversation.ts";
import { bodyLimitOf, readRequest } from "./read-request.ts";
import { checkView, type Envelope, envelopeToCheck, messageToCheck, type NewMessageBody } from "./shapes.ts";
import type { Submitted } from "./submitted.ts";

type CheckRequest = ApiRequest<unknown, Envelope, NewMessageBody>;
type CheckView = z.input<typeof checkView>;

export const checkEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/check",
		tag: "Messages",
		summary: "Check a message without sending it",
		description:
			"Takes what POST /v1/messages takes, runs every check, and answers with all that would be refused or " +
			"changed. Nothing is written down, shown in Activity or used up.",
		access: "messages:send",
		query: envelopeToCheck,
		body: messageToCheck,
		streams: "message/rfc822",
		bodyLimit: () => bodyLimitOf(dependencies.limits),
		repeated: ["to"],
		answers: checkView,
		run: (request) => check(request as unknown as CheckRequest, dependencies),
	}),
];

async function check(
	request: CheckRequest,
	dependencies: ApiDependencies,
): Promise<CheckView | ApiProblem | RefusedRequest> {
	const { clientAddress, ...query } = request.query;
	const submitted = await readRequest({ ...request, query }, dependencies);
	if (isApiProblem(submitted)) return submitted;
	const from = clientAddress ?? (request.stream === null ? request.body.clientAddress : undefined);
	const client = { sessionId: "", door: "api", address: from ?? "", port: 0 } as const;
	const rehearsal = await dependencies.programs.rehearse(client, submitted.user.username);
	if ("reason" in rehearsal) return refusedRequest(rehearsal, "auth");
	try {
		const asked = rehearsal.seen.taken();
		// Where the application will send from is not known unless it is said.
		const auth = asked.filter(({ reason }) => from !== undefined || reason !== "client-address-refused");
		const reader = { language: request.language, helpUrl: dependencies.url() };
		return await rehearsed(rehearsal, auth, submitted, reader, dependencies);
	} finally {
		rehearsal.end();
	}
}

async function rehearsed(
	{ session, seen }: Rehearsal,
	auth: readonly Refusal[],
	submitted: Submitted,
	reader: Reader,
	{ limits }: ApiDependencies,
): Promise<CheckView> {
	const changes = new Changes(limits.headerBytes);
	const hear = (answer: Refusal | undefined) => [...(answer === undefined ? [] : [answer]), ...seen.taken()];
	const heard = await converse(session, submitted, {
		hear,
		furtherAbout: (address) => seen.domainRefusal(address),
		goesOn: true,
		watch: changes.watch,
	});
	const { mail, message } = seen;
	const refusals = refusalsOf(auth, heard).map(({ refusal, phase, recipient }) => ({
		...showRefusal(refusal, phase, reader),
		recipient,
	}));
	const found = changes.end(mail?.sender, submitted.mended(), reader.language);
	return {
		accepted: refusals.length === 0,
		refusals,
		recipients: heard.recipients.map(({ address, refusals: against }) => ({
			address,
			accepted: against.length === 0,
		})),
		changes: [...found.changes],
		notes: [...found.notes, ...(message?.notes ?? [])],
		sizeBytes: message?.sizeBytes ?? submitted.declaredBytes ?? 0,
		limitBytes: limits.messageBytes,
		quota: mail === undefined ? null : quotaOf(mail.quota),
		rateWaitMs: mail === undefined ? null : (mail.tooFast?.waitMs ?? 0),
	};
}

interface Found {
	readonly refusal: Refusal;
	readonly phase: Phase;
	readonly recipient: string | null;
}

/** Each once, at the phase at which it would be said first: some are asked at several. */
function refusalsOf(auth: readonly Refusal[], { mail, recipients, content }: Heard): readonly Found[] {
	const all: Found[] = [
		...auth.map((refusal) => ({ refusal, phase: "auth" as const, recipient: null })),
		...mail.map((refusal) => ({ refusal, phase: "mail" as const, recipient: null })),
		...recipients.flatMap(({ address, refusals }) =>
			refusals.map((refusal) => ({ refusal, phase: "rcpt" as const, recipient: address })),
		),
		...content.map((refusal) => ({ refusal, phase: "content" as const, recipient: null })),
	];
	const known = new Set<string>();
	return all.filter(({ refusal: { reason, facts }, recipient }) => {
		const name = JSON.stringify([reason, facts, recipient]);
		return !known.has(name) && known.add(name);
	});
}

const quotaOf = ({ limit, used, renewsAt }: { limit: number; used: number; renewsAt: number }) => ({
	limit,
	used,
	remaining: Math.max(0, limit - used),
	renewsAt: at(renewsAt),
});
