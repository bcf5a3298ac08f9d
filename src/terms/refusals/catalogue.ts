/** All sections in one table: every reason for which this service says no. */

import { accessRefusals } from "./access.ts";
import { addressRefusals } from "./addresses.ts";
import { attachmentRefusals } from "./attachments.ts";
import { messageRefusals } from "./message.ts";
import { protocolRefusals } from "./protocol.ts";
import type { RefusalRow } from "./row.ts";
import { sendingRefusals } from "./sending.ts";
import { serviceRefusals } from "./service.ts";

/** In the order in which people read of them: the usual causes first, our own troubles last. */
export const sections = {
	sending: sendingRefusals,
	attachments: attachmentRefusals,
	addresses: addressRefusals,
	access: accessRefusals,
	message: messageRefusals,
	protocol: protocolRefusals,
	service: serviceRefusals,
} as const;

export const refusals = {
	...sendingRefusals,
	...attachmentRefusals,
	...addressRefusals,
	...accessRefusals,
	...messageRefusals,
	...protocolRefusals,
	...serviceRefusals,
};

/** The stable name of a refusal: what the API, Activity, metrics and help articles call it. */
export type Reason = keyof typeof refusals;

export const reasons = Object.keys(refusals) as readonly Reason[];

export const isReason = (text: string): text is Reason => Object.hasOwn(refusals, text);

/** The row without its literal types, for code that treats all reasons alike. */
export const rowOf = (reason: Reason): RefusalRow => refusals[reason];

/** Whether trying again later can help. */
export const isTemporary = (reason: Reason): boolean => refusals[reason].code < 500;
