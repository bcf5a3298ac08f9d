/** What calls of the API that may be repeated need from outside: a store of their keys and answers. */

import type { Instant } from "../terms/clock.ts";

/** A call of the API that has an idempotency key. */
export interface ApiCall {
	readonly asker: string;
	readonly key: string;
	readonly payloadHash: string;
	readonly at: Instant;
}

export interface ApiCallUse {
	readonly payloadHash: string;
	/** Null when it is not known how the call ended. */
	readonly answer: unknown;
}

/** Calls by their keys. Writes resolve after a synced commit. */
export interface ApiCallStore {
	/** Writes down that the call begins; or what the key was used for after `since`, and then writes nothing. */
	begin(call: ApiCall, since: Instant): Promise<ApiCallUse | undefined>;
	/** It ended well; `answer` can be JSON. */
	end(call: Pick<ApiCall, "asker" | "key">, answer: unknown): Promise<void>;
	/** It changed nothing: the key is free again. */
	forget(call: Pick<ApiCall, "asker" | "key">): Promise<void>;
}
