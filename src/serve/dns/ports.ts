/** All that the DNS door needs from outside. */

import type { TsigKey } from "../../rfc/dns/tsig.ts";
import type { Zone } from "../../rfc/dns/zone.ts";
import type { Clock } from "../../terms/clock.ts";

/** A server that keeps a copy of the zone: it is told of changes, and may transfer the zone. */
export interface Secondary {
	readonly address: string;
	readonly port: number;
	/** What the two sign with; without one, the address is all there is to go by. */
	readonly key: TsigKey | null;
}

export interface DnsDoorOptions {
	readonly host: string;
	/** The same for UDP and TCP; 0 takes a free one. */
	readonly port: number;
	readonly clock: Clock;
	readonly random: () => number;
	/** Answers of one kind a second to one network (/24, /56); 0 is without limit. */
	readonly answersPerSecond: number;
	readonly secondaries: readonly Secondary[];
	/** Who may transfer the zone beside the secondaries and whoever signs with a key. */
	readonly mayTransfer: (address: string) => boolean;
	readonly keys: readonly TsigKey[];
	readonly log: (about: string, facts: Readonly<Record<string, string | number>>) => void;
}

export interface DnsDoorParts extends DnsDoorOptions {
	readonly zone: Zone;
}
