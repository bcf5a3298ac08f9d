/** The QueueStore: settlements and claims on their way to the writer's thread and back. */

import type { Claimed, ClaimRequest, QueueDepth, QueueStore, Settlement } from "../../queue/ports.ts";
import type { AccountId, MessageId } from "../../terms/ids.ts";
import type { NewMessage, Notify } from "../../terms/message.ts";
import type { Consignment, LeasedRecipient, QueuedMessage } from "../../terms/outcome.ts";
import { bufferOf } from "./content.ts";
import type { GroupCommit } from "./group-commit.ts";
import { acceptOctets, acceptOperation } from "./message-row.ts";
import { type ClaimAnswer, type CompleteAnswer, LEASED_FIELDS, type Row, type Value } from "./operations.ts";
import type { Reader } from "./reader.ts";

/** A claim is done in parts of so many, each a write of its own, so that acceptance does not wait for all. */
const CLAIM_ROWS = 250;

export class SqliteQueue implements QueueStore {
	readonly #commits: GroupCommit;
	readonly #reader: Reader;
	/** Called after the commit with each address that a bounce has put on a suppression list. */
	readonly #suppressed: (account: AccountId, address: string) => void;

	constructor(
		commits: GroupCommit,
		reader: Reader,
		suppressed: (account: AccountId, address: string) => void,
	) {
		this.#commits = commits;
		this.#reader = reader;
		this.#suppressed = suppressed;
	}

	async claim(request: ClaimRequest): Promise<Claimed> {
		const consignments: Consignment[] = [];
		const served = new Set<string>();
		let left = request.limit;
		for (;;) {
			const most = Math.min(left, CLAIM_ROWS);
			const answer = await this.#claimPart({ ...request, limit: most }, served).catch((error: unknown) => {
				// What earlier parts have leased must not be lost; whoever asks again hears of the fault.
				if (consignments.length === 0) throw error;
				return undefined;
			});
			if (answer === undefined) return { consignments, nextDueAt: request.now };
			for (const consignment of consignmentsOf(answer)) {
				consignments.push(consignment);
				for (const { domain } of consignment.recipients) served.add(domain);
			}
			const count = answer.recipients.length / LEASED_FIELDS;
			left -= count;
			if (left === 0 || count < most) return { consignments, nextDueAt: answer.nextDueAt };
		}
	}

	#claimPart(request: ClaimRequest, served: ReadonlySet<string>): Promise<ClaimAnswer> {
		const { now, limit, perDestination, except } = request;
		return this.#commits.submit<ClaimAnswer>({
			kind: "claim",
			now,
			limit,
			perDestination,
			except: [...except],
			served: [...served],
		});
	}

	async complete(settlements: readonly Settlement[], reports: readonly NewMessage[]): Promise<void> {
		const row: Value[] = [];
		for (const { recipient, attempt, to, bounce, at, dueAt, cause, facts, suppressedBy } of settlements) {
			row.push(recipient.message, recipient.index, attempt, to, bounce ?? null, at, dueAt ?? null);
			row.push(cause ?? "", facts?.reply ?? "", facts === undefined ? null : JSON.stringify(facts));
			row.push(suppressedBy ?? null);
		}
		// Our own reports count against nobody's quota.
		const accepts = reports.map((report) => ({ ...acceptOperation(report), quota: null }));
		const suppressed = await this.#commits.submit<CompleteAnswer>(
			{ kind: "complete", settlements: row, reports: accepts },
			reports.flatMap(acceptOctets),
		);
		for (let i = 0; i < suppressed.length; i += 2) {
			this.#suppressed(suppressed[i] as AccountId, suppressed[i + 1] as string);
		}
	}

	recover(now: number, heldAfterInterruptions: number): Promise<{ requeued: number; held: number }> {
		return this.#commits.submit({ kind: "recover", now, heldAfter: heldAfterInterruptions });
	}

	async depth(): Promise<QueueDepth> {
		const rows = await this.#reader.all("SELECT state, count(*) AS n FROM queue GROUP BY state");
		const count = (state: string): number => Number(rows.find((row) => row["state"] === state)?.["n"] ?? 0);
		return {
			queued: count("queued"),
			leased: count("leased"),
			deferred: count("deferred"),
			held: count("held"),
		};
	}
}

/** Recipients of one message and one destination came one after the other. */
function consignmentsOf({ messages, recipients }: ClaimAnswer): readonly Consignment[] {
	const known = messages.map(queuedMessage);
	const consignments: { message: QueuedMessage; recipients: LeasedRecipient[] }[] = [];
	for (let i = 0; i < recipients.length; i += LEASED_FIELDS) {
		const message = known[recipients[i] as number] as QueuedMessage;
		const recipient = leasedRecipient(message.id, recipients, i);
		const last = consignments.at(-1);
		if (last?.message === message && last.recipients[0]?.domain === recipient.domain) {
			last.recipients.push(recipient);
		} else consignments.push({ message, recipients: [recipient] });
	}
	return consignments;
}

function leasedRecipient(message: MessageId, row: Row, at: number): LeasedRecipient {
	const notify = row[at + 6] as string | null;
	return {
		message,
		index: row[at + 1] as number,
		address: row[at + 2] as string,
		domain: row[at + 3] as string,
		attempt: row[at + 4] as number,
		interruptions: row[at + 5] as number,
		notify: notify === null ? null : (notify.split(",") as Notify[]),
		originalRecipient: row[at + 7] as string | null,
	};
}

/** The columns that a claim selects, in their order. */
export function queuedMessage(row: readonly (Value | Uint8Array)[]): QueuedMessage {
	return {
		id: row[0] as MessageId,
		accountId: row[1] as string,
		domainId: row[2] as string | null,
		signingDomain: row[3] as string | null,
		reversePath: row[4] as string,
		sizeBytes: row[5] as number,
		traits: { eightBit: row[6] === 1, utf8: row[7] === 1, longestLineBytes: row[8] as number },
		dsnReturn: row[9] as QueuedMessage["dsnReturn"],
		envelopeId: row[10] as string | null,
		receivedAt: row[11] as number,
		bodyHash: bufferOf(row[12]),
	};
}
