/**
 * Reads what came home to a return path: a delivery status notification, a complaint, a bounce in sentences, an
 * automatic answer, or nothing that concerns us. Pure; takes any octets and never fails.
 *
 * RFC 3464 and RFC 6522 (DSN), RFC 6533 (international), RFC 5965 (ARF), RFC 8098 (MDN: none), RFC 3834 (automatic).
 */

import { type Feedback, isComplaint, readFeedback } from "../../rfc/arf/read.ts";
import {
	type DeliveryStatus,
	hasDeliveryStatus,
	type RecipientStatus,
	readDeliveryStatus,
} from "../../rfc/dsn/read.ts";
import { fieldValue, isAutomatic, subjectOf } from "../../rfc/message/facts.ts";
import { decodeCharset, decodeWords } from "../../rfc/message/words.ts";
import { readWhole, type WholeMessage, type WholePart } from "../../rfc/mime/whole-message.ts";
import { replyInText } from "../../terms/reply-in-text.ts";
import { type Letter, readProse } from "./prose.ts";
import type { Report, ReportedRecipient } from "./report.ts";

const STATUS_TYPES: readonly string[] = ["message/delivery-status", "message/global-delivery-status"];
const TEXT_BYTES = 64 * 1024;

export function readReport(octets: Buffer): Report {
	const message = readWhole(octets);
	const feedback = message.parts.find(({ mediaType }) => mediaType === "message/feedback-report");
	if (feedback !== undefined) return complaint(readFeedback(feedback.octets));
	// RFC 8098: it was shown, or deleted, and so it was delivered.
	if (message.reportType === "disposition-notification") return { kind: "none" };
	const dsn = statusIn(message);
	if (dsn !== undefined) {
		const recipients = dsn.recipients.flatMap(reportedRecipient);
		return { kind: "delivery", form: "dsn", reporter: dsn.reportingMta, recipients, overall: null };
	}
	const prose = readProse(letterOf(message));
	if (prose !== undefined) return prose;
	return { kind: isAutomatic({ fields: message.fields, malformed: false }) ? "auto-reply" : "none" };
}

function complaint(feedback: Feedback | undefined): Report {
	if (feedback === undefined || !isComplaint(feedback)) return { kind: "none" };
	const { type, reporter, originalRecipients } = feedback;
	return { kind: "complaint", type, reporter, recipients: originalRecipients };
}

/** In the part made for it, or where some write it: in a text of the report, never in what is returned. */
function statusIn({ parts }: WholeMessage): DeliveryStatus | undefined {
	const isMade = ({ mediaType }: WholePart): boolean => STATUS_TYPES.includes(mediaType);
	const isLoose = ({ mediaType, octets }: WholePart): boolean =>
		!/^(?:message\/(?:rfc822|global)|text\/rfc822|message\/external)/.test(mediaType) &&
		hasDeliveryStatus(octets.toString("latin1", 0, TEXT_BYTES));
	for (const part of [...parts.filter(isMade), ...parts.filter(isLoose)]) {
		const status = readDeliveryStatus(part.octets);
		if (status.recipients.some(({ action, status: code }) => action !== null || code !== null)) return status;
	}
	return undefined;
}

function reportedRecipient(recipient: RecipientStatus): readonly ReportedRecipient[] {
	const { finalRecipient, originalRecipient, action, status, diagnostic, remoteMta } = recipient;
	const done = actionOf(action, status);
	if (done === undefined) return [];
	const quoted = [
		...(diagnostic === "" ? [] : [`Diagnostic-Code: ${diagnostic}`]),
		`Status: ${status ?? ""}`,
	];
	const reply = replyInText(quoted.join("\n")) ?? null;
	return [{ finalRecipient, originalRecipient, action: done, status, reply, remoteMta }];
}

function actionOf(
	action: RecipientStatus["action"],
	status: string | null,
): ReportedRecipient["action"] | undefined {
	switch (action) {
		case "failed":
		case "delayed":
			return action;
		case "delivered":
		case "relayed":
		case "expanded":
			return "delivered";
		case null:
			return status?.startsWith("5") ? "failed" : status?.startsWith("4") ? "delayed" : undefined;
		default:
			return action satisfies never;
	}
}

function letterOf({ fields, parts }: WholeMessage): Letter {
	const all = { fields, malformed: false };
	const texts = parts.filter(({ mediaType }) => mediaType === "text/plain");
	const shown =
		texts.length > 0 ? texts : parts.filter(({ mediaType }) => mediaType === "text/html").slice(0, 1);
	const failed = fieldValue(all, "x-failed-recipients") ?? "";
	return {
		from: decodeWords(fieldValue(all, "from") ?? "").slice(0, 500),
		subject: subjectOf(all),
		text: shown.map(textOf).join("\n").slice(0, TEXT_BYTES),
		failed: failed
			.slice(0, 2_000)
			.split(/[\s,]+/)
			.filter((address) => address.includes("@")),
	};
}

function textOf({ mediaType, charset, octets }: WholePart): string {
	const bounded = octets.subarray(0, TEXT_BYTES);
	const text = decodeCharset(bounded, charset === "" ? "utf-8" : charset) ?? bounded.toString("latin1");
	return mediaType === "text/html"
		? text.replace(/<(?:br|p|div|tr)\b[^<>]{0,200}>/gi, "\n").replace(/<[^<>]{0,500}>/g, "")
		: text;
}
