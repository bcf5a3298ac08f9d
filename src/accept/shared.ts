import type { InFlight } from "./in-flight.ts";
import type { AcceptConfiguration, AcceptPorts } from "./ports.ts";
import type { QuotaLedger } from "./quota-ledger.ts";

/** What all sessions of a process share. */
export interface Shared {
	readonly ports: AcceptPorts;
	readonly configuration: AcceptConfiguration;
	readonly ledger: Ledger;
	readonly inFlight: InFlight;
	/** Set where nothing is written: then content is looked at even when no recipient was accepted. */
	readonly rehearses?: true;
}

export type Ledger = Pick<QuotaLedger, keyof QuotaLedger>;

/** What a refused submission was about, as far as it was known. */
export interface About {
	readonly reversePath: string;
	readonly recipient: string;
	readonly author: string;
	readonly subject: string;
	readonly headerMessageId: string;
}
