/** Counters of what happens to mail. */

import { MINUTE } from "./clock.ts";

/** The days of all time zones begin at a quarter of an hour. */
export const TALLY_SLOT_MS = 15 * MINUTE;
