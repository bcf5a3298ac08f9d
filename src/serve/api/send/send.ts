/** `POST /v1/messages`: a message is handed in, and accepted or refused as it would be over SMTP. */

import type { Submission } from "../../../accept/index.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId } from "../../../terms/ids.ts";
import { type Client, isIdempotencyKey, KEY_USES_TOLD, REPEATS_WITHIN_MS } from "../../../terms/message.ts";
import type { Refusal } from "../../../terms/refusals/index.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { type ApiRequest, type Endpoint, endpoint } from "../endpoint.ts";
import { type ApiProblem, isApiProblem, problem, type RefusedRequest, refusedRequest } from "../problem.ts";
import type { Reader } from "../views.ts";
import { fromKept, showRecipient, toKept } from "./answers.ts";
import { converse, firstOf, type HeardRecipient } from "./conversation.ts";
import { bodyLimitOf, readRequest } from "./read-request.ts";
import { type Envelope, envelope, type NewMessageBody, newMessage, sendHeaders, sentView } from "./shapes.ts";
import type { Submitted } from "./submitted.ts";

type SendRequest = ApiRequest<unknown, Envelope, NewMessageBody>;

export const sendEndpoints = (dependencies: ApiDependencies): readonly Endpoint[] => [
	endpoint({
		method: "post",
		path: "/v1/messages",
		tag: "Messages",
		summary: "Send a message",
		description:
			"As JSON, or as MIME with the media type message/rfc822: then the SMTP user and the envelope are in the " +
			"query, and bare line feeds become CRLF. The checks, limits and reasons are those of SMTP, and what is " +
			"refused is in Activity. 202 means that it is written down for the recipients that were accepted; when " +
			"there is none, the problem is that of the first refusal, and `recipients` tells of each.",
		access: "messages:send",
		query: envelope,
		body: newMessage,
		streams: "message/rfc822",
		bodyLimit: () => bodyLimitOf(dependencies.limits),
		repeated: ["to"],
		headers: sendHeaders,
		accepted: true,
		answers: sentView,
		run: (request) => send(request as unknown as SendRequest, dependencies),
	}),
];

interface Sent {
	readonly id: MessageId;
	readonly recipients: readonly HeardRecipient[];
	readonly repeated: boolean;
}

async function send(request: SendRequest, dependencies: ApiDependencies) {
	const key = request.header("idempotency-key");
	if (key !== undefined && !isIdempotencyKey(key))
		return problem("request-invalid", "Idempotency-Key has to be 1 to 255 visible ASCII characters");
	const submitted = await readRequest(request, dependencies);
	if (isApiProblem(submitted)) return submitted;
	const reader = { language: request.language, helpUrl: dependencies.url() };
	const sent =
		(key === undefined ? undefined : await earlier(submitted, key, dependencies)) ??
		(await submit(request, submitted, key, reader, dependencies));
	if (!("repeated" in sent)) return sent;
	if (sent.repeated) request.answerHeader("Idempotent-Replayed", "true");
	return { id: sent.id, recipients: sent.recipients.map((each) => showRecipient(each, reader)) };
}

const reused = (message: MessageId): ApiProblem =>
	problem("idempotency-key-reused", `It stands for message ${message}, which was another one`);

/** What the key stands for already; undefined when nothing. */
async function earlier(
	{ user, octets, payloadHash }: Submitted,
	key: string,
	{ programs, now, limits }: ApiDependencies,
): Promise<Sent | ApiProblem | undefined> {
	const uses = await programs.keyUses(user.accountId, key, now() - REPEATS_WITHIN_MS);
	const [other] = uses;
	if (other === undefined) return undefined;
	let bytes = 0;
	for await (const piece of octets()) {
		bytes += piece.length;
		if (bytes > limits.messageBytes) return reused(other.message);
	}
	const same = uses.find((use) => use.payloadHash === payloadHash());
	// Where there are more than were told of, the commit sees whether this one is among them.
	if (same === undefined) return uses.length < KEY_USES_TOLD ? reused(other.message) : undefined;
	return { id: same.message, recipients: fromKept(same.answer), repeated: true };
}

async function submit(
	request: SendRequest,
	submitted: Submitted,
	key: string | undefined,
	reader: Reader,
	dependencies: ApiDependencies,
): Promise<Sent | ApiProblem | RefusedRequest> {
	const { now, randomBytes, programs } = dependencies;
	const began = now();
	const transcript: string[] = [];
	const note = (line: string): void => void transcript.push(`${now() - began} - ${line}`);
	note(`POST /v1/messages, ${submitted.form}`);
	const client: Client = {
		...request.client,
		sessionId: makeId(began, randomBytes(ID_RANDOM_BYTES)),
		door: "api",
	};
	const session = await programs.open(client, submitted.user.username, () => [...transcript]);
	if ("reason" in session) return refusedRequest(session, "auth", { recipients: [] });
	try {
		return await handIn(session, submitted, key, reader, note, dependencies.said ?? (() => {}));
	} finally {
		session.ended();
	}
}

async function handIn(
	session: Submission,
	submitted: Submitted,
	key: string | undefined,
	reader: Reader,
	note: (line: string) => void,
	said: (refusal: Refusal) => void,
): Promise<Sent | ApiProblem | RefusedRequest> {
	const claim = (recipients: readonly HeardRecipient[]) =>
		key === undefined
			? undefined
			: { key, payloadHash: submitted.payloadHash(), exclusive: true, answer: toKept(recipients) };
	const hear = (answer: Refusal | undefined) => (answer === undefined ? [] : [answer]);
	const heard = await converse(session, submitted, { hear, goesOn: false, note, claim });
	const { queued, recipients } = heard;
	// What the whole request is refused with is counted where it is answered.
	if (queued !== undefined)
		for (const refusal of recipients.flatMap(({ refusals }) => refusals)) said(refusal);
	if (queued === undefined) {
		const { refusal, phase } = firstOf(heard)!;
		return refusedRequest(refusal, phase, {
			// Who was accepted at RCPT is sent nothing all the same.
			recipients: recipients.map((each) => ({ ...showRecipient(each, reader), accepted: false })),
		});
	}
	const { id, earlier: before } = queued;
	if (before === null) return { id, recipients, repeated: false };
	if (!before.samePayload) return reused(id);
	// Nothing was kept where a header field of the message asked.
	const kept = before.answer === "" ? recipients : fromKept(before.answer);
	return { id, recipients: kept, repeated: true };
}
