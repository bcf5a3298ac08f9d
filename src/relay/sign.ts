/**
 * The header as it leaves: with DKIM signatures in front, one for each key that is active now. Signed at the attempt
 * rather than at acceptance, so that a message that waited is signed with a key whose record the receiver will find.
 * RFC 6376 §5.
 */

import { prepareSignature } from "../rfc/dkim/sign.ts";
import { parseFields } from "../rfc/message/fields.ts";
import { HOUR, type Instant } from "../terms/clock.ts";
import type { QueuedMessage } from "../terms/outcome.ts";
import type { Outgoing } from "./content.ts";
import type { ActiveKeys, RelayPorts, SigningKey } from "./ports.ts";

/** Messages whose signatures are kept: the destinations of one message are attempted close together. */
const KEPT = 256;
/** After this a message that is tried again is signed anew: t= tells receivers how long it has been under way. */
const KEPT_MS = HOUR;

/** "none-ready": the message has to wait for a key. */
type Signed = Buffer | "none-ready";

interface Kept {
	readonly at: Instant;
	/** Kept no longer than these are what is signed with. */
	readonly keys: ActiveKeys;
	readonly fields: Promise<Buffer>;
}

export class HeaderSigner {
	readonly #ports: Pick<RelayPorts, "keys" | "sign" | "clock">;
	readonly #signed = new Map<string, Kept>();

	constructor(ports: Pick<RelayPorts, "keys" | "sign" | "clock">) {
		this.#ports = ports;
	}

	/** The signature fields; empty when the domain has no key, or the message none to sign for. */
	async fields(message: QueuedMessage, content: Outgoing): Promise<Signed> {
		if (message.signingDomain === null) return NONE;
		const keys = await this.#ports.keys.active(message.signingDomain);
		if (keys === "none-ready") return keys;
		const now = this.#ports.clock.now();
		const name = `${message.id} ${content.variant}`;
		const known = this.#signed.get(name);
		if (known !== undefined && known.keys === keys && now - known.at < KEPT_MS) return known.fields;
		const fields = this.#sign(keys, content);
		const kept = { at: now, keys, fields };
		this.#signed.delete(name);
		this.#signed.set(name, kept);
		fields.catch(() => this.#signed.get(name) === kept && this.#signed.delete(name));
		const oldest = this.#signed.size > KEPT ? this.#signed.keys().next() : undefined;
		if (oldest !== undefined && !oldest.done) this.#signed.delete(oldest.value);
		return fields;
	}

	async #sign(keys: readonly SigningKey[], content: Outgoing): Promise<Buffer> {
		const { sign, clock } = this.#ports;
		const { fields } = parseFields(content.header);
		const timestamp = Math.floor(clock.now() / 1_000);
		const signatures = await Promise.all(
			keys.map(async ({ domain, selector, algorithm, key }) => {
				const { bodyHash } = content;
				const prepared = prepareSignature({ fields, bodyHash, domain, selector, algorithm, timestamp });
				if (prepared.kind === "unsignable") return "";
				return prepared.finish(await sign(algorithm, prepared.octets, key));
			}),
		);
		return Buffer.from(signatures.join(""));
	}
}

const NONE = Buffer.alloc(0);
