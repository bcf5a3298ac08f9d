/**
 * What was said in a session, kept for its owner: one line each, with milliseconds since the connection came in.
 * Secrets and content never reach it; it is bounded in lines and in the length of each.
 *
 * A session that sends many messages keeps how it began and what belongs to the latest of them: what was said
 * about the others is written down with those.
 */

const MOST_LINES = 200;
const MOST_CHARACTERS = 200;

export class Transcript {
	readonly #lines: string[] = [];
	readonly #now: () => number;
	readonly #start: number;
	#left = MOST_LINES;
	/** Lines before the first MAIL. */
	#opening: number | undefined;
	#messages = 0;

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

	/** The line that was just added is a MAIL. */
	transactionBegins(): void {
		this.#opening ??= Math.max(0, this.#lines.length - 1);
	}

	/** A message has had its reply. */
	messageEnds(): void {
		if (this.#opening === undefined) return;
		this.#messages++;
		this.#lines.length = this.#opening;
		this.#left = MOST_LINES - this.#opening;
		this.note(this.#messages === 1 ? "1 message before" : `${this.#messages} messages before`);
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

/** Verbs whose arguments are no secret. */
const OPEN = /^(?:EHLO|HELO|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|EXPN|HELP|QUIT|STARTTLS)(?: |$)/i;

/**
 * A command as the transcript keeps it. What is not certainly harmless is hidden: AUTH carries the secret in its
 * argument, and a client whose AUTH was refused may send username and password as if they were commands.
 */
export function withoutSecrets(line: string): string {
	if (OPEN.test(line)) return line;
	const auth = /^AUTH +([A-Z0-9-]{1,20})( .*)?$/i.exec(line);
	if (auth) return `AUTH ${auth[1]}${auth[2] === undefined ? "" : " ***"}`;
	return /^[A-Za-z]{1,10}$/.test(line) ? line : "***";
}
