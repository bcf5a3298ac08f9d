/**
 * The header as it leaves: with a DKIM signature in front. Signed at the first attempt rather than at acceptance,
 * so that a message that waited is signed with the key that is active now. RFC 6376 §5.
 */

import { prepareSignature } from "../rfc/dkim/sign.ts";
import { parseFields } from "../rfc/message/fields.ts";
import { HOUR, type Instant } from "../terms/clock.ts";
import type { QueuedMessage } from "../terms/outcome.ts";
import type { Outgoing } from "./content.ts";
import type { RelayPorts } from "./ports.ts";

/** Messages whose signature is kept: the destinations of one message are attempted close together. */
const KEPT = 256;
/** After this a message that is tried again is signed anew, with the key that is active then. */
const KEPT_MS = HOUR;

interface Kept {
	readonly at: Instant;
	readonly field: Promise<Buffer>;
}

export class HeaderSigner {
	readonly #ports: Pick<RelayPorts, "keys" | "sign" | "clock">;
	readonly #signed = new Map<string, Kept>();

	constructor(ports: Pick<RelayPorts, "keys" | "sign" | "clock">) {
		this.#ports = ports;
	}

	/** The signature field; empty when the domain has no key, or the message none to sign for. */
	field(message: QueuedMessage, content: Outgoing): Promise<Buffer> {
		const now = this.#ports.clock.now();
		const name = `${message.id} ${content.variant}`;
		const known = this.#signed.get(name);
		if (known !== undefined && now - known.at < KEPT_MS) return known.field;
		const field = this.#sign(message, content);
		const kept = { at: now, field };
		this.#signed.delete(name);
		this.#signed.set(name, kept);
		field.catch(() => this.#signed.get(name) === kept && this.#signed.delete(name));
		const oldest = this.#signed.size > KEPT ? this.#signed.keys().next() : undefined;
		if (oldest !== undefined && !oldest.done) this.#signed.delete(oldest.value);
		return field;
	}

	async #sign(message: QueuedMessage, content: Outgoing): Promise<Buffer> {
		const { keys, sign, clock } = this.#ports;
		if (message.signingDomain === null) return NONE;
		const key = await keys.active(message.signingDomain);
		if (key === undefined) return NONE;
		const prepared = prepareSignature({
			fields: parseFields(content.header).fields,
			bodyHash: content.bodyHash,
			domain: key.domain,
			selector: key.selector,
			algorithm: key.algorithm,
			timestamp: Math.floor(clock.now() / 1_000),
		});
		if (prepared.kind === "unsignable") return NONE;
		return Buffer.from(prepared.finish(await sign(key.algorithm, prepared.octets, key.key)));
	}
}

const NONE = Buffer.alloc(0);
