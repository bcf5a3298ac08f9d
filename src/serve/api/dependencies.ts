/** All that the API needs from outside. */

import type { ReportStore } from "../../report/ports.ts";
import type { Setup } from "../../setup/index.ts";

export interface ApiDependencies {
	readonly setup: Setup;
	readonly reports: ReportStore;
	readonly version: string;
	/** Where this service's pages are, without a final slash. */
	readonly url: () => string;
	/** An unexpected error; returns the incident's id, which is in the log. */
	readonly incident: (during: string, error: unknown) => string;
	/** Rejects or is false while the service cannot take mail. */
	readonly isReady: () => Promise<boolean>;
}
