/** Events of set-up, to be written in the commit of what they tell of. */

import type { EventData, EventType, ServiceEvent } from "../terms/events.ts";
import { type AccountId, type EventId, ID_RANDOM_BYTES, makeId } from "../terms/ids.ts";
import type { SetupPorts } from "./ports.ts";

export type MakeEvent = <Type extends EventType>(
	account: AccountId,
	type: Type,
	data: EventData[Type],
) => ServiceEvent;

export const eventMaker =
	({ clock, randomBytes }: Pick<SetupPorts, "clock" | "randomBytes">): MakeEvent =>
	(accountId, type, data) => {
		const at = clock.now();
		const id: EventId = makeId(at, randomBytes(ID_RANDOM_BYTES));
		return { id, at, accountId, type, data } as unknown as ServiceEvent;
	};
