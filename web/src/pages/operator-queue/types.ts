/** What can be asked of the queue, and done to it. */

export const states = ["queued", "deferred", "leased", "held", "paused"] as const;
export const orders = ["recipients", "oldest", "name"] as const;
export const recipientStates = ["waiting", "held", "leased"] as const;

export type Act = "pause" | "resume" | "retry" | "hold" | "release" | "cancel";

/** Acts that something is written about, for whoever asks why. */
export const withNote: ReadonlySet<Act> = new Set(["pause", "hold", "cancel"]);

export const queueKey = ["operator", "queue"] as const;

export const pathOf = (destination: string, rest = ""): string =>
	`/v1/queue/${encodeURIComponent(destination)}${rest}`;
