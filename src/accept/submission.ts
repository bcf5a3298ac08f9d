/**
 * One submission session: who is speaking, the open transaction, and every answer to MAIL, RCPT and DATA.
 *
 * It knows no SMTP: the door parses commands and renders refusals. Answers come at once where everything is in
 * memory, which is the usual case, and as promises where the store or the DNS has to be asked.
 */

import { parsePath } from "../rfc/address/path.ts";
import type { Sender } from "../terms/identity.ts";
import type { Client, SessionFacts, TlsFacts } from "../terms/message.ts";
import { type Phase, type Refusal, refuse } from "../terms/refusals/index.ts";
import type { ParsedAddress, RcptFacts, ServiceState } from "../terms/submission.ts";
import { Intake } from "./intake.ts";
import { Login } from "./login.ts";
import type { MaybePromise } from "./maybe.ts";
import { then } from "./maybe.ts";
import type { ContentSink, MailParameters, RcptParameters, Submission } from "./sessions.ts";
import type { About, Shared } from "./shared.ts";
import { hasRecipient, openTransaction, type Transaction } from "./transaction.ts";

export class SubmissionSession implements Submission {
	readonly #shared: Shared;
	readonly #client: Client;
	readonly #transcript: () => readonly string[];
	readonly #login: Login;
	readonly #left: () => void;
	#helo = "";
	#tls: TlsFacts | null = null;
	#transaction: Transaction | undefined;
	#intake: Intake | undefined;

	/** `left` is called when the session has ended, for a door that does not count connections itself. */
	constructor(
		shared: Shared,
		client: Client,
		transcript: () => readonly string[],
		left: () => void = () => {},
	) {
		this.#shared = shared;
		this.#client = client;
		this.#transcript = transcript;
		this.#left = left;
		this.#login = new Login(shared, client);
	}

	get authenticated(): boolean {
		return this.#login.sender !== undefined;
	}

	greeted(helo: string, tls: TlsFacts | null): void {
		this.#helo = helo;
		this.#tls = tls;
		this.reset();
	}

	async authenticate(username: string, password: string): Promise<Refusal | undefined> {
		const refusal = await this.#login.attempt(username, password, this.#facts());
		if (refusal?.sender !== undefined) this.#record(refusal.sender, refusal.refusal, "auth", {});
		return refusal?.refusal;
	}

	/** As {@link Submission.authenticate}, for a client that is known by other means than a password. */
	async adopt(username: string): Promise<Refusal | undefined> {
		const refusal = await this.#login.adopt(username, this.#facts());
		if (refusal?.sender !== undefined) this.#record(refusal.sender, refusal.refusal, "auth", {});
		return refusal?.refusal;
	}

	mail(path: string, parameters: MailParameters): MaybePromise<Refusal | undefined> {
		this.reset();
		return then(this.#login.current(this.#tls), (sender) => {
			if ("reason" in sender) return sender;
			return then(this.#shared.ledger.state(sender.account), (quota) => {
				const { clock, limiters } = this.#shared.ports;
				const now = clock.now();
				const reversePath = path === "" ? ({ kind: "null" } as const) : parsed(path);
				const refusal = this.#shared.ports.checks.mail({
					service: this.#service(),
					sender,
					now,
					reversePath,
					smtpUtf8: parameters.smtpUtf8,
					declaredSizeBytes: parameters.sizeBytes,
					quota,
					tooFast: limiters.rates.forMessage(sender, now),
				});
				if (refusal !== undefined) return this.#record(sender, refusal, "mail", { reversePath: path });
				limiters.rates.take("messages", sender, now);
				const address = reversePath.kind === "address" ? reversePath.address : "";
				const utf8 = reversePath.kind === "address" && reversePath.needsSmtpUtf8;
				this.#transaction = openTransaction(address, parameters, utf8);
				return undefined;
			});
		});
	}

	rcpt(path: string, parameters: RcptParameters): MaybePromise<Refusal | undefined> {
		const transaction = this.#transaction;
		if (transaction === undefined) return outOfSequence("MAIL comes before RCPT");
		return then(this.#login.current(this.#tls), (sender) => {
			if ("reason" in sender) return sender;
			const recipient = parsed(path);
			const { clock, limiters } = this.#shared.ports;
			return then(this.#known(sender, recipient), ({ suppression, quota }) => {
				if (this.#transaction !== transaction) return transactionGone();
				const refusal = this.#shared.ports.checks.rcpt({
					sender,
					recipient,
					smtpUtf8: transaction.parameters.smtpUtf8,
					recipientsSoFar: transaction.recipients.length,
					suppression,
					quota,
					tooFast: limiters.rates.forRecipient(sender, clock.now()),
				} satisfies RcptFacts);
				const about = { reversePath: transaction.reversePath, recipient: path };
				if (refusal !== undefined) return this.#record(sender, refusal, "rcpt", about);
				if (recipient.kind !== "address") return undefined;
				if (hasRecipient(transaction, recipient.address)) return undefined;
				this.#add(transaction, sender, recipient, parameters);
				if (recipient.domainAscii.startsWith("[")) return undefined;
				return then(this.#shared.ports.lookUpDomain(recipient.domainAscii), (answer) => {
					if (this.#transaction !== transaction) return transactionGone();
					const unroutable = this.#shared.ports.checks.recipientDomain(recipient.domainAscii, answer);
					if (unroutable === undefined) return undefined;
					this.#take(transaction, recipient.address);
					return this.#record(sender, unroutable, "rcpt", about);
				});
			});
		});
	}

	anticipate(paths: readonly string[]): void {
		if (this.#transaction === undefined || this.#login.sender === undefined) return;
		for (const path of paths.slice(0, this.#shared.configuration.limits.recipientsPerMessage)) {
			const recipient = parsed(path);
			if (recipient.kind === "address" && !recipient.domainAscii.startsWith("["))
				void this.#shared.ports.lookUpDomain(recipient.domainAscii);
		}
	}

	content(): MaybePromise<Refusal | ContentSink> {
		const transaction = this.#transaction;
		const sender = this.#login.sender;
		const nobody = transaction?.recipients.length === 0 && this.#shared.rehearses === undefined;
		if (transaction === undefined || sender === undefined || nobody)
			return outOfSequence("RCPT comes before DATA");
		const intake = new Intake(this.#shared, {
			transaction,
			sender,
			session: () => this.#facts(),
			refresh: () => this.#login.current(this.#tls),
			record: (who, refusal, about) => this.#record(who, refusal, "content", about),
			finished: () => {
				this.#intake = undefined;
				this.reset();
			},
		});
		this.#intake = intake;
		return intake;
	}

	/** A message that is being written down keeps its transaction until then, also when the client is gone. */
	reset(): void {
		if (this.#intake?.isEnding) return;
		this.#intake?.abort();
		this.#intake = undefined;
		const promised = this.#transaction?.promised;
		if (promised !== undefined) this.#shared.ledger.giveBack(promised);
		this.#transaction = undefined;
	}

	faulted(refusal: Refusal, phase: Phase): void {
		const sender = this.#login.sender;
		if (sender !== undefined)
			this.#record(sender, refusal, phase, { reversePath: this.#transaction?.reversePath ?? "" });
	}

	ended(): void {
		this.reset();
		this.#login.ended();
		this.#left();
	}

	/** What is known of a recipient; the quota last, so that it is as of now. */
	#known(
		{ account }: Sender,
		recipient: ParsedAddress,
	): MaybePromise<Pick<RcptFacts, "suppression" | "quota">> {
		const { ports, ledger } = this.#shared;
		const suppression = recipient.kind === "address" ? ports.suppression(account.id, recipient) : undefined;
		return then(suppression, (suppression) =>
			then(ledger.state(account), (quota) => ({ suppression, quota })),
		);
	}

	/**
	 * Counted before the look-up of the domain, so that many at once cannot pass the quota or the limits. The rate is
	 * spent by asking: if undone recipients gave theirs back, RCPT and RSET could ask about any number of addresses.
	 */
	#add(
		transaction: Transaction,
		sender: Sender,
		recipient: Extract<ParsedAddress, { kind: "address" }>,
		parameters: RcptParameters,
	): void {
		transaction.recipients.push({
			index: transaction.recipients.length,
			address: recipient.address,
			domain: recipient.domainAscii,
			notify: parameters.notify,
			originalRecipient: parameters.originalRecipient,
		});
		transaction.utf8Addresses ||= recipient.needsSmtpUtf8;
		transaction.promised = this.#shared.ledger.promise(sender.account.id, transaction.promised);
		const { clock, limiters } = this.#shared.ports;
		limiters.rates.take("recipients", sender, clock.now());
	}

	#take(transaction: Transaction, address: string): void {
		const at = transaction.recipients.findIndex((each) => each.address === address);
		if (at < 0) return;
		transaction.recipients.splice(at, 1);
		transaction.recipients.forEach((each, index) => {
			transaction.recipients[index] = { ...each, index };
		});
		if (transaction.promised !== undefined) this.#shared.ledger.giveBackOne(transaction.promised);
	}

	#service(): ServiceState {
		const { ports, inFlight } = this.#shared;
		return { storeLagMs: ports.spool.lagMs, contentInFlightBytes: inFlight.bytes, ...ports.storage() };
	}

	#facts(): SessionFacts {
		return { client: this.#client, helo: this.#helo, tls: this.#tls, transcript: this.#transcript() };
	}

	/** Puts a refusal in Activity and hands it back to be said. */
	#record(sender: Sender, refusal: Refusal, phase: Phase, about: Partial<About>): Refusal {
		this.#shared.ports.refused({
			refusal,
			phase,
			sender,
			session: this.#facts(),
			reversePath: about.reversePath ?? "",
			recipient: about.recipient ?? "",
			author: about.author ?? "",
			subject: about.subject ?? "",
			headerMessageId: about.headerMessageId ?? "",
		});
		return refusal;
	}
}

/** The protocol machine keeps the order of commands; this is for a door that does not. */
const outOfSequence = (problem: string): Refusal => refuse("command-out-of-sequence", { problem });

/** The client went while its recipient was looked at: nobody hears this, and nothing was or is counted. */
const transactionGone = (): Refusal => outOfSequence("the transaction has ended");

function parsed(raw: string): Exclude<ParsedAddress, { kind: "null" }> {
	const result = parsePath(raw);
	if (result.kind === "invalid") return { kind: "invalid", raw, why: result.why };
	const { address, domainAscii, needsSmtpUtf8 } = result.path;
	return { kind: "address", address, domainAscii, needsSmtpUtf8 };
}
