/** The machine's clock. */

import type { Clock } from "../terms/clock.ts";

export const systemClock: Clock = {
	now: () => Date.now(),
	monotonicMs: () => performance.now(),
	after(delayMs, wake) {
		const timer = setTimeout(wake, Math.max(0, Math.min(delayMs, LONGEST_TIMER_MS)));
		timer.unref();
		return { cancel: () => clearTimeout(timer) };
	},
};

/** setTimeout holds 31 bits; whoever asks for more is woken early and asks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
