/** The words for every reason in English. A reason without words, or words without a reason, does not compile. */

import type { Reason } from "../catalogue.ts";
import type { Words } from "../row.ts";
import { accessWords } from "./en/access.ts";
import { addressWords } from "./en/addresses.ts";
import { attachmentWords } from "./en/attachments.ts";
import { messageWords } from "./en/message.ts";
import { protocolWords } from "./en/protocol.ts";
import { sendingWords } from "./en/sending.ts";
import { serviceWords } from "./en/service.ts";

export const english = {
	...sendingWords,
	...attachmentWords,
	...addressWords,
	...accessWords,
	...messageWords,
	...protocolWords,
	...serviceWords,
} as const satisfies Record<Reason, Words>;
