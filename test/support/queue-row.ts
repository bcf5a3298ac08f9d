/** A recipient in the queue in memory. */

import type { Settlement } from "../../src/queue/ports.ts";
import type { Act } from "../../src/queue/steering-ports.ts";
import type { Instant } from "../../src/terms/clock.ts";
import type { QueuedMessage } from "../../src/terms/outcome.ts";
import type { RecipientState } from "../../src/terms/recipient.ts";

export interface Row {
	readonly message: QueuedMessage;
	readonly index: number;
	readonly domain: string;
	state: RecipientState;
	attempt: number;
	interruptions: number;
	dueAt: Instant | null;
	/** Every settlement that was applied, in order. */
	readonly history: Settlement[];
	/** What was done to it by hand, in order. */
	readonly byHand: Act[];
}
