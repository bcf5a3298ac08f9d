/**
 * What was said in a session, kept for its owner: one line each, with milliseconds since the connection came in.
 * Secrets and content never reach it; it is bounded in lines and in the length of each.
 */

const MOST_LINES = 200;
const MOST_CHARACTERS = 200;

export class Transcript {
	readonly #lines: string[] = [];
	readonly #now: () => number;
	readonly #start: number;
	#left = MOST_LINES;

	constructor(now: () => number) {
		this.#now = now;
		this.#start = now();
	}

	client(line: string): void {
		this.#add("C", line);
	}

	server(wire: string): void {
		for (const line of wire.split("\r\n")) if (line !== "") this.#add("S", line);
	}

	note(text: string): void {
		this.#add("-", text);
	}

	readonly lines = (): readonly string[] => [...this.#lines];

	#add(who: string, text: string): void {
		if (this.#left === 0) return;
		const at = Math.round(this.#now() - this.#start);
		this.#left--;
		if (this.#left === 0) this.#lines.push(`${at} - the transcript ends here`);
		else this.#lines.push(`${at} ${who}: ${text.slice(0, MOST_CHARACTERS)}`);
	}
}
