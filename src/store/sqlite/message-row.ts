/** A message as the writer takes it: rows in the order of their columns, octets apart. */

import type { IdempotencyClaim } from "../../accept/ports.ts";
import { type NewMessage, REPEATS_WITHIN_MS } from "../../terms/message.ts";
import type { AcceptOperation, Row, Value } from "./operations.ts";

export function acceptOperation(message: NewMessage, claim?: IdempotencyClaim): AcceptOperation {
	const { body, quota } = message;
	let bodyBytes = 0;
	if (body.kind === "inline") for (const chunk of body.chunks) bodyBytes += chunk.length;
	return {
		kind: "accept",
		id: message.id,
		accountId: message.accountId,
		receivedAt: message.receivedAt,
		message: messageRow(message),
		recipients: recipientRows(message),
		about: aboutRow(message),
		leased: message.leased,
		quota,
		...(claim === undefined ? {} : { claim: { ...claim, lifetimeMs: REPEATS_WITHIN_MS } }),
		bodyHashBytes: message.bodyHash.length,
		headerBytes: message.header.length,
		bodyBytes,
		stagedPieces: body.kind === "staged" ? body.chunkCount : 0,
	};
}

/** In the order in which the operation counts them. */
export function acceptOctets({ bodyHash, header, body }: NewMessage): readonly Buffer[] {
	return body.kind === "inline" ? [bodyHash, header, ...body.chunks] : [bodyHash, header];
}

function messageRow(message: NewMessage): Row {
	const { traits, session, attachments, notes } = message;
	return [
		message.id,
		message.accountId,
		message.domainId,
		message.signingDomain,
		message.reversePath,
		message.sizeBytes,
		traits.eightBit ? 1 : 0,
		traits.utf8 ? 1 : 0,
		traits.longestLineBytes,
		message.dsnReturn,
		message.envelopeId,
		message.receivedAt,
		session === null ? null : JSON.stringify(session),
		notes.length === 0 ? null : JSON.stringify(notes),
		attachments.length === 0 ? null : JSON.stringify(attachments),
	];
}

function recipientRows(message: NewMessage): Row {
	const rows: Value[] = [];
	for (const { index, address, domain, notify, originalRecipient } of message.recipients) {
		rows.push(index, address, domain, notify === null ? null : notify.join(), originalRecipient);
	}
	return rows;
}

function aboutRow(message: NewMessage): Row {
	return [
		message.accountId,
		message.receivedAt,
		message.receivedAt,
		message.reversePath,
		message.author,
		message.subject,
		message.domainId,
		message.smtpUserId,
		message.headerMessageId,
		message.session?.client.address ?? "",
	];
}
