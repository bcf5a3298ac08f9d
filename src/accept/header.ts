/** The header of a message that is arriving: read, judged, and made what is relayed. */

import type { Author } from "../rfc/message/facts.ts";
import { authorOf, hasUtf8Fields, subjectOf, traceOf } from "../rfc/message/facts.ts";
import { type Field, type Fields, parseFields } from "../rfc/message/fields.ts";
import { HeaderReader } from "../rfc/message/header-reader.ts";
import { type Normalised, normalise } from "../rfc/message/normalise.ts";
import { remarksOn } from "../rfc/message/remarks.ts";
import { formatDate, formatReceived } from "../rfc/message/trace.ts";
import type { Instant } from "../terms/clock.ts";
import type { MessageId } from "../terms/ids.ts";
import { IDEMPOTENCY_FIELD, type SessionFacts } from "../terms/message.ts";
import type { AuthorFacts, ContentFacts } from "../terms/submission.ts";
import type { AcceptConfiguration } from "./ports.ts";
import type { Transaction } from "./transaction.ts";

/** Of a Message-ID that is kept beside the message, for people to find it by: a line has no more (RFC 5322 §2.1.1). */
const MESSAGE_ID_CHARACTERS = 998;
const NO_FIELDS: Fields = { fields: [], malformed: false };

export class HeaderIntake {
	readonly #configuration: AcceptConfiguration;
	readonly #reader: HeaderReader;
	#fields = NO_FIELDS;
	#author: Author | undefined;
	#tooMany = false;

	constructor(configuration: AcceptConfiguration) {
		this.#configuration = configuration;
		this.#reader = new HeaderReader(configuration.limits.headerBytes);
	}

	/** What belongs to the body, once the header has ended. */
	write(chunk: Buffer): Buffer | undefined {
		const rest = this.#reader.write(chunk);
		if (rest !== undefined) this.#read();
		return rest;
	}

	/** The content is over without a body. */
	end(): Buffer {
		const rest = this.#reader.end();
		this.#read();
		return rest;
	}

	get tooLarge(): boolean {
		return this.#reader.tooLarge || this.#tooMany;
	}

	get fields(): readonly Field[] {
		return this.#fields.fields;
	}

	/** The address in From, for people; "" when there is none. */
	get author(): string {
		return this.#author?.kind === "author" ? this.#author.mailbox.address : "";
	}

	get subject(): string {
		return subjectOf(this.#fields);
	}

	/** As the client wrote it, cut where it has no end; "" when it wrote none. */
	get messageId(): string {
		const written = this.#fields.fields.find(({ name }) => name === "message-id")?.value ?? "";
		return written.slice(0, MESSAGE_ID_CHARACTERS);
	}

	/** What is odd about it and no reason to refuse, for the message's page. */
	get notes(): readonly string[] {
		return this.#author?.kind === "author" ? remarksOn(this.#fields, this.#author.mailbox) : [];
	}

	get needsUtf8(): boolean {
		return hasUtf8Fields(this.#fields);
	}

	facts(): ContentFacts["header"] {
		if (this.tooLarge) return { kind: "too-large" };
		const { received, own } = traceOf(this.#fields, this.#configuration.hostname);
		return {
			kind: "read",
			author: authorFacts(this.#author ?? authorOf(this.#fields)),
			receivedFields: received,
			ownReceivedFields: own,
		};
	}

	normalised(arrival: {
		readonly id: MessageId;
		readonly receivedAt: Instant;
		readonly session: SessionFacts;
		readonly transaction: Transaction;
	}): Normalised {
		const { hostname } = this.#configuration;
		const { id, receivedAt, session } = arrival;
		const additions = {
			received: formatReceived({
				helo: session.helo,
				address: session.client.address,
				hostname,
				protocol: protocolOf(arrival),
				id,
				tls: session.tls === null ? null : `${session.tls.version} ${session.tls.cipher}`,
				at: receivedAt,
			}),
			date: formatDate(receivedAt),
			messageId: `<${id}@${hostname}>`,
		};
		const { octets, messageId } = normalise(this.#fields, additions, [IDEMPOTENCY_FIELD]);
		return { octets, messageId: messageId.slice(0, MESSAGE_ID_CHARACTERS) };
	}

	#read(): void {
		this.#fields = parseFields(this.#reader.section ?? Buffer.alloc(0));
		this.#tooMany = this.#fields.fields.length > this.#configuration.limits.headerFields;
		if (!this.#tooMany) this.#author = authorOf(this.#fields);
	}
}

function authorFacts(author: Author): AuthorFacts {
	if (author.kind !== "author") return author;
	return { kind: "author", address: author.mailbox.address, domainAscii: author.mailbox.domainAscii };
}

/** RFC 3848, RFC 6531 §4.3: every submission here is authenticated, but for the bench door. */
function protocolOf({
	session,
	transaction,
}: {
	readonly session: SessionFacts;
	readonly transaction: Transaction;
}): string {
	if (session.client.door === "api") return "HTTP";
	const base = transaction.parameters.smtpUtf8 ? "UTF8SMTP" : "ESMTP";
	const secure = session.tls === null ? "" : "S";
	return `${base}${secure}${session.client.door === "bench" ? "" : "A"}`;
}
