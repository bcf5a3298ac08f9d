/**
 * What one connection takes of a consignment: as many transactions as the recipients need. Each decides over at least
 * one of them, or the connection is lost; those that are then left were not tried.
 */

import type { Transaction, Verdict } from "../rfc/smtp/client/transaction.ts";
import type { AttemptFacts, Consignment, LeasedRecipient, Outcome, QueuedMessage } from "../terms/outcome.ts";
import type { Connection } from "./connection.ts";
import { type Outgoing, outgoing } from "./content.ts";
import { type Envelope, envelopeOf, returnPathHost } from "./envelope.ts";
import { outcomeOf } from "./outcome.ts";
import type { RelayConfiguration, RelayPorts } from "./ports.ts";
import type { HeaderSigner } from "./sign.ts";

/** What an attempt hands over by. */
interface Means {
	readonly ports: RelayPorts;
	readonly configuration: RelayConfiguration;
	readonly signer: HeaderSigner;
	readonly signal: AbortSignal;
	/** Of the attempt so far, with what was seen. */
	readonly facts: (seen: Partial<AttemptFacts>) => AttemptFacts;
}

/** Undefined when the connection was lost before anything was decided: another one may be used. */
export async function handOver(
	connection: Connection,
	{ message, recipients: all }: Consignment,
	{ ports, configuration, signer, signal, facts: factsWith }: Means,
): Promise<readonly Outcome[] | undefined> {
	const content = await outgoing(message, ports.content, connection.eightBitMime);
	const signature = await signer.fields(message, content);
	if (signature === "none-ready") return all.map(withoutKey(message, factsWith(factsOf(connection))));
	const host = await returnPathHost(message, ports.returnPaths);
	const outcomes: Outcome[] = [];
	let waiting = all;
	for (let lost = false; waiting.length > 0 && !lost && !signal.aborted; ) {
		const recipients = waiting.slice(0, configuration.recipientsPerTransaction);
		const envelope = envelopeOf(message, recipients, host, ports.returnPaths?.tokens);
		const verdicts = await connection.transact(
			transactionOf(message, envelope, content, signature),
			() => octets(signature, content),
			signal,
		);
		if (verdicts.every(isLostEarly)) {
			if (outcomes.length === 0) return undefined;
			break;
		}
		const facts = factsWith({ ...factsOf(connection), ...notesOf(content) });
		const again: LeasedRecipient[] = [];
		for (const [at, recipient] of recipients.entries()) {
			const verdict = verdicts[at] as Verdict;
			if (verdict.kind === "remainder" || (signal.aborted && isBrokenOff(verdict))) again.push(recipient);
			else outcomes.push(outcomeOf(recipient, verdict, facts));
		}
		waiting = [...again, ...waiting.slice(recipients.length)];
		lost = !connection.usable;
	}
	const facts = factsWith(factsOf(connection));
	return [...outcomes, ...waiting.map((recipient): Outcome => ({ kind: "again", recipient, facts }))];
}

function transactionOf(
	message: QueuedMessage,
	envelope: Envelope,
	content: Outgoing,
	signature: Buffer,
): Transaction {
	return {
		...envelope,
		sizeBytes: content.sizeBytes + signature.length,
		eightBit: content.traits.eightBit,
		utf8: content.traits.utf8,
		dsnReturn: message.dsnReturn,
		envelopeId: message.envelopeId,
	};
}

/** Its keys were revoked; the next signs as soon as it was seen in the DNS. */
const withoutKey =
	({ signingDomain }: QueuedMessage, facts: AttemptFacts) =>
	(recipient: LeasedRecipient): Outcome => ({
		kind: "deferred",
		recipient,
		cause: "unknown",
		facts: {
			...facts,
			phase: "sign",
			reply: `the next DKIM key of ${signingDomain} was not seen in the DNS yet`,
		},
	});

const notesOf = ({ notes }: Outgoing): Partial<AttemptFacts> => (notes.length === 0 ? {} : { notes });

function factsOf({ hop, tls, plainAfterTlsFailure }: Connection): Partial<AttemptFacts> {
	return {
		host: hop.host,
		address: hop.address,
		...(tls === undefined ? {} : { tls }),
		...(plainAfterTlsFailure ? { plainAfterTlsFailure } : {}),
	};
}

/** Before the content: then no host can have the message. */
const isLostEarly = (verdict: Verdict): boolean =>
	verdict.kind === "lost" && !verdict.uncertain && verdict.phase !== "content";

/** Ended before any host could have the message. */
const isBrokenOff = (verdict: Verdict): boolean => verdict.kind === "lost" && !verdict.uncertain;

async function* octets(signature: Buffer, content: Outgoing): AsyncIterable<Buffer> {
	yield signature;
	yield content.header;
	yield* content.body();
}
