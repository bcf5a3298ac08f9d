/** The words for every reason in French. A reason without words, or words without a reason, does not compile. */

import type { Reason } from "../catalogue.ts";
import type { Words } from "../row.ts";
import { accessWords } from "./fr/access.ts";
import { addressWords } from "./fr/addresses.ts";
import { attachmentWords } from "./fr/attachments.ts";
import { messageWords } from "./fr/message.ts";
import { protocolWords } from "./fr/protocol.ts";
import { sendingWords } from "./fr/sending.ts";
import { serviceWords } from "./fr/service.ts";

export const french = {
	...sendingWords,
	...attachmentWords,
	...addressWords,
	...accessWords,
	...messageWords,
	...protocolWords,
	...serviceWords,
} as const satisfies Record<Reason, Words>;
