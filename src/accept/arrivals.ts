/** Connections as they come in: how many there may be, said before anything is read of them. */

import { type Refusal, refuse } from "../terms/refusals/index.ts";
import type { Limiters } from "./ports.ts";
import type { Arrival } from "./sessions.ts";

export function arrived({ places }: Pick<Limiters, "places">): Refusal | Arrival {
	const place = places.arrive();
	if ("scope" in place) return refuse("too-many-sessions", { scope: place.scope, limit: place.limit });
	return {
		from(address) {
			const tooMany = place.identify(address);
			return tooMany && refuse("too-many-sessions", { scope: tooMany.scope, limit: tooMany.limit });
		},
		left: () => place.leave(),
	};
}

/** Counts in a client whose address is known from the start. A refusal takes up no place. */
export function arrivedFrom(address: string, limiters: Pick<Limiters, "places">): Refusal | Arrival {
	const arrival = arrived(limiters);
	if ("reason" in arrival) return arrival;
	const refusal = arrival.from(address);
	if (refusal !== undefined) arrival.left();
	return refusal ?? arrival;
}
