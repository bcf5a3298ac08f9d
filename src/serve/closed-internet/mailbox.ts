/** What the closed internet's mail server has received: the newest messages, octets exactly as they came. */

const MOST_MESSAGES = 1_000;
const MOST_BYTES = 64 * 1024 * 1024;

export interface ReceivedMessage {
	readonly id: string;
	/** ISO 8601. */
	readonly receivedAt: string;
	/** The reverse-path; "" is the null one. */
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly sizeBytes: number;
	readonly tls: string | null;
}

export class Mailbox {
	readonly #messages = new Map<string, { readonly facts: ReceivedMessage; readonly raw: Buffer }>();
	#bytes = 0;
	#count = 0;

	/** Newest first. */
	messages(): readonly ReceivedMessage[] {
		return [...this.#messages.values()].map(({ facts }) => facts).reverse();
	}

	raw(id: string): Buffer | undefined {
		return this.#messages.get(id)?.raw;
	}

	add(envelope: Pick<ReceivedMessage, "from" | "to" | "tls">, raw: Buffer, at: Date): ReceivedMessage {
		const facts: ReceivedMessage = {
			id: String(++this.#count),
			receivedAt: at.toISOString(),
			...envelope,
			subject: subjectOf(raw),
			sizeBytes: raw.length,
		};
		this.#messages.set(facts.id, { facts, raw });
		this.#bytes += raw.length;
		this.#bound();
		return facts;
	}

	#bound(): void {
		for (const [id, { raw }] of this.#messages) {
			if (this.#messages.size <= MOST_MESSAGES && this.#bytes <= MOST_BYTES) return;
			this.#messages.delete(id);
			this.#bytes -= raw.length;
		}
	}
}

const HEADER_LOOKED_AT_BYTES = 16 * 1024;

/** Good enough for a list: unfolded, not decoded. */
function subjectOf(raw: Buffer): string {
	const end = raw.indexOf("\r\n\r\n");
	const header = raw.toString("utf8", 0, Math.min(end < 0 ? raw.length : end, HEADER_LOOKED_AT_BYTES));
	const subject = /^subject:[ \t]*((?:.*)(?:\r\n[ \t].*)*)/im.exec(header)?.[1] ?? "";
	return subject.replace(/\r\n[ \t]+/g, " ").slice(0, 256);
}
