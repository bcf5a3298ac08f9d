/**
 * Takes the content of one message as it arrives, in one pass: header, body hash, MIME parts, and the body on its
 * way to the store. What is wrong with it is known at the end of the content at the latest; nothing is kept of a
 * message that is refused.
 */

import { BodyHasher } from "../rfc/dkim/body-hash.ts";
import type { Instant } from "../terms/clock.ts";
import type { Sender } from "../terms/identity.ts";
import { ID_RANDOM_BYTES, type MessageId, makeId } from "../terms/ids.ts";
import type { NewMessage, QuotaClaim, SessionFacts } from "../terms/message.ts";
import { quotaAt } from "../terms/plan.ts";
import { type Refusal, refuse } from "../terms/refusals/index.ts";
import { BodyWriter } from "./body.ts";
import { HeaderIntake } from "./header.ts";
import type { MaybePromise } from "./maybe.ts";
import { then } from "./maybe.ts";
import { NO_PARTS, Parts } from "./parts.ts";
import type { IdempotencyClaim } from "./ports.ts";
import { type Repeat, repeatOf } from "./repeat.ts";
import { scan } from "./scan.ts";
import type { ContentFindings, ContentSink, Queued } from "./sessions.ts";
import type { About, Shared } from "./shared.ts";
import { domainsOf, type Transaction } from "./transaction.ts";

/** What an intake needs of the session that it belongs to. */
export interface IntakeContext {
	readonly transaction: Transaction;
	readonly sender: Sender;
	readonly session: () => SessionFacts;
	/** The sender as it stands after the upload, which may have taken minutes. */
	readonly refresh: () => MaybePromise<Sender | Refusal>;
	readonly record: (sender: Sender, refusal: Refusal, about: Partial<About>) => Refusal;
	/** The transaction is over, however it ended. */
	readonly finished: () => void;
}

export class Intake implements ContentSink {
	readonly #shared: Shared;
	readonly #context: IntakeContext;
	readonly #id: MessageId;
	readonly #header: HeaderIntake;
	readonly #hasher = new BodyHasher();
	readonly #body: BodyWriter;
	#parts: Parts | undefined;
	#sizeBytes = 0;
	#over = false;
	#ending = false;

	constructor(shared: Shared, context: IntakeContext) {
		const { ports, configuration } = shared;
		this.#shared = shared;
		this.#context = context;
		this.#id = makeId(ports.clock.now(), ports.randomBytes(ID_RANDOM_BYTES));
		this.#header = new HeaderIntake(configuration);
		this.#body = new BodyWriter(this.#id, ports.spool, shared.inFlight);
	}

	write(chunk: Buffer): MaybePromise<void> {
		this.#sizeBytes += chunk.length;
		if (this.#over) return undefined;
		if (this.#shared.ports.checks.size(this.#sizeBytes) !== undefined) {
			this.#giveUp();
			return undefined;
		}
		if (this.#parts !== undefined) return this.#bodyOctets(chunk);
		const rest = this.#header.write(chunk);
		if (this.#header.tooLarge) this.#giveUp();
		return rest === undefined || this.#over ? undefined : this.#bodyBegins(rest);
	}

	tooLarge(additionalBytes: number): Refusal | undefined {
		return this.#shared.ports.checks.size(this.#sizeBytes + additionalBytes);
	}

	async end(findings: ContentFindings, claim?: IdempotencyClaim): Promise<Refusal | Queued> {
		const { ports } = this.#shared;
		this.#ending = true;
		try {
			return await this.#end(findings, claim);
		} catch (error) {
			const refusal = refuse("internal-fault", { incident: ports.incident("accepting a message", error) });
			return this.#refused(this.#context.sender, refusal);
		} finally {
			this.#body.release();
			this.#context.finished();
		}
	}

	/** The content is whole: what becomes of the message does not depend on the client any more. */
	get isEnding(): boolean {
		return this.#ending;
	}

	abort(): void {
		if (!this.#ending) this.#giveUp();
	}

	async #end(findings: ContentFindings, claim?: IdempotencyClaim): Promise<Refusal | Queued> {
		if (this.#parts === undefined && !this.#over) await this.#bodyBegins(this.#header.end());
		const sender = await this.#context.refresh();
		if ("reason" in sender) return this.#refused(this.#context.sender, sender);
		const refusal = this.#shared.ports.checks.content({
			sender,
			now: this.#shared.ports.clock.now(),
			wireBytes: Math.max(findings.wireBytes, this.#sizeBytes),
			bareLineEnding: findings.bareLf ? "LF" : findings.bareCr ? "CR" : null,
			nul: findings.nul,
			header: this.#header.facts(),
			structureTooDeep: this.#parts?.tooDeep ?? false,
			...((await this.#parts?.finish()) ?? NO_PARTS),
		});
		if (refusal !== undefined) return this.#refused(sender, refusal);
		return this.#writeDown(sender, findings, claim);
	}

	async #writeDown(
		sender: Sender,
		findings: ContentFindings,
		given: IdempotencyClaim | undefined,
	): Promise<Refusal | Queued> {
		const { ports, ledger } = this.#shared;
		const { transaction } = this.#context;
		const bodyHash = this.#hasher.digest();
		const repeat: Repeat | undefined =
			given === undefined
				? await repeatOf(ports, sender.account.id, this.#header.fields, transaction, bodyHash)
				: { claim: given, notes: [] };
		const message = await this.#message(sender, findings, bodyHash, repeat?.notes ?? []);
		const malware = await scan(ports, message);
		if (malware !== undefined) return this.#refused(sender, malware);
		const accepted = await ports.spool.accept(message, repeat?.claim);
		if (accepted.kind === "accepted-before") {
			this.#body.discard();
			const { message: id, answer, payloadHash } = accepted.use;
			return {
				kind: "queued",
				id,
				earlier: { samePayload: payloadHash === repeat?.claim.payloadHash, answer },
			};
		}
		const promised = transaction.promised;
		if (accepted.kind === "quota-exceeded") {
			if (promised !== undefined) ledger.correct(promised, accepted.used);
			return this.#refused(sender, await this.#quotaExceeded(sender, accepted.used));
		}
		if (promised !== undefined) {
			ledger.keep(promised);
			transaction.promised = undefined;
		}
		const { header, body } = message;
		ports.queued(message, body.kind === "inline" ? { header, body: body.chunks } : undefined);
		return { kind: "queued", id: this.#id, earlier: null };
	}

	async #message(
		sender: Sender,
		findings: ContentFindings,
		bodyHash: Buffer,
		notes: readonly string[],
	): Promise<NewMessage> {
		const { ports } = this.#shared;
		const { transaction } = this.#context;
		const session = this.#context.session();
		const receivedAt = ports.clock.now();
		const header = this.#header.normalised({ id: this.#id, receivedAt, session, transaction });
		const body = await this.#body.finish();
		return {
			id: this.#id,
			accountId: sender.account.id,
			smtpUserId: sender.user.id,
			domainId: sender.domain.id,
			signingDomain: sender.domain.name,
			reversePath: transaction.reversePath,
			author: this.#header.author,
			subject: this.#header.subject,
			headerMessageId: header.messageId,
			sizeBytes: header.octets.length + this.#body.sizeBytes,
			header: header.octets,
			body,
			bodyHash,
			traits: {
				eightBit: findings.eightBit,
				utf8: transaction.utf8Addresses || this.#header.needsUtf8,
				longestLineBytes: findings.longestLineBytes,
			},
			dsnReturn: transaction.parameters.dsnReturn,
			envelopeId: transaction.parameters.envelopeId,
			receivedAt,
			session,
			recipients: transaction.recipients,
			quota: claimOf(sender, transaction, receivedAt),
			attachments: this.#parts?.verdicts ?? [],
			notes: [...notes, ...this.#header.notes],
			leased: ports.queueHasRoom(domainsOf(transaction)),
		};
	}

	#bodyBegins(rest: Buffer): MaybePromise<void> {
		const { limits } = this.#shared.configuration;
		this.#parts = new Parts(this.#header.fields, limits, this.#shared.ports.inspector);
		return rest.length === 0 ? undefined : this.#bodyOctets(rest);
	}

	#bodyOctets(chunk: Buffer): MaybePromise<void> {
		this.#hasher.update(chunk);
		const inspected = this.#parts?.write(chunk);
		const written = this.#body.write(chunk);
		return inspected === undefined ? written : Promise.all([inspected, written]).then(() => {});
	}

	async #quotaExceeded(sender: Sender, used: number): Promise<Refusal> {
		const quota = await then(this.#shared.ledger.state(sender.account), (state) => state);
		return refuse("quota-exceeded", { used, limit: quota.limit, renewsAt: quota.renewsAt });
	}

	/** The rest of the content is read and thrown away, so that the session stays in step. */
	#giveUp(): void {
		this.#over = true;
		this.#body.discard();
		this.#parts?.abandon();
	}

	#refused(sender: Sender, refusal: Refusal): Refusal {
		this.#body.discard();
		this.#parts?.abandon();
		return this.#context.record(sender, refusal, {
			reversePath: this.#context.transaction.reversePath,
			recipient: this.#context.transaction.recipients.map(({ address }) => address).join(", "),
			author: this.#header.author,
			subject: this.#header.subject,
			headerMessageId: this.#header.messageId,
		});
	}
}

/** The period that the recipients were promised in may have ended meanwhile: its own limit holds. */
function claimOf({ account }: Sender, { promised }: Transaction, now: Instant): QuotaClaim | null {
	if (promised === undefined) return null;
	const { period } = promised;
	return { ...period, limit: quotaAt(account, Math.min(now, period.renewsAt - 1)) };
}
