/** What the statuses of Activity are called. Articles say them in the same words. */

import type { Status } from "./recipient.ts";
import type { Language } from "./refusals/index.ts";

export const statusWords: Readonly<Record<Language, Readonly<Record<Status, string>>>> = {
	en: {
		accepted: "Accepted",
		pending: "Pending",
		deferred: "Deferred",
		delivered: "Delivered",
		"soft-bounce": "Soft bounce",
		"hard-bounce": "Hard bounce",
		rejected: "Rejected",
	},
	fr: {
		accepted: "Accepté",
		pending: "En cours",
		deferred: "Différé",
		delivered: "Remis",
		"soft-bounce": "Rebond doux",
		"hard-bounce": "Rebond dur",
		rejected: "Refusé",
	},
};
