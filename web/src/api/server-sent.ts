/**
 * Server-sent events (WHATWG HTML §9.2) read from a fetch: unlike EventSource it can say the account and the language,
 * and sees why it was refused.
 */

export interface ServerSent {
	/** Of this or an earlier event; "" before the first. */
	readonly id: string;
	/** "" where an event only moves the id. */
	readonly data: string;
}

/** Feed it the text as it comes; it gives the events that are whole. */
export class EventReader {
	#rest = "";
	#id = "";
	#data: string[] = [];
	#began = false;

	read(text: string): readonly ServerSent[] {
		const events: ServerSent[] = [];
		const lines = (this.#rest + text).split("\n");
		this.#rest = lines.pop() ?? "";
		for (const line of lines) {
			const event = this.#line(line.endsWith("\r") ? line.slice(0, -1) : line);
			if (event !== undefined) events.push(event);
		}
		return events;
	}

	#line(line: string): ServerSent | undefined {
		if (line === "") {
			const event = { id: this.#id, data: this.#data.join("\n") };
			const isEvent = this.#began;
			this.#data = [];
			this.#began = false;
			return isEvent ? event : undefined;
		}
		const colon = line.indexOf(":");
		const field = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
		if (field === "data") this.#data.push(value);
		if (field === "id" && !value.includes("\0")) this.#id = value;
		this.#began ||= field === "data" || field === "id";
		return undefined;
	}
}

/** Events of an answer until it ends. */
export async function* eventsOf({ body }: Response): AsyncGenerator<readonly ServerSent[]> {
	if (body === null) return;
	const reader = new EventReader();
	const decoder = new TextDecoder();
	const source = body.getReader();
	try {
		for (;;) {
			const { done, value } = await source.read();
			if (done) return;
			const events = reader.read(decoder.decode(value, { stream: true }));
			if (events.length > 0) yield events;
		}
	} finally {
		source.cancel().catch(() => {}); // it may have failed already
	}
}
