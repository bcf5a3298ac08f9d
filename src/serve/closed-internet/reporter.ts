/**
 * Reports of the closed internet: a mail server that has taken a message and finds that the mailbox is not there, and
 * a person who presses "spam". They go to the envelope sender's server by SMTP, as they do out there.
 */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { buildDsn } from "../../rfc/dsn/report.ts";
import { opened } from "../../rfc/mime/whole-message.ts";

export interface Occasion {
	readonly kind: "bounce" | "full" | "complaint";
	/** The envelope sender: where the report goes. */
	readonly to: string;
	readonly recipient: string;
	/** RFC 3461 §4.2, when it was said. */
	readonly originalRecipient: string | null;
	/** The message as it was taken. */
	readonly content: Buffer;
}

export interface Place {
	readonly host: string;
	readonly port: number;
}

const HOSTNAME = "mx.client.example";
const DELAY_MS = 1_000;
const TRIES = 3;
const PATIENCE_MS = 10_000;

/** Where everybody's reports go is told later, when that door is open; before that they go nowhere. */
export class Reporter {
	#place: Place | null = null;
	#count = 0;
	readonly #waiting = new Set<NodeJS.Timeout>();
	readonly #open = new Set<Socket>();

	reportTo(place: Place | null): void {
		this.#place = place;
	}

	/** A report about a report would be a loop: nobody is told of what came from nobody. */
	later(occasion: Occasion, tries = TRIES): void {
		if (occasion.to === "") return;
		const timer = setTimeout(() => {
			this.#waiting.delete(timer);
			this.#send(occasion).then(
				(code) => {
					if (code < 500 && code >= 400 && tries > 1) this.later(occasion, tries - 1);
				},
				() => undefined,
			);
		}, DELAY_MS);
		timer.unref();
		this.#waiting.add(timer);
	}

	close(): void {
		for (const timer of this.#waiting) clearTimeout(timer);
		for (const socket of this.#open) socket.destroy();
	}

	/** Resolves to the code of the last reply. */
	async #send(occasion: Occasion): Promise<number> {
		if (this.#place === null) return 0;
		const content = reportOn(occasion, `${++this.#count}.${Date.now()}`);
		const socket = connect({ ...this.#place, noDelay: true });
		this.#open.add(socket);
		const gone = new AbortController();
		socket.setTimeout(PATIENCE_MS, () => socket.destroy());
		socket.on("error", () => socket.destroy());
		socket.on("close", () => gone.abort());
		try {
			const stuffed = content.toString("latin1").replace(/^\./gm, "..");
			const said = [
				"",
				`EHLO ${HOSTNAME}\r\n`,
				"MAIL FROM:<>\r\n",
				`RCPT TO:<${occasion.to}>\r\n`,
				"DATA\r\n",
				`${stuffed}\r\n.\r\n`,
			];
			let code = 0;
			for (const words of said) {
				if (words !== "") socket.write(words, "latin1");
				code = await codeFrom(socket, gone.signal);
				if (code >= 400) break;
			}
			socket.end("QUIT\r\n");
			return code;
		} finally {
			socket.destroySoon();
			this.#open.delete(socket);
		}
	}
}

/** The code of the next reply: one question is asked at a time, so that nothing follows its last line. */
async function codeFrom(socket: Socket, gone: AbortSignal): Promise<number> {
	let text = "";
	for (;;) {
		const last = /^(\d{3}) [^\n]*\r\n$/m.exec(text);
		if (last !== null) return Number(last[1]);
		const [octets] = (await once(socket, "data", { signal: gone })) as [Buffer];
		text += octets.toString("latin1");
	}
}

function reportOn(occasion: Occasion, id: string): Buffer {
	if (occasion.kind === "complaint") return complaint(occasion, id);
	return bounce(occasion, occasion.kind === "full" ? FULL : UNKNOWN, id);
}

interface Trouble {
	readonly status: string;
	readonly reply: string;
	readonly why: string;
	readonly remedy: string;
}

const UNKNOWN: Trouble = {
	status: "5.1.1",
	reply: "550 5.1.1 User unknown in the mailbox server",
	why: "The mailbox server behind this one does not know the address",
	remedy: "Check the address",
};
const FULL: Trouble = {
	status: "5.2.2",
	reply: "552 5.2.2 The mailbox is full",
	why: "The mailbox has no room for more",
	remedy: "Write again later",
};

function bounce(
	{ to, recipient, originalRecipient, content }: Occasion,
	trouble: Trouble,
	id: string,
): Buffer {
	const { header, body } = buildDsn({
		hostname: HOSTNAME,
		to,
		messageId: `<${id}@${HOSTNAME}>`,
		boundary: `bounce-${id}`,
		at: Date.now(),
		envelopeId: null,
		arrivedAt: Date.now() - DELAY_MS,
		subject: "",
		recipients: [
			{
				finalRecipient: recipient,
				originalRecipient,
				action: "failed",
				remoteMta: "store.client.example",
				lastAttemptAt: Date.now(),
				...trouble,
			},
		],
		originalHeader: headerOf(content),
	});
	return Buffer.concat([header, body]);
}

/** RFC 5965 §2. */
function complaint({ to, recipient, content }: Occasion, id: string): Buffer {
	const lines = [
		`From: Feedback loop <feedback@${HOSTNAME}>`,
		`To: <${to}>`,
		"Subject: Complaint",
		`Message-ID: <${id}@${HOSTNAME}>`,
		"MIME-Version: 1.0",
		`Content-Type: multipart/report; report-type=feedback-report; boundary="complaint-${id}"`,
		"",
		`--complaint-${id}`,
		"Content-Type: text/plain",
		"",
		`This is a complaint about a message that was sent to ${recipient}.`,
		`--complaint-${id}`,
		"Content-Type: message/feedback-report",
		"",
		"Feedback-Type: abuse",
		"User-Agent: Closed-Internet/1",
		"Version: 1",
		`Original-Rcpt-To: <${recipient}>`,
		`Reporting-MTA: dns; ${HOSTNAME}`,
		"",
		`--complaint-${id}`,
		"Content-Type: text/rfc822-headers",
		"",
		"",
	];
	return Buffer.concat([
		Buffer.from(lines.join("\r\n")),
		headerOf(content),
		Buffer.from(`\r\n--complaint-${id}--\r\n`),
	]);
}

const headerOf = (content: Buffer): Buffer =>
	content.subarray(0, content.length - opened(content).body.length);
